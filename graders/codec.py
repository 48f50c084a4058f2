"""Frozen dataclasses to JSON and back: one way for the pipe to the worker and for the database."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Plain JSON values of a dataclass, to be put into larger ones."""
    return msgspec.to_builtins(value)


def from_plain(value: object, shape: type[T]) -> T:
    """The dataclass of plain values; unknown keys are ignored. Raises `ValueError` where they do
    not fit.
    """
    return msgspec.convert(value, shape)


def to_json(value: object) -> bytes:
    """A dataclass as JSON."""
    return msgspec.json.encode(value)


def from_json(text: bytes | str, shape: type[T]) -> T:
    """The dataclass of a JSON text. Raises `ValueError` where it does not fit."""
    return msgspec.json.decode(text, type=shape)
