"""Each limit of worked steps, on both sides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from graders.numeric import instance as drawing
from graders.numeric.drawing import draw_variable, possible
from graders.numeric.grade import ROUNDING_SLACK
from graders.numeric.instance import COLLISION_SLACK, collisions, draw, printed
from graders.numeric.reading import MAX_CHARS, read_value
from graders.numeric.tolerance import DIGITS, Tolerance
from graders.numeric.variables import MOST, Ascending, Grid, Variable
from graders.verdict import SpecError
from quizbank.words.catalogue import both
from tests.numeric.making import grade, spec_from

# of a value's relative distance from a limit: small beside every rule, large beside a rounding
NEAR = 1e-4


def of_hundred(**rule: Any) -> dict[str, Any]:
    return {"steps": [{"id": "r", "formula": "100", **rule}]}


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        ({}, 100 * 5e-4),
        ({"digits": 2}, 100 * 5e-2),
        ({"digits": 3}, 100 * 5e-3),
        ({"digits": 6}, 100 * 5e-6),
        ({"tolerance": 0.25}, 0.25),
        ({"tolerance": 0.25, "digits": 2}, 0.25),
        ({"tolerance": 3}, 3),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_number_is_right_up_to_its_tolerance(
    rule: dict[str, Any], allowed: float, sign: int
) -> None:
    within, beyond = 100 + sign * allowed * (1 - NEAR), 100 + sign * allowed * (1 + NEAR)
    assert grade(of_hundred(**rule), repr(within)).outcome == "correct"
    assert grade(of_hundred(**rule), repr(beyond)).outcome == "wrong"


@pytest.mark.parametrize(("rule", "allowed"), [({}, 100 * 5e-4), ({"tolerance": 0.25}, 0.25)])
@pytest.mark.parametrize("sign", [1, -1])
def test_rounded_too_early_reaches_ten_tolerances_and_no_further(
    rule: dict[str, Any], allowed: float, sign: int
) -> None:
    assert ROUNDING_SLACK == 10
    last = 100 + sign * 10 * allowed * (1 - NEAR)
    beyond = 100 + sign * 10 * allowed * (1 + NEAR)
    inside, outside = grade(of_hundred(**rule), repr(last)), grade(of_hundred(**rule), repr(beyond))
    assert [slip.code for slip in inside.diagnoses] == ["rounded-early"]
    assert inside.outcome == outside.outcome == "wrong"
    assert outside.diagnoses == ()


def test_the_digits_of_a_step_win_over_those_of_its_question_and_those_over_four() -> None:
    assert DIGITS == 4
    own = {"digits": 2, "steps": [{"id": "r", "formula": "100", "digits": 6}]}
    asked = {"digits": 2, "steps": [{"id": "r", "formula": "100"}]}
    assert grade(own, "100.0004").outcome == "correct"
    assert grade(own, "100.01").outcome == "wrong"
    assert grade(asked, "104").outcome == "correct"
    assert grade(asked, "106").outcome == "wrong"


@pytest.mark.parametrize(("got", "right"), [("7", True), ("7.0", True), ("7.001", False)])
def test_a_whole_step_is_exact(got: str, right: bool) -> None:
    whole = {"steps": [{"id": "n", "formula": "7", "whole": True, "tolerance": 1}]}
    assert (grade(whole, got).outcome == "correct") == right


def test_a_fraction_typed_for_a_whole_step_is_named_where_the_author_lists_it() -> None:
    plain = {"id": "n", "formula": "13 // 2", "whole": True}
    slip = {"formula": "13/2", "zh": "没有向下取整", "en": "not rounded down"}
    verdict = grade({"steps": [{**plain, "wrong": [slip]}]}, "6.5")
    assert verdict.outcome == "wrong"
    assert [found.code for found in verdict.diagnoses] == ["listed:n:1"]
    assert grade({"steps": [{**plain, "wrong": [slip]}]}, "6.6").diagnoses == ()


@pytest.mark.parametrize(("distance", "collides"), [(1 - NEAR, True), (1 + NEAR, False)])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_wrong_formula_collides_within_two_tolerances(
    distance: float, collides: bool, sign: int
) -> None:
    assert COLLISION_SLACK == 2
    near = 100 + sign * 2 * 0.25 * distance
    step = {"id": "r", "formula": "x", "tolerance": 0.25, "wrong": [{"formula": repr(near)}]}
    spec = spec_from(
        {"variables": {"x": {"choice": [100]}}, "steps": [step], "example": {"x": 100}}
    )
    assert collisions(draw(spec, None)) == (["r: listed:r:1"] if collides else [])
    if collides:
        with pytest.raises(SpecError) as refused:
            draw(spec, 1)
        assert refused.value.where == "step[1].wrong[1].formula"
    else:
        assert draw(spec, 1).truth == {"r": 100}


@pytest.mark.parametrize(("tries", "drawn"), [(4000, True), (4001, False)])
def test_four_thousand_draws_are_tried(
    monkeypatch: pytest.MonkeyPatch, tries: int, drawn: bool
) -> None:
    calls = 0

    def one_in_many(name: str, variable: Variable, rng: np.random.Generator) -> float:
        nonlocal calls
        calls += 1
        return 1.0 if calls == tries else 0.0

    monkeypatch.setattr(drawing, "draw_variable", one_in_many)
    spec = spec_from(
        {
            "variables": {"x": {"choice": [0, 1]}},
            "reject": ["x > 5", "x == 0"],
            "steps": [{"id": "r", "formula": "x"}],
        }
    )
    if drawn:
        assert draw(spec, 1).truth == {"r": 1}
        return
    with pytest.raises(SpecError) as refused:
        draw(spec, 1)
    assert calls == 4000
    # the rule that dropped them, not the first one of the file
    assert refused.value.where == "reject[2]"
    assert "4000" in both(refused.value.why)[0]


def test_four_thousand_is_a_limit_of_draws_not_of_the_question() -> None:
    rare = {
        "variables": {"x": {"integer": [1, 1000]}, "y": {"integer": [1, 10]}},
        "reject": ["x > 1"],
        "steps": [{"id": "r", "formula": "x*y"}],
    }
    assert draw(spec_from(rare), 5).values["x"] == 1


@pytest.mark.parametrize(
    ("high", "fits"), [(1 + MOST - 1, True), (1 + MOST, False), (1, True), (0, False)]
)
def test_whole_numbers_range_over_no_more_than_fits(high: int, fits: bool) -> None:
    assert (Ascending().refuse((1, high)) is None) == fits
    assert len(Variable(integer=(1, high)).values()) == (high if fits else 0)


@pytest.mark.parametrize(
    ("bounds", "count"),
    [
        ((0.0, 0.2, 0.1), 3),
        ((0.0, 0.25, 0.1), 3),
        ((0.0, 0.3), 4),
        ((0.0, 4095.0, 1.0), MOST),
        ((0.0, 4096.0, 1.0), 0),
        ((1.0, 1.0, 0.5), 1),
        ((1.0, 0.9, 0.5), 0),
        ((0.0, 1.0, 0.0), 0),
        ((0.0, 1.0, -0.1), 0),
    ],
)
def test_a_real_range_is_a_grid_that_can_be_counted(bounds: tuple[float, ...], count: int) -> None:
    assert len(Variable(real=bounds).values()) == count
    assert (Grid().refuse(bounds) is None) == (count > 0)


def test_a_real_is_printed_as_its_author_wrote_the_step() -> None:
    assert [printed(value) for value in Variable(real=(0.0, 0.4, 0.1)).values()] == [
        "0",
        "0.1",
        "0.2",
        "0.3",
        "0.4",
    ]


@pytest.mark.parametrize(("size", "drawn"), [(20, True), (21, False)])
def test_probabilities_fill_their_grid_and_no_more(size: int, drawn: bool) -> None:
    variable, rng = Variable(simplex=size), np.random.default_rng(1)
    if drawn:
        value = np.asarray(draw_variable("p", variable, rng))
        assert value.shape == (size,) and value.sum() == pytest.approx(1) and value.min() > 0
        return
    with pytest.raises(SpecError) as refused:
        draw_variable("p", variable, rng)
    assert refused.value.where == "variables.p"


def test_the_possible_variants_are_counted_entry_by_entry_up_to_eight() -> None:
    three = (1.0, 2.0, 3.0)
    assert possible(Variable(choice=three)) == 3
    assert possible(Variable(choice=three, exclude=(2.0,))) == 2
    assert possible(Variable(choice=three, vector=8)) == 3**8
    assert possible(Variable(choice=three, vector=9)) == 3**8
    assert possible(Variable(choice=three, matrix=(2, 2))) == 3**4
    assert possible(Variable(onehot=5)) == 5


@pytest.mark.parametrize(("length", "code"), [(MAX_CHARS, None), (MAX_CHARS + 1, "too-long")])
def test_an_answer_has_a_longest_length(length: int, code: str | None) -> None:
    verdict = grade(of_hundred(), "100".ljust(length))
    assert verdict.outcome == ("correct" if code is None else "invalid")
    assert [slip.code for slip in verdict.diagnoses] == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("text", "shape", "fits"),
    [
        ("[1, 2]", (2,), True),
        ("1 2", (2,), True),
        ("[[1], [2]]", (2,), True),
        ("[[1, 2]]", (2,), True),
        ("[1, 2]", (1, 2), True),
        ("[1, 2, 3]", (2,), False),
        ("[[1, 2], [3, 4]]", (4,), False),
        ("[[1, 2, 3], [4, 5, 6]]", (3, 2), False),
        ("[1, 2, 3, 4]", (2, 2), True),
        ("1, 2; 3, 4", (2, 2), True),
        ("1 2\n3 4", (2, 2), True),
        ("7", (), True),
        ("1,234.5", (), True),
        ("1,23", (), False),
    ],
)
def test_only_rows_and_columns_may_stand_for_one_another(
    text: str, shape: tuple[int, ...], fits: bool
) -> None:
    entry = read_value(text, shape)
    assert (entry.fault is None) == fits == (entry.value is not None)
    assert entry.value is None or np.shape(entry.value) == shape


def test_a_tolerance_refuses_other_shapes_and_endless_numbers() -> None:
    rule = Tolerance(absolute=1e9)
    assert rule.accepts(np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    assert not rule.accepts(np.array([1.0, 2.0]), np.array([1.0]))
    assert not rule.accepts(float("nan"), 1.0)
    assert not rule.accepts(float("inf"), 1.0)
