"""What went wrong is found by computing: true relations are told, accidents are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graders.code.grade import CodeGrader
from graders.code.paste import as_code
from graders.code.relations import Seen, relation
from graders.code.values import Array
from quizbank.words.catalogue import both
from tests.code.specs import HEAD, MSE, english, returning

Change = Callable[[Any, Any], Any]
SHAPES = ((2, 3), (4, 3), (5, 3))


def array(values: Any) -> Array:
    data = np.asarray(values)
    return Array(data, data.dtype.name)


def code_of(right: Callable[[Any], Any], wrong: Callable[[Any], Any], seed: int = 0) -> str:
    """The relation that is told when `wrong` is computed in the place of `right`."""
    rng = np.random.default_rng(seed)
    seen = []
    for shape in SHAPES:
        x = rng.normal(size=shape)
        expected, got = right(x), wrong(x)
        failed = not (np.shape(expected) == np.shape(got) and np.allclose(expected, got))
        seen.append(Seen((array(x),), array(expected), array(got), failed))
    told = relation(seen, ["x"])
    if told is not None:
        assert all(both(told))
    return told.code.removeprefix("code.") if told else ""


def spread(x: Any) -> Any:
    return x + 3 * np.arange(len(x))[:, None]


def softmax(x: Any) -> Any:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


SLIPS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any], str]] = {
    "sum for mean": (lambda x: (x**2).mean(), lambda x: (x**2).sum(), "rel-sum"),
    "mean for sum": (lambda x: (x**2).sum(), lambda x: (x**2).mean(), "rel-mean"),
    "mean over the batch alone": (
        lambda x: (x**2).mean(),
        lambda x: (x**2).sum() / len(x),
        "rel-factor",
    ),
    "a half": (lambda x: x**2, lambda x: x**2 / 2, "rel-factor"),
    "log2": (lambda x: np.log(np.abs(x) + 1), lambda x: np.log2(np.abs(x) + 1), "rel-factor"),
    "sign": (lambda x: x, lambda x: -x, "rel-sign"),
    "unbiased": (lambda x: x.var(0), lambda x: x.var(0, ddof=1), "rel-unbiased"),
    "biased": (lambda x: x.var(0, ddof=1), lambda x: x.var(0), "rel-biased"),
    "unbiased deviation": (lambda x: x.std(0), lambda x: x.std(0, ddof=1), "rel-unbiased"),
    "root of a size": (lambda x: x / np.sqrt(3), lambda x: x, "rel-factor"),
    "transposed": (lambda x: x, lambda x: x.T, "rel-transposed"),
    "transposed square": (
        lambda x: x.T @ x + np.arange(3),
        lambda x: (x.T @ x + np.arange(3)).T,
        "rel-transposed",
    ),
    "offset": (lambda x: x, lambda x: x + 1, "rel-offset"),
    "inverted": (lambda x: 1 * (x > 0), lambda x: 1 * (x <= 0), "rel-inverted"),
    "no root": (lambda x: np.sqrt(x**2 + 1), lambda x: x**2 + 1, "rel-squared"),
    "no logarithm": (lambda x: np.log(softmax(x)), softmax, "rel-exponential"),
    "logarithm": (softmax, lambda x: np.log(softmax(x)), "rel-logged"),
    "absolute": (lambda x: x, np.abs, "rel-absolute"),
    "clamped": (lambda x: x, lambda x: np.maximum(x, 0), "rel-cut"),
    "rounded": (lambda x: x * 9, lambda x: np.round(x * 9), "rel-rounded"),
    "reversed": (lambda x: np.cumsum(x, 1), lambda x: np.cumsum(x, 1)[:, ::-1], "rel-reversed"),
    "shifted": (lambda x: np.cumsum(x, 1), lambda x: np.cumsum(x, 1) - x, "rel-shifted"),
    "not normalised": (softmax, np.exp, "rel-sums"),
    "not of length one": (
        lambda x: x / np.linalg.norm(x, axis=1, keepdims=True),
        lambda x: 2 * x,
        "rel-lengths",
    ),
    "first row only": (
        lambda x: x * 2,
        lambda x: np.concatenate([x[:1] * 2, x[1:]]),
        "rel-only-first",
    ),
    "last row": (
        lambda x: x + 3,
        lambda x: np.concatenate([x[:-1] + 3, 0 * x[-1:]]),
        "rel-except-last",
    ),
    "eps": (
        lambda x: x / np.sqrt(spread(x).var(0) + 1e-3),
        lambda x: x / (spread(x).std(0) + 1e-3),
        "rel-nearly",
    ),
    "flat": (lambda x: x, lambda x: x.reshape(-1), "rel-shape"),
    "mean of the rows": (lambda x: x * 2, lambda x: (x * 2).mean(0), "rel-reduced-mean"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_by_its_relation(name: str) -> None:
    right, wrong, code = SLIPS[name]
    assert code_of(right, wrong) == code


@pytest.mark.parametrize("seed", range(40))
def test_unrelated_numbers_have_no_relation(seed: int) -> None:
    rng = np.random.default_rng(seed + 1000)
    noise = {shape: rng.normal(size=shape) for shape in SHAPES}
    assert code_of(lambda x: x, lambda x: noise[x.shape], seed) == ""
    assert code_of(lambda x: x.sum(0), lambda x: noise[x.shape].sum(0), seed) == ""


def test_outputs_that_changed_places_are_told() -> None:
    one, two = array([1.0, 2.0]), array([3.0, 5.0])
    told = relation([Seen((), (one, two), (two, one))])
    assert told is not None and told.code == "code.rel-swapped"


def test_what_the_failing_cases_have_alone_is_told() -> None:
    x = array([1.0, 2.0, 4.0])
    seen = [
        Seen(
            (x, mode),
            array([1.0, 2.5]),
            array([1.0, 2.5]) if mode == "a" else array([7.0, 1.5]),
            mode != "a",
        )
        for mode in ("a", "b", "a", "b")
    ]
    told = relation(seen, ["x", "mode"])
    assert told is not None and both(told)[1] == "Wrong only where mode = 'b'."


@pytest.mark.parametrize(
    "values",
    [
        (
            np.array([[1.5, -2.0]], "float32"),
            3,
            "a'b",
            True,
            None,
            [1, 2.5],
            (1,),
            {"k": [1]},
            b"x",
        ),
        (np.arange(3000.0).reshape(3, 1000),),
        (np.array([np.nan, np.inf, -np.inf, 1e-30, 1e30]), float("inf")),
        (np.array([[True, False]]), np.zeros((0, 3), "int8"), np.float32(0.1)),
        (np.array(["a", "b"], object), range(3), ()),
    ],
)
def test_a_case_is_pasted_in_full(values: tuple[Any, ...]) -> None:
    given = [
        array(value) if isinstance(value, np.ndarray | np.generic) else value for value in values
    ]
    for one in given:
        if isinstance(one, Array) and one.data.dtype == object:
            given[given.index(one)] = Array(one.data, "string")
    text = as_code([f"v{k}" for k in range(len(given))], given)
    assert text is not None
    space: dict[str, Any] = {}
    exec(text, space)
    for k, value in enumerate(values):
        again = space[f"v{k}"]
        if isinstance(value, np.ndarray | np.generic):
            assert np.array_equal(again, value, equal_nan=np.asarray(value).dtype.kind == "f")
        else:
            assert again == value and type(again) is type(value)


@pytest.mark.tensorflow
def test_the_relation_stands_in_the_one_sentence(grader: CodeGrader) -> None:
    answer = HEAD + "def mse(y, p):\n    return 3 * tf.reduce_mean((y - p) ** 2)\n"
    verdict = grader.grade(MSE, answer, 3)
    assert "exactly 3 times" in english(verdict.diagnoses[0])
    assert verdict.parts[0].diagnosis == verdict.diagnoses[0]
    failing = verdict.evidence.failing
    assert failing and "y = np.array([[" in (failing[0].code or "")
    named = HEAD + "def mse(y, p):\n    return tf.reduce_sum((y - p) ** 2)\n"
    slips = grader.grade(MSE, named, 3).diagnoses
    assert [d.code for d in slips][:2] == ["wrong-value", "mutant:sum"]
    assert "times" not in english(slips[0])


@pytest.mark.tensorflow
def test_lengths_and_texts_are_told(grader: CodeGrader) -> None:
    def said_of(reference: str, answer: str) -> str:
        source = f"{HEAD}def f(x):\n    return {answer}\n"
        return english(grader.grade(returning(reference), source, 1).diagnoses[0])

    assert ": 3, got" in said_of("[1, 2, 3]", "[1, 2]")
    assert "'the cat'" in said_of("'the cat'", "'the cap'")
