"""The gate: what lint refuses is not asked, and what cannot be proved here is not called clean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from graders.card.kind import CardKind
from graders.card.spec import CardSpec
from graders.kind import Report
from graders.said import said
from quizbank.authoring import lint
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import parse
from quizbank.authoring.gate import gate, gate_files
from quizbank.authoring.lint import lint_files, lint_paths, lint_question
from quizbank.authoring.lint.pool import Waiting
from quizbank.authoring.templates import template
from quizbank.cli.main import run
from tests.pictures.making import asking, picture

GOOD = template("symbolic", "losses", "good-one")
# it can be read, and its own misconception is right
REFUSED = GOOD.replace('answer = "sum((y - p)^2)"', 'answer = "sum((p - y)^2)/n"')
UNREAD = GOOD.replace("difficulty = 2", 'difficulty = "two"')


def test_a_sound_text_comes_through_with_its_place(tmp_path: Path) -> None:
    gated = gate(GOOD, place=tmp_path / "mine.md")
    assert gated.question is not None and gated.faults == ()
    assert (gated.question.id, gated.question.origin) == ("good-one", "own")
    assert gated.question.path == str(tmp_path / "mine.md")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "code", "line"), [(REFUSED, "misconception-right", 14), (UNREAD, "difficulty", 5)]
)
def test_what_cannot_be_read_or_proved_stays_out_with_its_line(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    place = tmp_path / "mine.md"
    place.write_text(text, encoding="utf-8")
    for gated in (gate(text, place=place), gate(place)):
        assert gated.questions == ()
        assert [(fault.file, fault.line, fault.code) for fault in gated.faults] == [
            (str(place), line, code)
        ]


def test_a_question_can_be_asked_without_its_picture_but_lint_tells(tmp_path: Path) -> None:
    text, place = asking("![a curve](curve.png)"), tmp_path / "mine.md"
    gated = gate(text, place=place)
    assert gated.question is not None
    assert {fault.code for fault in gated.faults} == {"picture-missing"}
    (tmp_path / "curve.png").write_bytes(picture())
    assert gate(text, place=place).faults == ()


def test_a_wrong_choice_without_a_diagnosis_is_asked_but_lint_tells(tmp_path: Path) -> None:
    text = template("choice", "losses", "bare").replace("  off by one / 差 1\n", "")
    gated = gate(text, place=tmp_path / "mine.md")
    assert gated.question is not None
    assert [(fault.code, fault.severity) for fault in gated.faults] == [("no-diagnosis", "error")]


def test_one_refused_file_keeps_no_other_out(tmp_path: Path) -> None:
    files = [tmp_path / f"q{number}.md" for number in range(3)]
    for number, text in enumerate([GOOD, REFUSED, GOOD.replace("good-one", "good-two")]):
        files[number].write_text(text, encoding="utf-8")
    gated = gate_files(files)
    assert [len(gated[file].questions) for file in files] == [1, 0, 1]


def test_the_second_file_of_one_id_stays_out_and_names_the_first(tmp_path: Path) -> None:
    files = [tmp_path / "a.md", tmp_path / "b.md"]
    for file in files:
        file.write_text(
            GOOD.replace('id = "good-one"\n', "").replace(
                'topic = "losses"', 'topic = "losses"\nid = "good-one"'
            ),
            encoding="utf-8",
        )
    gated = gate_files(files)
    assert gated[files[0]].question is not None and gated[files[1]].question is None
    (fault,) = gated[files[1]].faults
    assert (fault.code, fault.line) == ("id-twice", 4)


@pytest.fixture
def unproved(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Has every file told as not proved; the files that were to be proved."""
    asked: list[Path] = []

    def told(files: Iterable[Waiting], code: bool) -> Iterator[tuple[Path, list[Fault]]]:
        for waiting in files:
            asked.append(waiting.file)
            why = said("code.not-proved", why=said("code.none"))
            yield waiting.file, [Fault(str(waiting.file), 1, why, "warning")]

    monkeypatch.setattr(lint, "lint_many", told)
    return asked


def test_what_was_not_proved_is_asked_but_never_kept_as_clean(
    tmp_path: Path, unproved: list[Path]
) -> None:
    file, cache = tmp_path / "q.md", tmp_path / "lint.json"
    file.write_text(GOOD, encoding="utf-8")
    for _ in range(2):
        report = lint_paths([file], cache=cache)
        assert report.clean and not report.proved
    assert unproved == [file, file] and not cache.exists()
    assert gate(file, cache=cache).question is not None


def test_lint_ends_with_3_where_something_could_not_be_proved(
    tmp_path: Path, unproved: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.md"
    file.write_text(GOOD, encoding="utf-8")
    assert run(["--lang", "en", "lint", "--no-cache", str(file)]) == 3
    assert "not called clean" in capsys.readouterr().err
    assert run(["--lang", "en", "lint", "--no-cache", "--json", str(file)]) == 3
    report = json.loads(capsys.readouterr().out)
    assert report["clean"] is False and set(report["faults"][0]) == {
        "file",
        "line",
        "code",
        "severity",
        "message",
    }
    file.write_text(UNREAD, encoding="utf-8")
    assert run(["--lang", "en", "lint", "--no-cache", str(file)]) == 1


def test_where_a_text_will_lie_its_pictures_count_for_what_is_remembered(tmp_path: Path) -> None:
    file, place, cache = tmp_path / "q.md", tmp_path / "there" / "q.md", tmp_path / "lint.json"
    file.write_text(asking("![a curve](curve.png)"), encoding="utf-8")
    place.parent.mkdir()
    (place.parent / "curve.png").write_bytes(picture())
    for _ in range(2):
        assert lint_files([file], cache=cache, places={file: place})[file].faults == []
    assert [fault.code for fault in lint_files([file], cache=cache)[file].faults] == [
        "picture-missing",
        "picture-missing",
    ]


def test_every_card_of_a_split_file_is_held_to_its_promises_and_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proved: list[int | None] = []

    def refuse(self: CardKind, spec: CardSpec, report: Report) -> None:
        proved.append(spec.only)
        report.under("en", "card.blank-over-lines")

    monkeypatch.setattr(CardKind, "lint", refuse)
    text = template("card", "losses", "parts").replace(
        "minutes = 0.5", "minutes = 0.5\nsplit = true"
    )
    text = text.replace("√d_k？", "{{√d_k}}，{{softmax}}？")
    text = text.replace("by √d_k?", "by {{√d_k}} and {{softmax}}?")
    (fault,) = lint_question(parse(text, "q.md"))
    assert proved == [0, 1] and fault.line == text.split("\n").index("## en") + 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (GOOD.replace("Give the mean", "In 2017, give the mean"), "languages-differ", 22),
        (
            GOOD.replace("## explanation en\n", "## explanation en\n```formula\na\n\nb +\n```\n"),
            "drawing",
            32,
        ),
        (
            GOOD.replace("Square", 'x\n```figure\nkind = "rnn"\nsteps = 99\n```\nSquare'),
            "drawing",
            32,
        ),
        (GOOD.replace("Square the", "Square\u200b the"), "hidden-character", 29),
    ],
)
def test_a_fault_of_a_text_stands_at_its_own_line(text: str, code: str, line: int) -> None:
    assert [(f.code, f.line) for f in lint_question(parse(text, "q.md"))] == [(code, line)]


def test_a_drawing_in_a_prompt_is_at_fault_where_it_is_written() -> None:
    text = template("numeric", "losses", "worked").replace(
        "Find z", 'Find\n```figure\nkind = "convolution"\nsize = {x}\nkernel = 3\n```\nz'
    )
    (fault,) = [f for f in lint_question(parse(text, "q.md")) if f.code == "drawing"]
    assert text.split("\n")[fault.line - 1] == "size = {x}"
