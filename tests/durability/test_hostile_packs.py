"""A stranger's pack is refused or told as faulty, in words; it never acts, crashes, hangs, or
reaches beyond its folder.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest

from quizbank.app.packs import add, look
from quizbank.app.places import own_pack
from quizbank.authoring.archive import unpacked
from quizbank.authoring.files import load_file
from quizbank.authoring.lint import lint_paths
from quizbank.authoring.lint.pool import Waiting, lint_many
from quizbank.authoring.templates import template
from quizbank.domain.clean import first_forbidden
from quizbank.domain.errors import QuizbankError
from quizbank.store.database import Database
from quizbank.words.catalogue import both
from tests.durability.hostile import CODE, FOLDERS, PROVED, READ
from tests.durability.hostile_archives import GOOD, archives, zipped
from tests.durability.program import run


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An empty database."""
    return Database.open(tmp_path / "home" / "q.db")


def everything(folder: Path) -> dict[str, bytes | None]:
    """Each name below a folder with what it holds."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_there_are_at_least_a_hundred_hostile_packs() -> None:
    with warnings.catch_warnings(action="ignore"):
        assert len(archives()) + len(READ) + len(PROVED) + len(FOLDERS) + len(CODE) >= 200


def test_no_hostile_archive_is_opened_and_each_refusal_is_a_clean_sentence(tmp_path: Path) -> None:
    failures = []
    with warnings.catch_warnings(action="ignore"):
        hostile = archives()
    for name, content in hostile.items():
        place = tmp_path / "place"
        place.mkdir(exist_ok=True)
        (place / "pack.zip").write_bytes(content)
        before = everything(tmp_path)
        try:
            with unpacked(place / "pack.zip") as inside:
                failures.append((name, f"it was opened: {everything(inside.folder)}"))
        except QuizbankError as refused:
            zh, en = both(refused.said)
            if first_forbidden(en + zh) or "\n" in en or en == zh:
                failures.append((name, en))
        if everything(tmp_path) != before:
            failures.append((name, "it wrote something"))
    assert failures == []


def test_what_an_honest_archive_holds_beside_questions_is_named_and_left(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(
        zipped(
            [
                ("a.md", GOOD),
                ("tool.py", b"print(1)"),
                ("inner.zip", zipped([("b.md", GOOD)])),
                ("__MACOSX/a.md", b"x"),
                (".DS_Store", b"x"),
                ("d/", b""),
            ]
        )
    )
    with unpacked(tmp_path / "p.zip") as inside:
        assert (set(everything(inside.folder)), set(inside.left_out)) == (
            {"a.md"},
            {"tool.py", "inner.zip"},
        )
    assert not inside.folder.exists()


@pytest.mark.parametrize("name", READ)
def test_a_hostile_question_file_loads_harmlessly_or_is_a_fault_with_its_line(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "q.md"
    path.write_text(READ[name], "utf-8", "surrogatepass")
    loaded = load_file(path)
    assert (loaded.question is None) == bool(loaded.faults)
    for fault in loaded.faults:
        assert (
            fault.line >= 1
            and len(set(both(fault.said))) == 2
            and not first_forbidden("".join(both(fault.said)))
        ), fault


def test_lint_comes_back_from_every_hostile_promise(tmp_path: Path) -> None:
    files: list[Waiting] = []
    for k, text in enumerate([*PROVED.values(), *READ.values()]):
        path = tmp_path / f"q{k}.md"
        path.write_text(text.replace("hostile-one", f"hostile-{k}"), "utf-8", "surrogatepass")
        question = load_file(path).question
        if question is not None and question.kind != "code":
            files.append(Waiting(path, path, heavy=False))
    assert len(files) > len(PROVED) / 2
    told = dict(lint_many(files, code=False))
    assert len(told) == len(files)
    # the limits of the graders themselves are met, not those of the process around them
    assert {fault.code for faults in told.values() for fault in faults} & {
        "lint-time",
        "lint-stopped",
    } == set()


def test_a_question_that_takes_for_ever_or_all_memory_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text(template("symbolic", "losses", "a-one"), "utf-8")
    # a grader that never ends stands for a fault in a grader: a hook of the interpreter puts it
    # there in the new process
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nif 'spawn_main' in ' '.join(sys.orig_argv):\n    import "
        "graders.symbolic.check as check\n    check.prepare = lambda *a, **k: [x for x "
        "in iter(int, 1)]\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    [(told, faults)] = lint_many([Waiting(path, path, heavy=False)], code=False, seconds=3)
    assert told == path and [fault.code for fault in faults] == ["lint-time"]
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nif 'spawn_main' in ' '.join(sys.orig_argv):\n    import os, "
        "graders.symbolic.check as check\n    check.prepare = lambda *a, **k: "
        "os._exit(9)\n"
    )
    [(_, faults)] = lint_many([Waiting(path, path, heavy=False)], code=False)
    assert [fault.code for fault in faults] == ["lint-stopped"]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_hostile_folder_is_looked_through_and_nothing_beyond_it_is_read(
    database: Database, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    FOLDERS[name](folder)
    contents = look(database, [folder])
    assert all(not first_forbidden(fault.file + both(fault.said)[1]) for fault in contents.faults)
    assert "root:" not in str(contents)
    add(database, contents)
    lint_paths([folder], code=False)


def test_the_learners_own_folder_may_hold_anything_and_the_program_starts(tmp_path: Path) -> None:
    path = tmp_path / "home" / "q.db"
    folder = own_pack(path)
    for k, name in enumerate(FOLDERS):
        (folder / str(k)).mkdir(parents=True)
        FOLDERS[name](folder / str(k))
    for k, text in enumerate(READ.values()):
        (folder / f"read-{k}.md").write_text(text, "utf-8", "surrogatepass")
    done = run(path, "list")
    assert (
        done.returncode == 0
        and "Traceback" not in done.stderr
        and not first_forbidden((done.stderr + done.stdout).replace("\r", ""))
    )
    assert run(path, "today").stderr == "", "faults are told once, not at every start"


@pytest.mark.tensorflow
def test_a_packs_code_runs_only_in_the_sandbox_for_lint_too(tmp_path: Path) -> None:
    pytest.importorskip("tensorflow")
    trace = Path("/tmp") / f"acted-{os.getpid()}"
    for k, text in enumerate(CODE.values()):
        (tmp_path / f"q{k}.md").write_text(
            text.replace("hostile-one", f"hostile-{k}").replace("TRACE", str(trace)), "utf-8"
        )
    before = everything(tmp_path)
    report = lint_paths([tmp_path])
    assert {fault.file for fault in report.faults} == {str(path) for path in tmp_path.glob("*.md")}
    assert everything(tmp_path) == before and not trace.exists()
