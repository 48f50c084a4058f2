"""Each wrong type in each field of a question file is a fault at the field's own line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.codec import from_plain, to_plain
from graders.kinds import template
from graders.numeric.spec import NumericSpec
from quizbank.authoring.files import LoadResult, load_file, parse
from quizbank.store.locations import bundled
from quizbank.words.catalogue import both

HEAD = ['id = "a-one"', 'kind = "numeric"', 'topic = "losses"', "difficulty = 2", "minutes = 2"]
PROMPTS = "+++\n\n## zh\n求值 {w}。\n\n## en\nFind it for {w}.\n"

# every key of the kind, in the order of a file that uses them all; each has a line of its own
FIELDS: dict[str, str] = {
    "digits": "digits = 5",
    "reject": 'reject = ["r > 90"]',
    "[given]": "[given]",
    "given.g": 'g = "2*n"',
    "[example]": "[example]",
    "example.n": "n = 2",
    "example.c": "c = 3",
    "example.w": "w = [0.5, 1]",
    "example.o": "o = [0, 1, 0]",
    "example.p": "p = [0.5, 0.5]",
    "example.M": "M = [[1, 2]]",
    "[variables.n]": "[variables.n]",
    "integer": "integer = [1, 9]",
    "exclude": "exclude = [3]",
    "[variables.c]": "[variables.c]",
    "choice": "choice = [3, 5]",
    "[variables.w]": "[variables.w]",
    "vector": "vector = 2",
    "real": "real = [-1, 1, 0.25]",
    "[variables.M]": "[variables.M]",
    "matrix": "matrix = [1, 2]",
    "real of a matrix": "real = [-1, 1]",
    "[variables.o]": "[variables.o]",
    "onehot": "onehot = 3",
    "[variables.p]": "[variables.p]",
    "simplex": "simplex = 2",
    "step of a simplex": "step = 0.1",
    "[[step]]": "[[step]]",
    "step.id": 'id = "r"',
    "step.formula": 'formula = "g + c"',
    "step.zh": 'zh = "和"',
    "step.en": 'en = "sum"',
    "step.marks": "marks = 2",
    "step.tolerance": "tolerance = 0.01",
    "step.digits": "digits = 3",
    "step.whole": "whole = false",
    "[[step.wrong]]": "[[step.wrong]]",
    "wrong.formula": 'formula = "g - c"',
    "wrong.zh": 'zh = "符号反了"',
    "wrong.en": 'en = "the sign is reversed"',
}
TEXTS = {"given.g", *(name for name in FIELDS if name.endswith((".zh", ".en", ".id", "formula")))}
NUMBERS = {"example.n", "example.c", "step of a simplex", "step.marks", "step.tolerance"}
VALUES = [name for name in FIELDS if not name.startswith("[")]
# what is in range where the type is right; values of these types are not tried on these fields
COUNTS = {"digits", "vector", "onehot", "simplex", "step.digits"}

PLAIN = st.one_of(
    st.booleans().map(lambda value: str(value).lower()),
    st.integers(-(10**6), 10**6).map(str),
    st.floats(-1e6, 1e6, allow_nan=False).map(repr),
    st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=5).map(repr),
    st.sampled_from(["[]", "[[]]", "{}", "{ a = 1 }", "['a']", "[true]", "[[1], 'a']"]),
    st.sampled_from(["[1, 2, 3, 4, 5]", "[[1, 2], [3]]", "[[[1]]]", "[0.5, 'x']", "[1, {}]"]),
)


def loaded(**replaced: str) -> tuple[LoadResult, int]:
    """The file with one field's value replaced, and the line of that field."""
    lines = ["+++", *HEAD]
    at = 0
    for name, line in FIELDS.items():
        if name in replaced:
            key = line.split(" = ")[0]
            line = f"{key} = {replaced[name]}"
            at = len(lines) + 1
        lines.append(line)
    return parse("\n".join(lines) + "\n" + PROMPTS, "q.md"), at


def right_type(name: str, value: object) -> bool:
    """Whether a field takes values of that type, as the contract says it."""
    number = type(value) in (int, float)
    if name in TEXTS:
        return isinstance(value, str)
    if name in COUNTS:
        return type(value) is int
    if name in NUMBERS:
        return number
    if name == "step.whole":
        return isinstance(value, bool)
    # what a list takes is told by its entries; only these may be empty
    return isinstance(value, list) and (bool(value) or name in ("reject", "exclude"))


def test_the_file_that_uses_every_key_loads() -> None:
    question = loaded()[0].question
    assert question is not None, loaded()[0].faults
    assert isinstance(question.spec, NumericSpec)


@given(st.sampled_from(VALUES), PLAIN)
def test_a_value_of_a_wrong_type_is_a_fault_at_its_own_line(name: str, text: str) -> None:
    value = tomllib.loads(f"a = {text}")["a"]
    if right_type(name, value):
        return
    result, line = loaded(**{name: text})
    assert result.question is None
    if [fault.code for fault in result.faults] == ["front-matter-deep"]:
        # nesting is bounded before any field is looked at
        return
    assert {fault.line for fault in result.faults} == {line}, (name, text, result.faults)
    for fault in result.faults:
        zh, en = both(fault.said)
        assert zh and en and zh != en


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("digits", "0"),
        ("digits", "13"),
        ("reject", "[1]"),
        ("example.w", "[0.5]"),
        ("example.w", "0.5"),
        ("example.w", "[0.5, 'a']"),
        ("example.M", "[[1, 2], [3]]"),
        ("example.M", "[[[1, 2]]]"),
        ("example.M", "[1, 2]"),
        ("example.o", "[0, 1]"),
        ("example.n", "true"),
        ("integer", "[1]"),
        ("integer", "[1, 2.5]"),
        ("integer", "[9, 1]"),
        ("integer", "[0, 9007199254740992]"),
        ("integer", "'many'"),
        ("exclude", "['x']"),
        ("choice", "[]"),
        ("choice", "['x']"),
        ("vector", "0"),
        ("vector", "65"),
        ("vector", "1000000000"),
        ("real", "[1]"),
        ("real", "[0, 1, 0]"),
        ("real", "[0, 1, 1e-300]"),
        ("real", "[1, 0, 0.1]"),
        ("real", "[0, 1, 0.1, 2]"),
        ("matrix", "[1]"),
        ("matrix", "[1, 2, 3]"),
        ("matrix", "[999999, 999999]"),
        ("onehot", "0"),
        ("simplex", "1000000000"),
        ("step of a simplex", "0"),
        ("step of a simplex", "1.5"),
        ("step.id", "''"),
        ("step.formula", "' '"),
        ("step.marks", "0"),
        ("step.marks", "-1"),
        ("step.tolerance", "-0.1"),
        ("step.digits", "0"),
        ("wrong.formula", "''"),
    ],
)
def test_a_value_out_of_range_is_a_fault_at_its_own_line(name: str, value: str) -> None:
    result, line = loaded(**{name: value})
    assert result.question is None
    assert {fault.line for fault in result.faults} == {line}, result.faults


@pytest.mark.parametrize("value", ["[1e400]", "[nan]", "[1" + 400 * "0" + "]"])
@pytest.mark.parametrize("name", ["choice", "exclude", "real", "integer", "example.w"])
def test_a_number_that_no_computer_holds_is_a_fault(name: str, value: str) -> None:
    result, _ = loaded(**{name: value})
    assert result.question is None and result.faults


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("choice", "[3]\ninteger = [1, 2]", "numeric.two-sources"),
        ("vector", "2\nmatrix = [1, 2]", "numeric.two-shapes"),
        ("onehot", "3\nvector = 3", "numeric.two-shapes"),
        ("exclude", "[1, 2, 3, 4, 5, 6, 7, 8, 9]", "numeric.no-value"),
        ("step of a simplex", "0.6", "numeric.simplex-step"),
        ("step of a simplex", "0.3", "numeric.simplex-step"),
        ("step of a simplex", "5e-7", "numeric.simplex-step"),
        ("step of a simplex", "5e-324", "numeric.simplex-step"),
        ("step of a simplex", "1", "numeric.simplex-full"),
    ],
)
def test_a_variable_that_says_two_things_or_leaves_nothing_is_a_fault(
    name: str, value: str, code: str
) -> None:
    result, line = loaded(**{name: value})
    (fault,) = result.faults
    assert fault.said["why"].code == code  # type: ignore[union-attr]
    # the line of the variable, which stands a little above
    assert 1 <= line - fault.line <= 2


@pytest.mark.parametrize("section", ["given", "example", "variables", "step", "generate"])
def test_a_section_of_a_wrong_type_is_a_fault_at_its_line(section: str) -> None:
    for value in ("1", "'x'", "[1]", "true", "{ a = {} }"):
        text = "\n".join(["+++", *HEAD, f"{section} = {value}", PROMPTS])
        result = parse(text, "q.md")
        assert result.question is None
        if section in ("given", "example") and value == "{ a = {} }":
            assert len(HEAD) + 2 in {fault.line for fault in result.faults}
        else:
            assert {len(HEAD) + 2} >= {fault.line for fault in result.faults} - {2}


@pytest.mark.parametrize(
    ("name", "line"),
    [("step.marks", "mark = 1"), ("vector", "vectr = 2"), ("wrong.zh", 'zhh = "x"')],
)
def test_a_key_that_nobody_reads_is_a_fault_with_the_nearest_that_is(name: str, line: str) -> None:
    lines = ["+++", *HEAD, *FIELDS.values()]
    at = lines.index(FIELDS[name])
    result = parse("\n".join([*lines[:at], line, *lines[at:]]) + "\n" + PROMPTS, "q.md")
    assert {fault.line for fault in result.faults} == {at + 1}
    near = FIELDS[name].split(" = ")[0]
    assert near in both(result.faults[0].said)[1]


def test_every_numeric_question_of_the_bank_keeps_its_data_through_the_codec() -> None:
    for path in sorted(Path(bundled("questions")).glob("*/*.md")):
        question = load_file(path).question
        assert question is not None
        if isinstance(question.spec, NumericSpec):
            assert from_plain(to_plain(question.spec), NumericSpec) == question.spec, path.stem


def test_the_template_uses_only_keys_that_are_read() -> None:
    text = template("numeric").replace("{id}", "a-one").replace("{topic}", "losses")
    assert parse(text, "q.md").faults == ()
