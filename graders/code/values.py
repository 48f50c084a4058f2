"""Nested values as JSON nodes and raw buffers, and back; the same code on both sides of the pipe.

A node is a short list whose first entry names its kind: ``n`` None, ``b`` boolean, ``i`` integer
(as text), ``f`` float,
``c`` complex, ``s`` string, ``l`` list, ``t`` tuple, ``d`` dict, ``a`` array, ``w`` array of
strings, ``x`` anything
else, by its type's name. Arrays keep their dtype by a whitelist; bfloat16 travels as its 16 bits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

DTYPES = {
    name: np.dtype(name).newbyteorder("<")
    for name in (
        "bool",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "float16",
        "float32",
        "float64",
        "complex64",
        "complex128",
    )
}
MAX_DEPTH, MAX_NODES, INTEGER_BITS = 40, 200_000, 65_536


class ValueFault(ValueError):
    """A node that no encoder of this module writes, or a value nested too deep or too often."""


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """An array as received: `data` holds its numbers (bfloat16 widened to float32), `dtype` its
    name over there.
    """

    data: np.ndarray[Any, Any]
    dtype: str

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape."""
        return tuple(self.data.shape)


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A value of a type that answers may not return; `type_name` is what its process called it."""

    type_name: str


# a decoded value: None, numbers, texts, arrays, and containers of them
Value = Any


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
            items = [self.encode(item, depth + 1) for item in value]
            return ["t" if isinstance(value, tuple) else "l", items]
        if isinstance(value, dict):
            return ["d", [[_key(key), self.encode(item, depth + 1)] for key, item in value.items()]]
        return self._other(value, depth)

    def _other(self, value: Any, depth: int) -> list[Any]:
        if type(value).__name__ == "RaggedTensor":
            return self.encode(list(value), depth + 1)
        if isinstance(value, np.ndarray):
            return self._array(np.asarray(value))
        if isinstance(value, np.generic):
            return self._array(np.asarray(value))
        array = tensor_value(value)
        return self._array(array) if array is not None else ["x", type(value).__name__[:80]]

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


def _plain(value: Any) -> list[Any] | None:
    if value is None:
        return ["n"]
    kind = type(value)
    if kind is bool:
        return ["b", value]
    if kind is int:
        return (
            ["i", format(value, "x")]
            if value.bit_length() <= INTEGER_BITS
            else ["x", f"int of {value.bit_length()} bits"]
        )
    if kind is float:
        return ["f", value]
    if kind is complex:
        return ["c", value.real, value.imag]
    return ["s", value] if kind is str else None


def _key(key: Any) -> str:
    return key if type(key) is str else f"{type(key).__name__} {key!r}"[:200]


def _text(item: Any) -> str | None:
    if isinstance(item, bytes):
        return item.decode("utf-8", "replace")
    return item if isinstance(item, str) else None


def decode(
    node: Any,
    buffers: Sequence[memoryview],
    make: Callable[[Array], Any] = lambda a: a,
    depth: int = 0,
) -> Any:
    """The value of `node`; `make` turns each array into what the caller works with.

    Raises `ValueFault` on a node that does not fit its buffers, whatever wrote it.
    """
    if not isinstance(node, list) or not node or depth > MAX_DEPTH + 2:
        raise ValueFault("not a value")
    try:
        return _READERS[node[0]](node, buffers, make, depth)
    except (KeyError, IndexError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ValueFault("not a value") from error


def _read_array(
    node: list[Any], buffers: Sequence[memoryview], make: Callable[[Array], Any], _depth: int
) -> Any:
    _, name, shape, index = node
    if (
        any(type(n) is not int or n < 0 for n in shape)
        or len(shape) > 32
        or type(index) is not int
        or index < 0
    ):
        raise ValueFault("not a shape")
    dtype = np.dtype("<u2") if name == "bfloat16" else DTYPES[name]
    data = np.frombuffer(buffers[index], dtype=dtype).reshape(shape)
    if name == "bfloat16":
        data = (data.astype(np.uint32) << 16).view(np.float32).reshape(shape)
    elif name == "bool":
        # any byte but 0 and 1 would make a boolean that equals neither
        data = np.asarray(data.view(np.uint8) != 0).reshape(shape)
    return make(Array(data, name))


def _read_words(
    node: list[Any], _buffers: Sequence[memoryview], make: Callable[[Array], Any], _depth: int
) -> Any:
    _, shape, texts = node
    if not all(isinstance(text, str) for text in texts):
        raise ValueFault("not texts")
    data = np.empty(len(texts), dtype=object)
    data[:] = texts
    return make(Array(data.reshape([int(n) for n in shape]), "string"))


def _read_integer(text: str) -> int:
    if len(text) > INTEGER_BITS // 4 + 2:
        raise ValueFault("not a number of this size")
    return int(text, 16)


def _read_dict(
    node: list[Any], buffers: Sequence[memoryview], make: Callable[[Array], Any], depth: int
) -> Any:
    return {str(key): decode(item, buffers, make, depth + 1) for key, item in node[1]}


_READERS: dict[
    str, Callable[[list[Any], Sequence[memoryview], Callable[[Array], Any], int], Any]
] = {
    "n": lambda node, *_: None,
    "b": lambda node, *_: bool(node[1]),
    "i": lambda node, *_: _read_integer(str(node[1])),
    "f": lambda node, *_: float(node[1]),
    "c": lambda node, *_: complex(float(node[1]), float(node[2])),
    "s": lambda node, *_: str(node[1]),
    "x": lambda node, *_: Unsupported(printable(node[1], 80)),
    "l": lambda node, buffers, make, depth: [
        decode(item, buffers, make, depth + 1) for item in node[1]
    ],
    "t": lambda node, buffers, make, depth: tuple(
        decode(item, buffers, make, depth + 1) for item in node[1]
    ),
    "d": _read_dict,
    "a": _read_array,
    "w": _read_words,
}


def printable(text: Any, limit: int) -> str:
    """`text` on one line, without control characters, cut to `limit` characters: what a child says
    is shown to a person.
    """
    return "".join(c if c.isprintable() else " " for c in str(text)[:limit])


def to_lists(array: Array) -> Any:
    """The rows of an array as nested lists of Python numbers; of no dimension, the number."""
    return array.data.tolist()


def to_numpy(array: Array) -> np.ndarray[Any, Any]:
    """A fresh writable NumPy array (bfloat16 as float32), for code that may change what it is
    given.
    """
    return array.data.copy()
