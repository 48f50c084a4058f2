"""Compares what a submission returned with what the reference returned. Runs in the parent, on
decoded bytes alone.

What is right in other clothes is right, unless the question is strict: a list for an array and the
other way round, a whole number for a float, a wider dtype of the same kind. Nothing of an unknown
type is ever equal to anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.code.closeness import Tolerance, number, right_entries
from graders.code.values import (
    SCALARS,
    Array,
    Items,
    Record,
    Unsupported,
    printable,
)

__all__ = ["Difference", "Tolerance", "compare", "entries", "number", "outline"]

# what was accepted though it was written otherwise: the codes of the sentences that tell it
Notes = set[str]
_KINDS = {"b": 0, "i": 1, "u": 1, "f": 2, "c": 3}


@dataclass(frozen=True, slots=True)
class Difference:
    """How two values differ first: the contract's `word`, where, and both sides in a few
    characters.

    `index` is the first bad entry of an array, `bad` how many of `size` are, `largest` the largest
    error (None where not finite).
    """

    word: str
    expected: str
    got: str
    path: str = ""
    index: tuple[int, ...] | None = None
    largest: float | None = None
    bad: int = 0
    size: int = 0


def compare(
    expected: Any, got: Any, tolerance: Tolerance, path: str = "", notes: Notes | None = None
) -> Difference | None:
    """None when `got` stands for `expected`, else the first difference (structure, then dtype,
    shape, values). `notes` hears what was accepted in other clothes.
    """
    comparison = Comparison(tolerance, set() if notes is None else notes)
    return comparison.compare(expected, got, path)


class Comparison:
    """One comparison; `notes` collects what was accepted in other clothes."""

    def __init__(self, tolerance: Tolerance, notes: Notes) -> None:
        self.tolerance, self.notes = tolerance, notes
        self.loose_containers = "container" not in tolerance.strict
        self.loose_dtypes = "dtype" not in tolerance.strict

    def compare(self, expected: Any, got: Any, path: str) -> Difference | None:
        """The first difference, or None."""
        if isinstance(expected, Unsupported) or isinstance(got, Unsupported):
            return _off("wrong-structure", expected, got, path)
        if isinstance(expected, Array) and expected.dtype == "string" and expected.shape == ():
            expected = expected.data.item()
        if expected is None or isinstance(expected, (str, bytes)):
            return self._exact(expected, got, path)
        if isinstance(expected, dict):
            return self._dicts(expected, got, path)
        if isinstance(expected, Record):
            return self._records(expected, got, path)
        if isinstance(expected, Items) and expected.unordered:
            return self._sets(expected, got, path)
        if isinstance(expected, (list, tuple, range, Items)):
            return self._sequences(expected, got, path)
        return self._numbers(expected, got, path)

    def _exact(self, expected: Any, got: Any, path: str) -> Difference | None:
        if isinstance(got, Array) and got.dtype == "string" and got.shape == ():
            got = got.data.item()
        if type(got) is not type(expected):
            return _off("wrong-structure", expected, got, path)
        return None if got == expected else text_difference(expected, got, path)

    def _dicts(self, expected: dict[Any, Any], got: Any, path: str) -> Difference | None:
        if not isinstance(got, dict) or set(got) != set(expected):
            return _off("wrong-structure", expected, got, path)
        return _worst(
            [self.compare(item, got[key], f"{path}[{key!r}]") for key, item in expected.items()]
        )

    def _records(self, expected: Record, got: Any, path: str) -> Difference | None:
        if not isinstance(got, Record) or got.type_name != expected.type_name:
            return _off("wrong-structure", expected, got, path)
        return self._dicts(expected.fields, got.fields, path)

    def _sets(self, expected: Items, got: Any, path: str) -> Difference | None:
        if not isinstance(got, Items) or not got.unordered:
            return _off("wrong-structure", expected, got, path)
        if len(got.items) != len(expected.items):
            return Difference("wrong-value", outline(expected), outline(got), path)
        absent = self.unmatched(expected.items, got.items)
        if not absent:
            return None
        bad, size = len(absent), len(expected.items)
        lacks, has = outline_item(absent[0]), outline(got)
        return Difference("wrong-value", lacks, has, path, bad=bad, size=size)

    def unmatched(self, expected: Sequence[Any], got: Sequence[Any]) -> list[Any]:
        """The expected items that no item of `got` stands for, whatever their order."""
        waiting, absent = list(got), []
        for item in expected:
            quiet = Comparison(self.tolerance, set())
            place = next(
                (k for k, other in enumerate(waiting) if not quiet.compare(item, other, "")), None
            )
            if place is None:
                absent.append(item)
            else:
                waiting.pop(place)
        return absent

    def _sequences(self, expected: Any, got: Any, path: str) -> Difference | None:
        wanted, given = items_of(expected), self._items(expected, got)
        if given is None:
            return _off("wrong-structure", expected, got, path)
        if len(given) != len(wanted):
            lengths = f"{outline(expected)}: {len(wanted)}", f"{outline(got)}: {len(given)}"
            return Difference("wrong-structure", lengths[0], lengths[1], path)
        return _worst(
            [
                self.compare(item, other, f"{path}[{place}]")
                for place, (item, other) in enumerate(zip(wanted, given, strict=True))
            ]
        )

    def _items(self, expected: Any, got: Any) -> Sequence[Any] | None:
        """What stands for the sequence `expected`; None where nothing does."""
        if isinstance(got, Array):
            if not self.loose_containers or got.data.ndim == 0:
                return None
            self.notes.add("array-for-list")
            return rows_of(got)
        if isinstance(got, Items) and got.unordered:
            return None
        if not isinstance(got, (list, tuple, range, Items)):
            return None
        if not self.loose_containers and kind_of(got) != kind_of(expected):
            return None
        return items_of(got)

    def _numbers(self, expected: Any, got: Any, path: str) -> Difference | None:
        if isinstance(expected, Array) and isinstance(got, (list, tuple, range, Items)):
            return self._listed(expected, got, path)
        if not isinstance(got, (Array, *SCALARS)):
            return _off("wrong-structure", expected, got, path)
        want, have = as_array(expected), as_array(got)
        if want.shape != have.shape:
            return Difference("wrong-shape", str(want.shape), str(have.shape), path)
        weak = not isinstance(expected, Array) or not isinstance(got, Array)
        if not (want.dtype == have.dtype or self._stands_for(want, have, got, weak)):
            named = have.dtype if isinstance(got, Array) else type(got).__name__
            return Difference("wrong-dtype", want.dtype, named, path)
        return entries(want, have, self.tolerance, path)

    def _listed(self, expected: Array, got: Any, path: str) -> Difference | None:
        """An array that came as a list of its rows."""
        if not self.loose_containers or (isinstance(got, Items) and not got.listed):
            return _off("wrong-structure", expected, got, path)
        array = array_of(got)
        if array is None:
            return _off("wrong-structure", expected, got, path)
        self.notes.add("list-for-array")
        if array.shape != expected.shape:
            return Difference("wrong-shape", str(expected.shape), str(array.shape), path)
        if not self._stands_for(expected, array, got, weak=True):
            return Difference("wrong-dtype", expected.dtype, array.dtype, path)
        return entries(expected, array, self.tolerance, path)

    def _stands_for(self, want: Array, have: Array, got: Any, weak: bool) -> bool:
        """Whether the numbers of one dtype may stand for those of another: of the same kind where
        that loses nothing, or whole numbers for floats.
        """
        if "string" in (want.dtype, have.dtype):
            return want.dtype == have.dtype
        wanted, had = _rank(want), _rank(have)
        if 9 in (wanted, had) or 0 in (wanted, had):
            return wanted == had
        if weak:
            loose = not isinstance(got, Array) or self.loose_dtypes
            return wanted == had or (wanted > had and loose)
        if not self.loose_dtypes:
            return False
        if wanted > had:
            self.notes.add("whole-for-float")
            return had == 1
        wider = have.data.dtype.itemsize >= want.data.dtype.itemsize and have.dtype != "bfloat16"
        if wanted != had or not (wanted == 1 or wider):
            return False
        self.notes.add("other-width")
        return True


def _rank(array: Array) -> int:
    """Booleans, whole numbers, floats, complex numbers in order; 9 for anything else."""
    return _KINDS.get(array.data.dtype.kind, 1 if array.dtype == "int" else 9)


def _off(word: str, expected: Any, got: Any, path: str) -> Difference:
    return Difference(word, outline(expected), outline(got), path)


def _worst(differences: list[Difference | None]) -> Difference | None:
    """The difference to tell first: one of structure before dtype or shape before values."""
    order = ("wrong-structure", "wrong-shape", "wrong-dtype", "wrong-value")
    there = (difference for difference in differences if difference is not None)
    return min(there, key=lambda difference: order.index(difference.word), default=None)


def text_difference(expected: str | bytes, got: str | bytes, path: str) -> Difference:
    """Where two texts differ first, with what stands there."""
    pairs = zip(expected, got, strict=False)
    place = next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(expected), len(got)))
    start = max(0, place - 10)
    wanted, given = (printable(repr(text[start : place + 20]), 80) for text in (expected, got))
    return Difference("wrong-value", wanted, given, path, index=(place,))


def kind_of(value: Any) -> str:
    """Which kind of sequence a value is."""
    return value.kind if isinstance(value, Items) else type(value).__name__


def items_of(value: Any) -> Sequence[Any]:
    """The items of a sequence."""
    items: Sequence[Any] = value.items if isinstance(value, Items) else value
    return items


def rows_of(array: Array) -> list[Any]:
    """The rows of an array as arrays; of one dimension, its entries."""
    return [Array(np.asarray(row), array.dtype) for row in array.data]


def array_of(value: Any) -> Array | None:
    """The array that a nested list of numbers or texts stands for; None where it is none."""
    plain = _plain_rows(value)
    try:
        data = np.asarray(plain)
    except (ValueError, OverflowError, TypeError):
        return None
    if data.dtype.kind == "U":
        return Array(data.astype(object), "string")
    return Array(data, data.dtype.name) if data.dtype.kind in "biufc" else None


def _plain_rows(value: Any) -> Any:
    if isinstance(value, Array):
        return value.data
    if isinstance(value, (list, tuple, range, Items)):
        return [_plain_rows(item) for item in items_of(value)]
    # anything else makes an array of objects, which is refused
    return value


def as_array(value: Any) -> Array:
    """A number as an array of no dimension."""
    if isinstance(value, Array):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
        return Array(np.array(value, dtype=object), "int")
    array = np.asarray(value)
    return Array(array, array.dtype.name)


def entries(want: Array, have: Array, tolerance: Tolerance, path: str) -> Difference | None:
    """The first difference between the entries of two arrays of one shape, whatever their
    dtypes.
    """
    right, error = right_entries(want, have, tolerance)
    if bool(right.all()):
        return None
    bad = np.argwhere(~right)
    index = tuple(int(place) for place in bad[0])
    finite = error is not None and np.isfinite(error[~right]).all()
    return Difference(
        "wrong-value",
        number(want.data[index]),
        number(have.data[index]),
        path,
        index=index or None,
        largest=float(error[~right].max()) if finite else None,
        bad=len(bad),
        size=int(right.size),
    )


def outline_item(value: Any) -> str:
    """A small value itself, a large one by its structure."""
    if isinstance(value, (str, int, float, complex, bytes)) or value is None:
        return printable(repr(value) if isinstance(value, str) else number(value), 80)
    return outline(value)


def outline(value: Any, depth: int = 0) -> str:
    """A value's structure in a line: kinds, dtypes, shapes and lengths; no more than about a
    hundred characters.
    """
    if isinstance(value, Array):
        return f"{value.dtype}{list(value.shape)}"
    if isinstance(value, Unsupported):
        return value.type_name
    if isinstance(value, Record):
        return f"{value.type_name}{outline(value.fields, depth)}"
    if isinstance(value, dict):
        inner = ", ".join(
            f"{printable(key, 20)}: {outline(item, depth + 1)}"
            for key, item in list(value.items())[:4]
        )
        return f"{{{inner}}}"
    if isinstance(value, (list, tuple, range, Items)):
        return _outline_items(value, depth)
    return "None" if value is None else type(value).__name__


def _outline_items(value: Any, depth: int) -> str:
    items = items_of(value)
    inner = "…" if depth >= 2 else ", ".join(outline(item, depth + 1) for item in items[:4])
    more = f", … ({len(items)})" if len(items) > 4 else ""
    if isinstance(value, list):
        return f"[{inner}{more}]"
    if isinstance(value, tuple):
        return f"({inner}{more})"
    return f"{kind_of(value)}({inner}{more})"
