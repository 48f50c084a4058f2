"""The front matter of every kind: each wrong value is a fault at the value's own line, each limit
holds on both sides, and a name that nobody reads is told with the one that is meant.
"""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.reading import keys_of
from quizbank.app.kinds import KINDS
from quizbank.authoring.files import parse
from quizbank.authoring.front import CommonFront
from quizbank.authoring.templates import template
from quizbank.domain.question import Question
from quizbank.words.catalogue import both

# a value of each type as TOML writes it
VALUES = {
    "text": '"some words"',
    "whole": "3",
    "number": "2.5",
    "truth": "true",
    "list": '["a", "b"]',
    "numbers": "[1, 2]",
    "tables": "[{ a = 1 }]",
    "table": '{ a = "b" }',
    "date": "2026-11-27",
    "endless": "inf",
}
# which of them each field takes
TAKES = {
    "id": set(),
    "kind": set(),
    "topic": set(),
    "difficulty": {"whole"},
    "minutes": {"whole", "number"},
    "guide": {"list", "numbers"},
    "errata": {"list"},
    "sources": {"list"},
    "tags": {"list"},
    "roles": set(),
    "asked": {"whole"},
    "mock": {"truth"},
    "based_on": {"text"},
}
GOOD = {
    "id": '"good-one"',
    "kind": '"choice"',
    "topic": '"losses"',
    "difficulty": "2",
    "minutes": "2",
}
BODY = "+++\n\n## en\nWhich?\n\n## choices en\n- [x] this\n- [ ] that\n"


def written(front: dict[str, str], order: list[str] | None = None) -> str:
    """A question file with these keys, in that order."""
    lines = [f"{key} = {front[key]}\n" for key in order or front]
    return "+++\n" + "".join(lines) + BODY


def question(front: dict[str, str]) -> Question:
    """The question of a file that has no fault."""
    result = parse(written(GOOD | front), "q.md")
    assert result.question is not None, result.faults
    return result.question


def codes(front: dict[str, str]) -> list[tuple[str, int]]:
    """Each fault's code and line."""
    return [(fault.code, fault.line) for fault in parse(written(front), "q.md").faults]


def test_every_common_key_is_here() -> None:
    assert set(TAKES) == set(keys_of(CommonFront).values())
    assert len(fields(CommonFront)) == len(TAKES)


@given(st.data())
def test_a_value_of_a_wrong_type_is_a_fault_at_its_own_line(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(TAKES)))
    wrong = data.draw(st.sampled_from(sorted(set(VALUES) - TAKES[field])))
    front = GOOD | {field: VALUES[wrong]}
    order = data.draw(st.permutations(sorted(front)))
    result = parse(written(front, order), "q.md")
    line = 2 + order.index(field)
    assert result.question is None
    assert (line, True) in {(fault.line, all(both(fault.said))) for fault in result.faults}
    told = {fault.line for fault in result.faults} - {line}
    # without a kind nobody can say more; with one, nothing else is at fault
    assert told == set() or field == "kind"


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field in TAKES for value in sorted(TAKES[field])]
)
def test_a_value_of_a_right_type_is_none(field: str, value: str) -> None:
    assert codes(GOOD | {field: VALUES[value]}) == []


@pytest.mark.parametrize("field", ["errata", "sources", "tags", "roles", "guide"])
@given(place=st.integers(0, 4), wrong=st.sampled_from(["2.5", "true", "[1]", "{ a = 1 }"]))
def test_an_entry_of_a_wrong_type_is_a_fault_at_its_own_line(
    field: str, place: int, wrong: str
) -> None:
    entries = ['"nlp"'] * 4
    entries.insert(place, wrong)
    several = "[\n" + "".join(f"  {entry},\n" for entry in entries) + "]"
    assert codes(GOOD | {field: several}) == [(field, 2 + len(GOOD) + 1 + place)]


@pytest.mark.parametrize(
    ("field", "inside", "outside"),
    [
        ("difficulty", ["1", "5"], ["0", "6", "-1"]),
        ("minutes", ["0.01", "120", "120.0"], ["0", "0.0", "120.01", "-1"]),
        ("asked", ["0", "5"], ["-1", "6"]),
        ("id", ['"ab"', '"' + "a" * 80 + '"'], ['"a"', '"' + "a" * 81 + '"', '"-b"', '"A-b"']),
        ("topic", ['"a"', '"' + "a" * 80 + '"', '"损失"'], ['""', '"a/b"', '"' + "a" * 81 + '"']),
        ("roles", ['["llm", "research", "infra", "nlp"]', "[]"], ['["chef"]', '["nlp", ""]']),
        ("guide", ['["M1-74"]', "[74, 75]", '["M1-74", 75]'], ["74", "[[74]]"]),
    ],
)
def test_limits_hold_on_both_sides(field: str, inside: list[str], outside: list[str]) -> None:
    for value in inside:
        assert codes(GOOD | {field: value}) == [], value
    for value in outside:
        assert [code for code, _ in codes(GOOD | {field: value})] == [field], value


def test_what_is_read_stands_in_the_question() -> None:
    read = question({"asked": "4", "mock": "false", "guide": '["M1-74", 75]', "roles": '["llm"]'})
    assert (read.asked, read.mock, read.guide, read.roles) == (4, False, ("M1-74", "75"), ("llm",))
    plain = question({})
    assert (plain.asked, plain.mock, plain.guide, plain.roles) == (None, True, (), ())


@pytest.mark.parametrize("missing", ["id", "kind", "topic"])
def test_a_key_that_every_question_has_is_missed(missing: str) -> None:
    front = {key: value for key, value in GOOD.items() if key != missing}
    assert (missing, 2) in codes(front)


def test_an_unknown_key_is_told_with_the_one_that_is_meant() -> None:
    (fault,) = parse(written(GOOD | {"multipel": "true"}), "q.md").faults
    assert (fault.code, fault.line) == ("unknown", 2 + len(GOOD))
    assert all("multiple" in words for words in both(fault.said))
    # a key of another kind is not one of this kind
    (other,) = parse(written(GOOD | {"pass_mark": "2"}), "q.md").faults
    assert (other.code, other.line) == ("unknown", 2 + len(GOOD))
    assert "difficulty" in both(other.said)[1]


@pytest.mark.parametrize(
    ("extra", "code", "meant"),
    [
        ("## mutant\nx\n", "section-unknown", "hint en"),
        ("## explanaton en\nx\n", "section-unknown", "explanation en"),
        ("## en\nAgain?\n", "section-twice", "en"),
        ("## explanation en\na\n\n## explanation en\nb\n", "section-twice", "explanation en"),
    ],
)
def test_a_section_that_nobody_reads_is_a_fault_at_its_heading(
    extra: str, code: str, meant: str
) -> None:
    text = written(GOOD) + "\n" + extra
    (fault,) = parse(text, "q.md").faults
    last = extra.rstrip("\n").split("\n")
    heading = max(number for number, line in enumerate(last) if line.startswith("## "))
    assert (fault.code, fault.line) == (code, text.count("\n") - extra.count("\n") + 1 + heading)
    assert all(meant in words for words in both(fault.said))


def test_hints_may_repeat_and_stay_in_order() -> None:
    read = parse(written(GOOD) + "## hint en\nfirst\n\n## hint en\nsecond\n", "q.md").question
    assert read is not None and read.hints == {"en": ("first", "second")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("only", ["zh", "en"])
def test_a_template_in_one_language_is_whole(kind: str, only: str) -> None:
    text = template(kind, "losses", "one-language", only)  # type: ignore[arg-type]
    read = parse(text, "q.md")
    assert read.question is not None, read.faults
    assert set(read.question.prompt) == {only}
    other = "zh" if only == "en" else "en"
    assert f"## {other}" not in text and f"\n{other} =" not in text


def test_a_split_card_is_a_question_a_blank() -> None:
    text = template("card", "losses", "parts").replace(
        "minutes = 0.5", "minutes = 0.5\nsplit = true"
    )
    text = text.replace("√d_k？", "{{√d_k::根号}}，{{softmax}}？")
    text = text.replace("by √d_k?", "by {{√d_k}} and {{softmax}}?")
    read = parse(text, "q.md")
    assert [one.id for one in read.questions] == ["parts-1", "parts-2"]
    assert len({one.version for one in read.questions}) == 1


def test_the_version_of_an_unchanged_file_stays_what_it_was() -> None:
    # as 0.1.0 gave it: a question's history hangs on it
    front = {"guide": '["M1-74", 75]', "tags": '["a"]', "minutes": "1.5", "multiple": "false"}
    text = written(GOOD | front) + "\n## hint en\nlook\n\n## explanation en\nThis.\n"
    read = parse(text, "q.md").question
    assert read is not None and read.version == "aeb5eaec88508033"
