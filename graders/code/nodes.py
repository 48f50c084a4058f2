"""What travels between the processes as a value: arrays, containers, and what is neither.

A node is a short list whose first entry names its kind: ``n`` None, ``b`` boolean, ``i`` integer
(as text), ``f`` float, ``c`` complex, ``s`` string, ``y`` bytes, ``r`` range, ``g`` generator of
random numbers, ``l`` list, ``t`` tuple, ``d`` dict, ``q`` other containers by name, ``o``
dataclass, ``a`` array, ``w`` array of strings, ``x`` anything else, by its type's name. Arrays keep
their dtype by a whitelist; bfloat16 travels as its 16 bits.
"""

from __future__ import annotations

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
MAX_DEPTH, MAX_NODES, INTEGER_BITS, MAX_BYTES = 40, 200_000, 65_536, 4 * 2**20


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


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence or a set that is no list and no tuple: `kind` is set, frozenset, deque, dict_keys
    and the like.
    """

    kind: str
    items: tuple[Any, ...]

    @property
    def unordered(self) -> bool:
        """Whether the order of the items means nothing."""
        return self.kind in SETS

    @property
    def listed(self) -> bool:
        """Whether it may stand for an array of numbers: neither a set nor an array of objects."""
        return self.kind not in (*SETS, "array")


@dataclass(frozen=True, slots=True)
class Record:
    """An instance of a dataclass: its class by name, and its fields."""

    type_name: str
    fields: dict[str, Any]


SCALARS = (bool, int, float, complex)
SETS = ("set", "frozenset")
# sequences that are taken by their items, by the name of their type
SEQUENCES = ("deque", "dict_keys", "dict_values", "dict_items", "array")
# a decoded value: None, numbers, texts, arrays, and containers of them
Value = Any


def printable(text: Any, limit: int) -> str:
    """`text` on one line, without control characters, cut to `limit` characters: what a child says
    is shown to a person.
    """
    return "".join(c if c.isprintable() else " " for c in str(text)[:limit])
