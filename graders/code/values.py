"""Nested values as JSON nodes and raw buffers, and back; the same on both sides of the pipe."""

from __future__ import annotations

from graders.code.decoding import as_given, decode, to_lists, to_numpy, unknown_in
from graders.code.encoding import Encoder, tensor_value
from graders.code.nodes import (
    DTYPES,
    SCALARS,
    Array,
    Items,
    Record,
    Unsupported,
    Value,
    ValueFault,
    printable,
)

__all__ = [
    "DTYPES",
    "SCALARS",
    "Array",
    "Encoder",
    "Items",
    "Record",
    "Unsupported",
    "Value",
    "ValueFault",
    "as_given",
    "decode",
    "printable",
    "tensor_value",
    "to_lists",
    "to_numpy",
    "unknown_in",
]
