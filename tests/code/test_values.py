"""The wire and the comparison: what goes in comes out, what is no frame is refused, close means
close.
"""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from graders.code import wire
from graders.code.compare import Tolerance, compare
from graders.code.limits import size
from graders.code.models import draw_weights, match
from graders.code.values import DTYPES, Array, Encoder, Unsupported, ValueFault, decode, to_numpy

arrays = st.sampled_from(list(DTYPES)).flatmap(
    lambda n: hnp.arrays(np.dtype(n), hnp.array_shapes(min_dims=0, min_side=0, max_side=4))
)
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text()
nested = st.recursive(
    plain | arrays,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def same(a: Any, b: Any) -> bool:
    if isinstance(a, np.ndarray):
        return (
            isinstance(b, np.ndarray)
            and a.dtype == b.dtype
            and a.shape == b.shape
            and a.tobytes() == b.tobytes()
        )
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return type(a) is type(b) and (a == b or (a != a and b != b) or repr(a) == repr(b))


@given(nested, st.integers(1, 40))
@settings(max_examples=200, deadline=None)
def test_what_is_sent_arrives(value: Any, chunk: int) -> None:
    encoder = Encoder()
    data = b"".join(wire.pack({"value": encoder.encode(value)}, encoder.buffers))
    reader = wire.FrameReader(10**7)
    frames = [
        frame for i in range(0, len(data), chunk) for frame in reader.feed(data[i : i + chunk])
    ]
    assert len(frames) == 1 and reader.pending == 0
    assert same(decode(frames[0][0]["value"], frames[0][1], to_numpy), value)


@given(st.binary(max_size=200))
def test_noise_is_refused_and_never_crashes(noise: bytes) -> None:
    reader = wire.FrameReader(1000)
    with contextlib.suppress(wire.WireError, OverflowError):
        assert not list(reader.feed(noise)) or noise.startswith(wire.MAGIC)


json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(list("nbifcsltdawx")),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=12,
)


@given(json_like)
@settings(max_examples=300, deadline=None)
def test_a_node_from_nowhere_is_a_value_or_a_fault(node: Any) -> None:
    with contextlib.suppress(ValueFault):
        decode(node, [memoryview(b"12345678")])


@given(nested)
@settings(max_examples=150, deadline=None)
def test_a_value_equals_itself(value: Any) -> None:
    encoder = Encoder()
    node = encoder.encode(value)
    buffers = [
        memoryview(b).cast("B") if memoryview(b).nbytes else memoryview(b"")
        for b in encoder.buffers
    ]
    first, second = decode(node, buffers), decode(node, buffers)
    if "nan" not in repr(value).lower() and "complex" not in repr(value):
        assert compare(first, second, Tolerance()) is None


def array(values: Any, dtype: str = "float32") -> Array:
    return Array(np.asarray(values, dtype=dtype if dtype != "bfloat16" else "float32"), dtype)


@pytest.mark.parametrize(
    ("dtype", "near", "far"),
    [
        ("float32", 5e-6, 3e-5),
        ("float64", 5e-8, 3e-7),
        ("float16", 1.5e-3, 1e-2),
        ("bfloat16", 1e-2, 8e-2),
        ("complex64", 5e-6, 3e-5),
    ],
)
def test_tolerance_follows_the_dtype(dtype: str, near: float, far: float) -> None:
    assert compare(array([1.0, 2.0], dtype), array([1.0 + near, 2.0], dtype), Tolerance()) is None
    found = compare(array([1.0, 2.0], dtype), array([1.0, 2.0 + 2 * far], dtype), Tolerance())
    assert found is not None and (found.word, found.index, found.bad, found.size) == (
        "wrong-value",
        (1,),
        1,
        2,
    )


@pytest.mark.parametrize(
    ("expected", "got", "equal"),
    [
        ([np.nan], [np.nan], True),
        ([np.nan], [0.0], False),
        ([0.0], [np.nan], False),
        ([np.inf], [np.inf], True),
        ([np.inf], [-np.inf], False),
        ([np.inf], [3e38], False),
        ([0.0], [1e-9], True),
        ([0.0], [1e-3], False),
        ([0.0], [-0.0], True),
    ],
)
def test_nan_and_infinity_match_themselves_alone(
    expected: list[float], got: list[float], equal: bool
) -> None:
    assert (compare(array(expected), array(got), Tolerance()) is None) == equal


def test_a_question_sets_its_own_tolerance() -> None:
    assert compare(array([1.0]), array([1.05]), Tolerance(rtol=0.1)) is None
    assert compare(array([1.0]), array([1.05]), Tolerance(rtol=0, atol=0.01)) is not None


def test_structure_is_told_before_shape_and_values() -> None:
    expected = [array([1.0]), {"a": array([1.0])}]
    found = compare(expected, [array([2.0]), Unsupported("thing")], Tolerance())
    assert found is not None and (found.word, found.path, found.got) == (
        "wrong-structure",
        "[1]",
        "thing",
    )


def test_weights_are_matched_by_shape_when_the_order_differs() -> None:
    weights = [np.zeros((2, 3)), np.ones(3), np.full(3, 2.0)]
    ordered = match(weights, [(3,), (2, 3), (3,)])
    assert ordered is not None and [w.flat[0] for w in ordered] == [1.0, 0.0, 2.0]
    assert match(weights, [(2, 3), (3,)]) is None and match(weights, [(2, 3), (3,), (4,)]) is None


def test_drawn_variances_are_positive_and_counters_stay() -> None:
    drawn = draw_weights(
        [np.zeros(50, "float32"), np.array([7])], ["bn/moving_variance", "seed"], (1, 2)
    )
    assert (drawn[0] > 0).all() and drawn[0].dtype == np.float32 and drawn[1].tolist() == [7]


@pytest.mark.parametrize(
    ("text", "count"),
    [("4GB", 2**32), ("512 MB", 2**29), ("1.5g", 3 * 2**29), (1024, 1024), ("2GiB", 2**31)],
)
def test_amounts_of_memory_are_read(text: Any, count: int) -> None:
    assert size(text) == count
