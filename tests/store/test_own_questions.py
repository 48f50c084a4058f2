from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizbank.store.database import Database
from quizbank.store.own_questions import id_in, read_files
from quizbank.store.sync import sync
from tests.store.making import NOW
from tests.store.test_sync import blank, machines  # noqa: F401


def text(id: str, body: str) -> str:
    return f'+++\nid = "{id}"\nkind = "concept"\n+++\n\n## en\n{body}\n'


class Machine:
    """A database, a folder of own questions, and a shared folder."""

    def __init__(self, name: str, database: Database, shared: Path) -> None:
        self.name, self.database, self.shared = name, database, shared
        self.pack = database.path.with_suffix(".questions")

    def write(self, id: str, body: str | None) -> None:
        self.pack.mkdir(exist_ok=True)
        path = self.pack / f"{id}.md"
        if body is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text(id, body), "utf-8")

    def sync(self) -> tuple[str, ...]:
        return sync(self.shared, self.database, self.name, pack=self.pack, now=NOW).questions

    def bodies(self) -> dict[str, str]:
        return {
            id: found.split("## en\n")[1].strip() for id, found in read_files(self.pack).items()
        }


@pytest.fixture
def pair(blank: Path) -> object:  # noqa: F811
    with machines(blank, 2) as (shared, databases):
        yield tuple(Machine(f"m{k}", database, shared) for k, database in enumerate(databases))


Pair = tuple[Machine, Machine]


def meet(*several: Machine) -> None:
    for machine in (*several, *several, *several):
        machine.sync()


def test_a_question_added_here_arrives_there(pair: Pair) -> None:
    a, b = pair
    a.write("mine", "What is a logit?")
    meet(a, b)
    assert b.bodies() == {"mine": "What is a logit?"}
    assert (b.pack / "mine.md").read_bytes() == (a.pack / "mine.md").read_bytes()


def test_an_edit_on_one_machine_replaces_the_text_on_the_other(pair: Pair) -> None:
    a, b = pair
    a.write("mine", "one")
    meet(a, b)
    b.write("mine", "two")
    meet(a, b)
    a.write("mine", "one")
    meet(b, a)
    assert a.bodies() == b.bodies() == {"mine": "one"}


def test_what_both_changed_is_kept_twice_and_equal_on_both(pair: Pair) -> None:
    a, b = pair
    a.write("mine", "one")
    meet(a, b)
    a.write("mine", "by a")
    b.write("mine", "by b")
    kept = [*a.sync(), *b.sync(), *a.sync()]
    meet(a, b)
    assert a.bodies() == b.bodies()
    assert sorted(a.bodies().values()) == ["by a", "by b"]
    assert set(kept) == set(a.bodies()) - {"mine"}


def test_the_copy_can_be_deleted_and_stays_deleted(pair: Pair) -> None:
    a, b = pair
    a.write("mine", "by a")
    b.write("mine", "by b")
    meet(a, b)
    [copy] = set(a.bodies()) - {"mine"}
    a.write(copy, None)
    meet(a, b)
    assert set(a.bodies()) == set(b.bodies()) == {"mine"}


def test_the_same_text_on_both_is_no_conflict(pair: Pair) -> None:
    a, b = pair
    a.write("mine", "one")
    b.write("mine", "one")
    meet(a, b)
    assert a.bodies() == b.bodies() == {"mine": "one"}


def test_an_edit_wins_over_a_removal(pair: Pair) -> None:
    a, b = pair
    for id in ("mine", "other"):
        a.write(id, "one")
    meet(a, b)
    a.write("mine", None)
    b.write("mine", "better")
    meet(a, b)
    assert a.bodies() == b.bodies() == {"mine": "better", "other": "one"}


def test_a_lost_folder_is_no_removal(pair: Pair) -> None:
    a, b = pair
    a.write("mine", "one")
    meet(a, b)
    shutil.rmtree(a.pack)
    meet(a, b)
    assert a.bodies() == b.bodies() == {"mine": "one"}


@settings(max_examples=15, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["p", "q"]), st.booleans(), st.booleans()),
        max_size=8,
    )
)
def test_machines_always_end_with_the_same_files_and_no_text_is_lost(
    blank: Path,  # noqa: F811
    steps: list[tuple[int, str, bool, bool]],
) -> None:
    fresh = itertools.count()
    with machines(blank, 3) as (shared, databases):
        several = [Machine(f"m{k}", database, shared) for k, database in enumerate(databases)]
        replaced: set[str] = set()
        written: set[str] = set()
        for k, id, remove, meeting in steps:
            machine = several[k]
            id = f"question-{id}"
            present = machine.bodies().get(id)
            if remove and present is not None and len(machine.bodies()) > 1:
                machine.write(id, None)
            elif not remove:
                body = f"text {next(fresh)}"
                machine.write(id, body)
                written.add(body)
            if present is not None and present != machine.bodies().get(id):
                replaced.add(present)
            if meeting:
                machine.sync()
        meet(*several)
        meet(*several)
        bodies = [machine.bodies() for machine in several]
        assert bodies[0] == bodies[1] == bodies[2]
        assert written - replaced <= set(bodies[0].values())


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "+++\nid = 3\n+++\n",
        '+++\nid = "../x"\n+++\n',
        '+++\nid = "UPPER"\n+++\n',
        "+++\n[[[[\n+++\n",
        "no front",
    ],
)
def test_a_text_without_a_sound_id_has_none(bad: str) -> None:
    assert id_in(bad) is None
