"""Values as JSON nodes and raw buffers; see `graders.code.nodes`."""

from __future__ import annotations

import dataclasses
import sys
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from graders.code.nodes import (
    DTYPES,
    INTEGER_BITS,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    Array,
    Items,
    Record,
    Unsupported,
    ValueFault,
)


class Encoder:
    """Encodes values of one frame; `buffers` are the frame's raw parts."""

    def __init__(self) -> None:
        self.buffers: list[bytes | memoryview] = []
        self._count = 0

    def encode(self, value: Any, depth: int = 0) -> list[Any]:
        """The node of `value`; raises `ValueFault` when nested too deep or too often."""
        self._count += 1
        if depth > MAX_DEPTH or self._count > MAX_NODES:
            raise ValueFault("nested too deep or too many values")
        if isinstance(value, Array):
            return self._array(value.data, value.dtype)
        plain = _plain(value)
        if plain is not None:
            return plain
        if isinstance(value, (list, tuple)):
            kind = "t" if isinstance(value, tuple) else "l"
            return [kind, self._all(value, depth)]
        if isinstance(value, dict):
            return self._dict(value, depth)
        return self._other(value, depth)

    def _all(self, values: Iterable[Any], depth: int) -> list[Any]:
        return [self.encode(item, depth + 1) for item in values]

    def _dict(self, value: Mapping[Any, Any], depth: int) -> list[Any]:
        pairs = []
        for key, item in value.items():
            node = _key(key)
            if node is None:
                return ["x", f"dict with keys of type {type(key).__name__}"[:80]]
            pairs.append([node, self.encode(item, depth + 1)])
        return ["d", pairs]

    def _other(self, value: Any, depth: int) -> list[Any]:
        if isinstance(value, np.ndarray):
            return self._ndarray(value, depth)
        if isinstance(value, np.generic):
            return self._array(np.asarray(value))
        if isinstance(value, np.random.Generator):
            return _generator(value)
        if isinstance(value, (set, frozenset)):
            kind = "frozenset" if isinstance(value, frozenset) else "set"
            return ["q", kind, self._all(value, depth)]
        if isinstance(value, Items):
            return ["q", value.kind, self._all(value.items, depth)]
        if isinstance(value, Unsupported):
            return ["x", value.type_name]
        if isinstance(value, deque) or type(value) in _VIEWS:
            kind = "deque" if isinstance(value, deque) else type(value).__name__
            return ["q", kind, self._all(value, depth)]
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._record(value, depth)
        if type(value).__name__ == "RaggedTensor":
            return self.encode(list(value), depth + 1)
        array = tensor_value(value)
        return self._array(array) if array is not None else ["x", type(value).__name__[:80]]

    def _record(self, value: Any, depth: int) -> list[Any]:
        if isinstance(value, Record):
            name, given = value.type_name, value.fields
        else:
            name = type(value).__name__
            given = {place.name: getattr(value, place.name) for place in dataclasses.fields(value)}
        return ["o", name[:80], self._dict(given, depth)]

    def _ndarray(self, value: np.ndarray[Any, Any], depth: int) -> list[Any]:
        if value.dtype.kind == "O" and any(not isinstance(v, str | bytes) for v in value.flat):
            # objects are taken one by one, as a sequence: it is no array of numbers
            if value.ndim == 0:
                return ["x", "array of dtype object"]
            return ["q", "array", self._all(value.tolist(), depth)]
        return self._array(np.asarray(value))

    def _array(self, array: np.ndarray[Any, Any], dtype: str = "") -> list[Any]:
        name = dtype or array.dtype.name
        if array.dtype.kind in "SUOT":
            texts = [_text(item) for item in array.ravel().tolist()]
            if any(text is None for text in texts) or len(texts) > MAX_NODES:
                return ["x", f"array of dtype {array.dtype.name}"]
            return ["w", list(array.shape), texts]
        if name == "bfloat16":
            bits = (
                array.view(np.uint16)
                if array.dtype.itemsize == 2
                else (array.astype("<f4").view(np.uint32) >> 16).astype(np.uint16)
            )
            return self._raw("bfloat16", bits)
        if name not in DTYPES:
            return ["x", f"array of dtype {name[:40]}"]
        return self._raw(name, array.astype(DTYPES[name], copy=False))

    def _raw(self, name: str, array: np.ndarray[Any, Any]) -> list[Any]:
        self.buffers.append(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
        return ["a", name, list(array.shape), len(self.buffers) - 1]


def tensor_value(value: Any) -> np.ndarray[Any, Any] | None:
    """The NumPy array of a tensor or variable of a library already imported here, else None."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        return _torch_value(torch, value)
    tf = sys.modules.get("tensorflow")
    keras = sys.modules.get("keras")
    if tf is not None and isinstance(value, (tf.Tensor, tf.Variable)):
        return np.asarray(value.numpy())
    if tf is not None and isinstance(value, (tf.IndexedSlices, tf.SparseTensor)):
        dense = (
            tf.sparse.to_dense(value)
            if isinstance(value, tf.SparseTensor)
            else tf.convert_to_tensor(value)
        )
        return np.asarray(dense.numpy())
    if keras is not None and isinstance(value, keras.Variable):
        return np.asarray(value.value.numpy())
    return None


def _torch_value(torch: Any, value: Any) -> np.ndarray[Any, Any]:
    plain = value.detach().cpu()
    # NumPy has no bfloat16 of its own
    wide = plain.float() if plain.dtype == torch.bfloat16 else plain
    return np.asarray(wide.resolve_conj().numpy())


_VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))


def _plain(value: Any) -> list[Any] | None:
    """The node of a value that no buffer is needed for. What inherits from a number or a text is
    taken as that, by the base's own reading: its methods may say anything.
    """
    if value is None:
        return ["n"]
    if isinstance(value, np.generic):
        return None
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, int):
        whole = int.__index__(value)
        if whole.bit_length() > INTEGER_BITS:
            return ["x", f"int of {whole.bit_length()} bits"]
        return ["i", format(whole, "x")]
    if isinstance(value, float):
        return ["f", float.__float__(value)]
    if isinstance(value, complex):
        return ["c", float(complex.__complex__(value).real), float(complex.__complex__(value).imag)]
    if isinstance(value, str):
        return ["s", str.__str__(value)]
    if isinstance(value, (bytes, bytearray)):
        return ["y", bytes(value).hex()] if len(value) <= MAX_BYTES else ["x", "bytes"]
    if isinstance(value, range):
        if abs(value.stop - value.start) > MAX_NODES * abs(value.step):
            return ["x", "range of many numbers"]
        return ["r", *(format(part, "x") for part in (value.start, value.stop, value.step))]
    return None


def _key(key: Any) -> Any:
    """A key of a dict: a text as itself, else its node; None for what is no plain key."""
    if type(key) is str:
        return key
    if isinstance(key, np.generic):
        key = key.item()
    if isinstance(key, tuple):
        parts = [_key(part) for part in key]
        return (
            None if None in parts else ["t", [["s", p] if isinstance(p, str) else p for p in parts]]
        )
    node = _plain(key)
    return node if node is not None and node[0] in "nbifsy" else None


def _generator(value: np.random.Generator) -> list[Any]:
    """A generator of random numbers by its state, so that everybody draws the same from it."""
    state = value.bit_generator.state
    if state.get("bit_generator") != "PCG64":
        return ["x", "Generator"]
    inner = state["state"]
    numbers = (inner["state"], inner["inc"], state["has_uint32"], state["uinteger"])
    return ["g", [format(number, "x") for number in numbers]]


def _text(item: Any) -> str | None:
    if isinstance(item, bytes):
        return item.decode("utf-8", "replace")
    return item if isinstance(item, str) else None
