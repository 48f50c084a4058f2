"""Worked steps: the guide's own numbers, carried errors, tolerance, and what people type."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graders.api import present
from graders.numeric.instance import collisions, draw, render
from graders.numeric.solution import solution
from graders.numeric.spec import NumericEvidence, NumericShown, NumericSpec
from graders.verdict import Verdict
from quizbank.authoring.files import load_file
from quizbank.store.locations import bundled
from quizbank.words.catalogue import both
from tests.numeric.making import english, expand, grade, spec_from


def spec_of(topic: str, id: str) -> NumericSpec:
    question = load_file(Path(bundled("questions")) / topic / f"{id}.md").question
    assert question is not None and isinstance(question.spec, NumericSpec)
    return question.spec


def parts(verdict: Verdict[NumericEvidence]) -> dict[str, str]:
    return {part.id: part.outcome for part in verdict.parts}


def test_the_guides_forward_example_gives_7_25_and_names_the_lost_bias() -> None:
    spec = spec_of("forward", "forward-2-2-1")
    assert grade(spec, "7.25").outcome == "correct"
    assert grade(spec, "29/4").outcome == "correct"
    refused = grade(spec, "6")
    assert refused.outcome == "wrong" and "bias left out" in english(refused.diagnoses[0])
    assert grade(spec, "6.5").outcome == "wrong"


def test_a_carried_error_keeps_its_marks() -> None:
    verdict = grade(
        spec_of("forward", "forward-steps"), "z = [4, 4]\na = [4, 4]\nz3 = 6.5\na3 = 6.5"
    )
    assert parts(verdict) == {"z": "wrong", "a": "carried", "z3": "carried", "a3": "carried"}
    assert [part.follow_through for part in verdict.parts] == [False, True, True, True]
    assert verdict.outcome == "partial" and verdict.score == pytest.approx(4 / 6)


def test_the_guides_backprop_example_is_right_at_every_step() -> None:
    answer = (
        "z=[4.5,4.5]\nz3=7.25\nd3=12.5\nd=[12.5,6.25]\ngW=[[25,37.5],[12.5,18.75]]\n"
        "gb=[12.5,6.25]\ngv=[56.25,56.25]\ngc=12.5\nWn=[[-2,-2.75],[-0.75,-0.875]]"
    )
    assert grade(spec_of("backprop", "backprop-2-2-1"), answer).outcome == "correct"


RIGHT = {
    "h": "[4.5, 4.5]",
    "o": "7.25",
    "slope": "1",
    "dLda": "12.5",
    "d3": "12.5",
    "d1": "12.5",
    "d2": "6.25",
    "dw11": "-2.5",
    "dw12": "-3.75",
    "dw21": "-1.25",
    "dw22": "-1.875",
    "db1": "-1.25",
    "db2": "-0.625",
    "dv": "[-5.625, -5.625]",
    "dc": "-1.25",
}
# what the guide prints, row by row of its errata, after its own forward values
PRINTED = {
    "h": "[4, 4]",
    "o": "6",
    "slope": "0",
    "dLda": "-5",
    "d3": "-5",
    "d1": "-5",
    "d2": "0",
    "dw11": "-2.0",
    "dw12": "0",
    "dw21": "-2.0",
    "dw22": "0",
    "db1": "-0.5",
    "db2": "0",
    "dv": "[0, 0]",
    "dc": "0",
}


def test_every_right_value_of_the_guides_update_is_accepted() -> None:
    assert (
        grade(
            spec_of("backprop", "backprop-guide-update"),
            "\n".join(f"{k} = {v}" for k, v in RIGHT.items()),
        ).outcome
        == "correct"
    )


def test_every_printed_value_of_the_guides_update_is_named_or_carried() -> None:
    verdict = grade(
        spec_of("backprop", "backprop-guide-update"),
        "\n".join(f"{k} = {v}" for k, v in PRINTED.items()),
    )
    # delta 1 follows from delta 3; 0 follows where delta 2 is 0
    carried = {"d1", "dw22", "db2"}
    for part in verdict.parts:
        assert part.outcome == ("carried" if part.id in carried else "wrong"), part
        assert (part.diagnosis is not None) == (part.outcome == "wrong"), part
    assert verdict.score < 0.25


@pytest.mark.parametrize("step", [k for k in PRINTED if k not in ("d1",)])
def test_a_printed_value_among_right_ones_is_wrong(step: str) -> None:
    mixed = {**RIGHT, step: PRINTED[step]}
    verdict = grade(
        spec_of("backprop", "backprop-guide-update"),
        "\n".join(f"{k} = {v}" for k, v in mixed.items()),
    )
    assert parts(verdict)[step] == "wrong"


def test_the_printed_delta_is_named() -> None:
    verdict = grade(spec_of("backprop", "backprop-2-2-1"), "d3 = -6.25")
    assert "factor 2" in next(
        english(p.diagnosis) for p in verdict.parts if p.id == "d3" and p.diagnosis
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0.082126", "negatives left out"),
        ("0.328504", "summed twice"),
        ("0.236966", "base 2"),
        ("0.071334", "base 10"),
        ("0.025", "mean squared"),
        ("-0.164252", "minus sign"),
        ("0.09531", None),
    ],
)
def test_each_printed_cross_entropy_is_refused_and_named(value: str, words: str | None) -> None:
    spec = spec_of("losses", "bce-four-samples")
    assert grade(spec, "0.164252").outcome == grade(spec, "0.1643").outcome == "correct"
    verdict = grade(spec, value)
    assert verdict.outcome == "wrong"
    assert words is None or words in english(verdict.diagnoses[0])


ONE = {"variables": {}, "given": {"t": "sqrt(2)"}, "steps": [{"id": "r", "formula": "t/2"}]}


@pytest.mark.parametrize(
    "text",
    [
        "0.7071",
        "sqrt(2)/2",
        "０．７０７１",
        "r = 0.70711",
        "r: 0.7071",
        "r＝0.7071",
        "7.071e-1",
        " r = √2/2 ",
    ],
)
def test_numbers_may_be_typed_as_people_type_them(text: str) -> None:
    assert grade(ONE, text).outcome == "correct"


@pytest.mark.parametrize(
    "text", ["1/0", "nan", "1e999", "abc", "", "q = 1", "[1, 2]", "r = [0.7, 0.7]"]
)
def test_what_is_no_number_is_invalid_with_a_sentence(text: str) -> None:
    verdict = grade(ONE, text)
    assert verdict.outcome == "invalid" and all(both(verdict.diagnoses[0].said))


def test_rounding_too_early_is_recognised_and_whole_numbers_are_exact() -> None:
    assert grade(ONE, "0.71").diagnoses[0].code == "rounded-early"
    whole = {"variables": {}, "steps": [{"id": "n", "formula": "122570", "whole": True}]}
    assert grade(whole, "122,570").outcome == "correct"
    assert grade(whole, "122571").outcome == "wrong"


def test_one_bad_field_leaves_the_others_marked() -> None:
    verdict = grade(spec_of("forward", "forward-steps"), "z = 1/0\nz3 = 7.25")
    assert parts(verdict) == {"z": "invalid", "a": "blank", "z3": "correct", "a3": "blank"}
    assert verdict.evidence.invalid_fields == ("z",)


@pytest.mark.parametrize(
    "description",
    [
        {"network": "dense"},
        {
            "network": "dense",
            "layers": [3, 4, 3, 2],
            "activations": ["relu", "tanh", "sigmoid"],
            "loss": "bce",
            "learn": 0.1,
        },
        {
            "network": "dense",
            "layers": [2, 3, 1],
            "activations": ["sigmoid", "linear"],
            "loss": "half-squared",
        },
        {"network": "conv"},
    ],
)
def test_generated_networks_are_fresh_finite_and_free_of_collisions(
    description: dict[str, Any],
) -> None:
    spec = expand(description)
    seen = set()
    for seed in range(200):
        instance = draw(spec, seed)
        assert all(np.isfinite(v).all() for v in instance.truth.values())
        assert not collisions(instance)
        seen.add(repr(instance.values))
    assert len(seen) >= 100
    assert draw(spec, 7).values.keys() == draw(spec, 7).values.keys()
    assert repr(draw(spec, 7).values) == repr(draw(spec, 7).values)


def test_a_generated_gradient_agrees_with_finite_differences() -> None:
    spec = expand(
        {"network": "dense", "layers": [3, 4, 2], "activations": ["tanh", "sigmoid"], "loss": "bce"}
    )
    for seed in range(20):
        instance = draw(spec, seed)
        v = {name: np.asarray(value) for name, value in instance.values.items()}

        def loss(weights: np.ndarray, v: dict[str, np.ndarray] = v) -> float:
            a = np.tanh(weights @ v["x"] + v["b1"])
            p = 1 / (1 + np.exp(-(v["W2"] @ a + v["b2"])))
            return float(-np.sum(v["y"] * np.log(p) + (1 - v["y"]) * np.log(1 - p)))

        numeric = np.zeros_like(v["W1"])
        for place in np.ndindex(*numeric.shape):
            step = np.zeros_like(numeric)
            step[place] = 1e-6
            numeric[place] = (loss(v["W1"] + step) - loss(v["W1"] - step)) / 2e-6
        assert np.allclose(numeric, instance.truth["gW1"], rtol=1e-4, atol=1e-6)


def test_prompts_print_declared_names_and_leave_other_braces() -> None:
    instance = draw(
        spec_from({"variables": {"k": {"choice": [3]}}, "steps": [{"id": "s", "formula": "k"}]}), 1
    )
    assert render("{k} and {other} and {{k}}", instance) == "3 and {other} and {3}"


def test_the_worked_solution_is_in_this_variants_numbers() -> None:
    lines = solution(spec_of("forward", "forward-steps"), None, "en")
    assert lines[-1].startswith("a3 = relu(z3) = relu(7.25) = 7.25")


def test_only_what_the_prompt_names_is_shown_beside_it() -> None:
    boxes = present(
        "numeric", spec_of("detection", "iou-of-two-boxes"), "A = {A}, B = {B}.", 3, "en"
    )
    assert isinstance(boxes, NumericShown)
    assert set(boxes.values) == {"A", "B"} and boxes.values["A"] in boxes.prompt
