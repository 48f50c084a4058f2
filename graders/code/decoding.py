"""Nodes and raw buffers as values again, every number checked; see `graders.code.nodes`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from graders.code.nodes import (
    DTYPES,
    INTEGER_BITS,
    MAX_DEPTH,
    MAX_NODES,
    SEQUENCES,
    SETS,
    Array,
    Items,
    Record,
    Unsupported,
    ValueFault,
    printable,
)

Maker = Callable[[Array], Any]
Buffers = Sequence[memoryview]


def decode(node: Any, buffers: Buffers, make: Maker = lambda a: a, depth: int = 0) -> Any:
    """The value of `node`; `make` turns each array into what the caller works with.

    Raises `ValueFault` on a node that does not fit its buffers, whatever wrote it.
    """
    if not isinstance(node, list) or not node or depth > MAX_DEPTH + 2:
        raise ValueFault("not a value")
    try:
        return _READERS[node[0]](node, buffers, make, depth)
    except (KeyError, IndexError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ValueFault("not a value") from error


def _read_array(node: list[Any], buffers: Buffers, make: Maker, _depth: int) -> Any:
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


def _read_words(node: list[Any], _buffers: Buffers, make: Maker, _depth: int) -> Any:
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


def _read_dict(node: list[Any], buffers: Buffers, make: Maker, depth: int) -> Any:
    pairs = ((_read_key(key), decode(item, buffers, make, depth + 1)) for key, item in node[1])
    return dict(pairs)


def _read_key(key: Any) -> Any:
    if isinstance(key, str):
        return key
    value = decode(key, ())
    hash(value)
    return value


def _read_items(node: list[Any], buffers: Buffers, make: Maker, depth: int) -> Any:
    _, kind, items = node
    if kind not in SETS and kind not in SEQUENCES:
        raise ValueFault("not a container")
    return Items(kind, tuple(decode(item, buffers, make, depth + 1) for item in items))


def _read_record(node: list[Any], buffers: Buffers, make: Maker, depth: int) -> Any:
    _, name, given = node
    fields = decode(given, buffers, make, depth + 1)
    if not isinstance(fields, dict):
        raise ValueFault("not a record")
    return Record(printable(name, 80), fields)


def _read_range(node: list[Any], *_: Any) -> Any:
    start, stop, step = (_read_integer(str(part)) for part in node[1:])
    made = range(start, stop, step)
    if len(made) > MAX_NODES:
        raise ValueFault("a range too long")
    return made


def _read_generator(node: list[Any], *_: Any) -> Any:
    state, increment, has, kept = (_read_integer(str(part)) for part in node[1])
    bits = np.random.PCG64()
    bits.state = {
        "bit_generator": "PCG64",
        "state": {"state": state, "inc": increment},
        "has_uint32": has,
        "uinteger": kept,
    }
    return np.random.Generator(bits)


Reader = Callable[[list[Any], Buffers, Maker, int], Any]
_READERS: dict[str, Reader] = {
    "n": lambda node, *_: None,
    "b": lambda node, *_: bool(node[1]),
    "i": lambda node, *_: _read_integer(str(node[1])),
    "f": lambda node, *_: float(node[1]),
    "c": lambda node, *_: complex(float(node[1]), float(node[2])),
    "s": lambda node, *_: str(node[1]),
    "y": lambda node, *_: bytes.fromhex(str(node[1])),
    "r": _read_range,
    "g": _read_generator,
    "x": lambda node, *_: Unsupported(printable(node[1], 80)),
    "l": lambda node, buffers, make, depth: [
        decode(item, buffers, make, depth + 1) for item in node[1]
    ],
    "t": lambda node, buffers, make, depth: tuple(
        decode(item, buffers, make, depth + 1) for item in node[1]
    ),
    "d": _read_dict,
    "q": _read_items,
    "o": _read_record,
    "a": _read_array,
    "w": _read_words,
}


def as_given(value: Any) -> Any:
    """A decoded value as an entry or a check is handed it: sets and deques as themselves."""
    if isinstance(value, Items):
        items = [as_given(item) for item in value.items]
        return _MADE.get(value.kind, list)(items)
    if isinstance(value, (list, tuple)):
        return type(value)(as_given(item) for item in value)
    if isinstance(value, dict):
        return {key: as_given(item) for key, item in value.items()}
    return as_given(value.fields) if isinstance(value, Record) else value


_MADE: dict[str, Callable[[list[Any]], Any]] = {
    "set": set,
    "frozenset": frozenset,
    "deque": deque,
    "list": list,
}


def unknown_in(value: Any) -> str | None:
    """The name of the first type in a decoded value that answers may not return."""
    if isinstance(value, Unsupported):
        return value.type_name
    if isinstance(value, Record):
        return unknown_in(value.fields)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, Items):
        value = value.items
    if isinstance(value, (list, tuple)):
        return next((name for item in value if (name := unknown_in(item))), None)
    return None


def to_lists(array: Array) -> Any:
    """The rows of an array as nested lists of Python numbers; of no dimension, the number."""
    return array.data.tolist()


def to_numpy(array: Array) -> np.ndarray[Any, Any]:
    """A fresh writable NumPy array (bfloat16 as float32), for code that may change what it is
    given.
    """
    return array.data.copy()
