"""Lint of worked steps: what is wrong, said where it is, in terms of what the file has."""

from __future__ import annotations

import pytest

from quizbank.authoring.files import parse
from quizbank.authoring.lint import lint_question
from quizbank.words.catalogue import both

HEAD = '+++\nid = "a-one"\nkind = "numeric"\ntopic = "losses"\ndifficulty = 2\nminutes = 2\n'
PROMPTS = "+++\n\n## zh\n求值。\n\n## en\nFind it.\n"


def linted(front: str) -> list[tuple[str, str, str]]:
    """(code, the line that is pointed at, what is said in English) of each fault."""
    text = HEAD + front + "\n" + PROMPTS
    result = parse(text, "q.md")
    assert result.question is not None, result.faults
    lines = text.splitlines()
    faults = lint_question(result)
    return [(fault.code, lines[fault.line - 1], both(fault.said)[1]) for fault in faults]


STEP = '[[step]]\nid = "r"\nformula = "{formula}"\nwhole = {whole}\n'


def step(formula: str, whole: str = "false") -> str:
    return STEP.format(formula=formula, whole=whole)


X = "[variables.x]\ninteger = [1, 300]\n"


def test_a_clean_question_has_no_fault() -> None:
    assert linted("example = { x = 2 }\n" + X + step("2*x")) == []


def test_draws_that_a_rule_rejects_are_told_with_the_rule() -> None:
    front = "example = { x = 2 }\nreject = [\n'x > 900',\n'x < 900',\n]\n" + X + step("2*x")
    ((code, line, english),) = linted(front)
    assert (code, line) == ("formula", "'x < 900',")
    assert "4000 draws" in english and "reject rule" in english


def test_without_reject_rules_no_reject_rule_is_spoken_of() -> None:
    slip = '[[step.wrong]]\nformula = "x + x"\nzh = "错"\nen = "wrong"\n'
    ((code, line, english),) = linted("example = { x = 2 }\n" + X + step("2*x") + slip)
    assert (code, line) == ("formula", 'formula = "x + x"')
    assert "gives the right number" in english and "reject" not in english


def test_numbers_that_are_never_finite_are_told_at_their_formula() -> None:
    given = "[given]\ng = 'x/0'\n"
    faults = linted("example = { x = 2 }\n" + X + given + step("2*g"))
    assert faults[-1][:2] == ("formula", "g = 'x/0'")
    assert "not finite" in faults[-1][2] and "reject" not in faults[-1][2]


def test_a_formula_that_has_no_value_is_told_with_its_own_reason() -> None:
    front = "example = { x = 200 }\n[variables.x]\ninteger = [100, 400]\n"
    faults = linted(front + "[given]\nv = '[1, 2, 3]'\n" + step("v[x]"))
    assert {fault[:2] for fault in faults} == {("formula", 'formula = "v[x]"')}


def test_a_whole_step_with_a_fraction_is_told_so_and_once() -> None:
    ((code, line, english),) = linted("example = { x = 3 }\n" + X + step("x + 0.5", "true"))
    assert (code, line) == ("truth-not-whole", "whole = true")
    assert "3.5" in english and "whole = true" in english


def test_an_example_that_lacks_a_value_or_a_shape_is_told_at_the_example() -> None:
    assert linted("example = { y = 2 }\n" + X + step("2*x"))[0][1] == "example = { y = 2 }"


def test_a_slip_that_cannot_be_an_answer_is_told_at_its_formula() -> None:
    slip = '[[step.wrong]]\nformula = "[x, x]"\nzh = "错"\nen = "wrong"\n'
    ((code, line, english),) = linted("example = { x = 2 }\n" + X + step("2*x") + slip)
    assert (code, line) == ("slip-unwritable", 'formula = "[x, x]"')
    assert "vector of length 2" in english


def test_a_question_without_variables_is_held_to_its_slips() -> None:
    slip = '[[step.wrong]]\nformula = "6.0"\nzh = "错"\nen = "wrong"\n'
    ((code, line, _),) = linted(step("2*3") + slip)
    assert (code, line) == ("slip-right", 'formula = "6.0"')


def test_few_variants_are_told_at_the_variables() -> None:
    # half the values that there could be are never asked
    front = "example = { x = 1, y = 1 }\nreject = ['y > 1']\n"
    variables = "[variables]\nx = { choice = [1, 2] }\ny = { integer = [1, 90] }\n"
    ((code, line, english),) = linted(front + variables + step("2*x + y"))
    assert (code, line) == ("variants", "[variables]")
    assert "200 seeds give only 2 distinct" in english


@pytest.mark.parametrize(
    ("front", "pointed"),
    [
        ('[[step]]\nid = "r"\nformula = "2*q"', 'formula = "2*q"'),
        ('[[step]]\nid = "r"\nformula = "2*("', 'formula = "2*("'),
        ("[given]\ng = 'q'\n" + step("2"), "g = 'q'"),
        ("reject = ['q > 1']\n" + step("2"), "reject = ['q > 1']"),
        (step("2") + step("3"), 'formula = "3"'),
    ],
)
def test_a_formula_that_cannot_be_read_is_told_at_its_own_line(front: str, pointed: str) -> None:
    ((code, line, _),) = linted(front)
    assert (code, line) == ("formula", pointed)
