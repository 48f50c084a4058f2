"""Values of every type compare by their content; right in other clothes is right, and nothing of an
unknown type is ever equal.
"""

from __future__ import annotations

import collections
import dataclasses
from typing import Any, NamedTuple

import numpy as np
import pytest

from graders.code.compare import Tolerance, compare
from graders.code.grade import CodeGrader
from graders.code.matching import Matching
from graders.code.spec import CodeSpec
from graders.code.values import Encoder, as_given, decode, to_numpy, unknown_in
from graders.verdict import SpecError
from tests.code.specs import HEAD, changed, english, returning

STRICT = Tolerance(strict=("container", "dtype"))


@dataclasses.dataclass
class Split:
    feature: int
    threshold: float


@dataclasses.dataclass
class Other:
    feature: int
    threshold: float


class Pair(NamedTuple):
    low: float
    high: float


def sent(value: Any) -> Any:
    """A value as it arrives on the other side."""
    encoder = Encoder()
    node = encoder.encode(value)
    buffers = [
        memoryview(part).cast("B") if len(part) else memoryview(b"") for part in encoder.buffers
    ]
    return decode(node, buffers)


def differs(expected: Any, got: Any, tolerance: Tolerance = Tolerance()) -> str:  # noqa: B008
    difference = compare(sent(expected), sent(got), tolerance)
    return difference.word if difference else ""


F32 = np.float32
SAME = [
    ({1, 2, 3}, {3, 2, 1}),
    (frozenset({(1, 2)}), {(1, 2)}),
    ({0.1 + 0.2}, {0.3}),
    (b"ab", bytearray(b"ab")),
    (range(3), range(0, 3)),
    (range(3), [0, 1, 2]),
    (collections.deque([1, 2]), [1, 2]),
    ([1, 2], collections.deque([1, 2])),
    ([1, 2], {1: "a", 2: "b"}.keys()),
    (["a", "b"], {1: "a", 2: "b"}.values()),
    ({1: "a", (2, 3): "b"}, {(2, 3): "b", 1: "a"}),
    ({"a": 1}, collections.OrderedDict(a=1)),
    ({"a": 2}, collections.Counter("aa")),
    ({1: 1}, {np.int64(1): 1}),
    (Split(1, 0.5), Split(1, 0.5)),
    (Pair(1.0, 2.0), (1.0, 2.0)),
    (np.array([1.5, 2.5]), [1.5, 2.5]),
    ([1.5, 2.5], np.array([1.5, 2.5])),
    ([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]])),
    (np.array([[1.0, 2.0]]), [np.array([1.0, 2.0])]),
    (np.array([1.0, 2.0]), np.array([1, 2])),
    (np.array([1.0, 2.0], F32), np.array([1.0, 2.0])),
    (np.array([1, 2], "int32"), np.array([1, 2])),
    (3.0, np.array(3)),
    (F32(2.5), 2.5),
    (2.5, np.array(2.5, F32)),
    ("a", np.str_("a")),
    (["a", "b"], np.array(["a", "b"])),
    (np.array(["a", "b"]), ["a", "b"]),
    (
        [np.array([1.0]), np.array([1.0, 2.0])],
        np.array([np.array([1.0]), np.array([1.0, 2.0])], object),
    ),
    (np.zeros((0, 3)), np.zeros((0, 3))),
]
OTHER = [
    ({1, 2}, {1, 3}, "wrong-value"),
    ({1, 2}, {1}, "wrong-value"),
    ({1, 2}, [1, 2], "wrong-structure"),
    ([1, 2], {1, 2}, "wrong-structure"),
    ({True}, {2}, "wrong-value"),
    (b"ab", b"ac", "wrong-value"),
    (b"ab", "ab", "wrong-structure"),
    (range(3), range(1, 4), "wrong-value"),
    (range(3), range(4), "wrong-structure"),
    (collections.deque([1, 2]), collections.deque([2, 1]), "wrong-value"),
    ({1: "a"}, {"1": "a"}, "wrong-structure"),
    ({1: "a"}, {2: "a"}, "wrong-structure"),
    ({"int 3": 1}, {3: 1}, "wrong-structure"),
    (Split(1, 0.5), Split(1, 0.6), "wrong-value"),
    (Split(1, 0.5), Other(1, 0.5), "wrong-structure"),
    (Split(1, 0.5), {"feature": 1, "threshold": 0.5}, "wrong-structure"),
    (Pair(1.0, 2.0), Pair(2.0, 1.0), "wrong-value"),
    (object(), object(), "wrong-structure"),
    ((v for v in "ab"), (v for v in "ab"), "wrong-structure"),
    (np.array([object()]), np.array([object()]), "wrong-structure"),
    (np.array([1.5, 2.5]), [1.5, 2.6], "wrong-value"),
    (np.array([[1.0], [2.0]]), [1.0, 2.0], "wrong-shape"),
    (np.array([1.0, 2.0]), [1.0, "a"], "wrong-dtype"),
    (np.array([1.0, 2.0]), [[1.0], [1.0, 2.0]], "wrong-structure"),
    (np.array([1, 2]), [1.0, 2.0], "wrong-dtype"),
    (np.array([1.0, 2.0]), np.array([1.0, 2.0], "float16"), "wrong-dtype"),
    (np.array([1.0]), np.array([True]), "wrong-dtype"),
    (np.array([1.0]), np.array([1 + 0j]), "wrong-dtype"),
    ([1, 2], np.array(1), "wrong-structure"),
    (np.array([1.0, 2.0]), np.array([1.0, 2.0], object), "wrong-structure"),
    (1, "1", "wrong-structure"),
    (1, True, "wrong-dtype"),
]


@pytest.mark.parametrize(("expected", "got"), SAME, ids=range(len(SAME)))
def test_the_same_content_is_the_same(expected: Any, got: Any) -> None:
    assert differs(expected, got) == ""


@pytest.mark.parametrize(("expected", "got", "word"), OTHER, ids=range(len(OTHER)))
def test_other_content_is_something_else(expected: Any, got: Any, word: str) -> None:
    assert differs(expected, got) == word


@pytest.mark.parametrize(
    ("expected", "got", "word"),
    [
        (np.array([1.0]), [1.0], "wrong-structure"),
        ([1.0], np.array([1.0]), "wrong-structure"),
        ([1.0], (1.0,), "wrong-structure"),
        ({1}, {1}, ""),
        (np.array([1.0], F32), np.array([1.0]), "wrong-dtype"),
        (np.array([1.0]), np.array([1]), "wrong-dtype"),
        (np.array([1], "int8"), np.array([1]), "wrong-dtype"),
        (np.array([1.0], F32), np.array([1.0], F32), ""),
    ],
)
def test_a_strict_question_takes_one_form(expected: Any, got: Any, word: str) -> None:
    assert differs(expected, got, STRICT) == word


def test_where_texts_and_sets_differ_is_told() -> None:
    found = compare("the cat sat", "the cap sat", Tolerance())
    assert found is not None and found.index == (6,) and "cat" in found.expected
    lacks = compare(sent({"a", "b"}), sent({"a", "c"}), Tolerance())
    assert lacks is not None and lacks.expected == "'b'"


def test_what_was_accepted_is_noted() -> None:
    notes: set[str] = set()
    assert compare(sent(np.array([1.0])), sent([1]), Tolerance(), notes=notes) is None
    assert notes == {"list-for-array"}


@pytest.mark.parametrize("value", [{1: {2}}, [range(3), b"x"], Split(1, 2.0), {(1, "a"): None}])
def test_an_entry_is_handed_what_the_cases_drew(value: Any) -> None:
    encoder = Encoder()
    given = as_given(decode(encoder.encode(value), [], to_numpy))
    assert given == (dataclasses.asdict(value) if isinstance(value, Split) else value)


def test_a_generator_of_random_numbers_arrives_in_its_state() -> None:
    rng = np.random.default_rng(3)
    rng.normal(size=3)
    copy = sent(rng)
    assert (copy.normal(size=4) == rng.normal(size=4)).all()


def test_unknown_types_are_found_wherever_they_are() -> None:
    assert unknown_in(sent([1, {"a": (object(),)}])) == "object"
    assert unknown_in(sent({1: [np.zeros(2)]})) is None


def matching(**more: Any) -> Matching:
    return Matching(changed(CodeSpec("f"), **more))


def test_any_of_several_answers_is_right() -> None:
    rules = matching(any_of=True)
    assert rules.difference([1, 2], 2) is None and rules.difference([1, 2], 3) is not None


def test_up_to_sign_and_order() -> None:
    axes = np.array([[1.0, 2.0], [3.0, -4.0]])
    signs = matching(up_to=["sign"])
    for same in (-axes, axes * [[1], [-1]], axes * [1, -1]):
        assert signs.difference(sent(axes), sent(same)) is None
        assert matching().difference(sent(axes), sent(same)) is not None
    assert signs.difference(sent(axes), sent(np.abs(axes))) is not None
    order = matching(up_to=["order"])
    assert order.difference(sent([1, 2, 2]), sent([2, 1, 2])) is None
    assert order.difference(sent([1, 2, 2]), sent([1, 1, 2])) is not None
    assert order.difference(sent(axes), sent(axes[::-1])) is None


@pytest.mark.tensorflow
@pytest.mark.parametrize("reference", ["object()", "(v for v in 'ab')", "np.array([object()])"])
def test_a_reference_that_returns_the_unknown_is_the_questions_fault(
    grader: CodeGrader, reference: str
) -> None:
    with pytest.raises(SpecError) as caught:
        grader.grade(returning(reference), f"{HEAD}def f(x):\n    return {reference}\n", 1)
    assert caught.value.why.code == "code.cannot-compare"


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("set(range(10**6))", "exception"),
        ("[object() for _ in range(10**6)]", "exception"),
        ("iter(int, 1)", "wrong-structure"),
        ("range(10**12)", "wrong-structure"),
        ("b'x' * (1 << 25)", "wrong-structure"),
    ],
)
def test_too_much_of_anything_is_contained(grader: CodeGrader, answer: str, word: str) -> None:
    verdict = grader.grade(returning("{1, 2}"), f"{HEAD}def f(x):\n    return {answer}\n", 1)
    assert verdict.parts[0].word == word, [english(d) for d in verdict.diagnoses]


@pytest.mark.tensorflow
def test_lists_of_right_numbers_are_right_and_it_is_told(grader: CodeGrader) -> None:
    answer = f"{HEAD}def f(x):\n    return [2.0 * float(v) for v in x]\n"
    verdict = grader.grade(returning("2 * x"), answer, 1)
    assert verdict.outcome == "correct"
    assert [note.code for note in verdict.evidence.told] == ["code.accepted-list-for-array"]
    strict = returning("2 * x", strict=["container"])
    assert grader.grade(strict, answer, 1).outcome == "wrong"


@pytest.mark.tensorflow
def test_unseeded_generators_give_the_same_each_run(grader: CodeGrader) -> None:
    for draw in (
        "np.random.default_rng().normal(size=3)",
        "np.array([__import__('random').Random().random()])",
        "np.random.normal(size=3)",
        "tf.random.normal((3,))",
        "tf.keras.random.normal((3,))",
    ):
        question = returning(draw, cases="[(np.ones(1),), (np.zeros(1),)]")
        answer = f"{HEAD}def f(x):\n    return {draw}\n"
        assert grader.grade(question, answer, 1).outcome == "correct", draw
