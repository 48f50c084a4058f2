"""From plain values to frozen dataclasses: each value of a wrong type is a fault at its own line.

The types understood are those that a question needs: text, whole number, number, truth value,
`Literal`, tuples of one type, tables from names to one type, dataclasses, and unions of these.
`Annotated` adds checks. A field's key is its name, or what its metadata calls ``key``.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Protocol,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from graders.said import Said, said
from graders.toml_lines import Path, path_words

if TYPE_CHECKING:
    from graders.document import Document, Plain, Table

T = TypeVar("T")
# of entries in one list or table: more than any question has
MOST = 100


class Check(Protocol):
    """A condition in `Annotated` on a value that has its type already."""

    def refuse(self, value: object) -> Said | None:
        """What is wrong with `value`; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both allowed; `over` leaves `low` itself out."""

    low: float
    high: float
    over: bool = False

    def refuse(self, value: object) -> Said | None:
        """A number outside the range."""
        assert isinstance(value, int | float)
        if (self.low < value if self.over else self.low <= value) and value <= self.high:
            return None
        return said("field.range", low=self.low, high=self.high, over=self.over)


@dataclass(frozen=True, slots=True)
class Filled:
    """A text, list or table with something in it."""

    def refuse(self, value: object) -> Said | None:
        """An empty one."""
        assert isinstance(value, str | tuple | dict)
        empty = not value.strip() if isinstance(value, str) else not value
        return said("field.empty") if empty else None


@dataclass(frozen=True, slots=True)
class Lengths:
    """A list of `low` to `high` entries."""

    low: int
    high: int

    def refuse(self, value: object) -> Said | None:
        """A shorter or a longer one."""
        assert isinstance(value, tuple)
        if self.low <= len(value) <= self.high:
            return None
        return said("field.lengths", low=self.low, high=self.high, got=len(value))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A table of one of several dataclasses: the word at `key`, which every one of them has, says
    of which. `shapes` gives them by that word, so that they can be imported late.
    """

    key: str
    shapes: Callable[[], Mapping[str, type]]

    def refuse(self, value: object) -> Said | None:
        """Nothing: the choice was made while the table was read."""
        return None


class _Unfit(Exception):
    """A value does not fit; its fault was noted."""


class Reader:
    """Reads values of one document; what does not fit becomes a fault of the document. A list or
    table has at most `most` entries.
    """

    def __init__(self, document: Document, most: int = MOST) -> None:
        self._document = document
        self._most = most

    def front(self, shape: type[T]) -> T | None:
        """The top level as `shape`; keys that it does not name are left alone."""
        try:
            return self._dataclass(self._document.front, shape, (), strict=False)
        except _Unfit:
            return None

    def unknown_keys(self, known: frozenset[str]) -> None:
        """A fault for each key of the top level that nobody reads, with the nearest one that is."""
        for key in self._document.front:
            if key not in known:
                self._unknown(key, known, (key,))

    def _unknown(self, key: str, known: frozenset[str], path: Path) -> None:
        self._document.fault_near(self._document.line_at(path), key, known, "field.unknown")

    def _dataclass(self, table: Table, shape: type[T], path: Path, *, strict: bool = True) -> T:
        hints, keys = hints_of(cast(Hashable, shape)), keys_of(cast(Hashable, shape))
        if strict:
            for key in table:
                if key not in keys.values():
                    self._unknown(key, frozenset(keys.values()), (*path, key))
        values: dict[str, object] = {}
        unfit = False
        for place in fields(shape):  # type: ignore[arg-type]
            key = keys[place.name]
            if key not in table:
                if place.default is MISSING and place.default_factory is MISSING:
                    self._document.fault_at(path, "field.missing", field=_named(path, key))
                    unfit = True
                continue
            try:
                values[place.name] = self._value(table[key], hints[place.name], (*path, key))
            except _Unfit:
                unfit = True
        if unfit:
            raise _Unfit
        return shape(**values)

    def _typed_dict(self, table: Table, shape: Any, path: Path) -> dict[str, object]:
        """A table whose keys a dataclass could not name, as ``is``."""
        hints = get_type_hints(shape)
        for key in table:
            if key not in hints:
                self._unknown(key, frozenset(hints), (*path, key))
        for key in sorted(shape.__required_keys__ - table.keys()):
            self._refuse(path, "field.missing", field=_named(path, key))
        return {
            key: self._value(value, hints[key], (*path, key))
            for key, value in table.items()
            if key in hints
        }

    def _value(self, value: Plain, wanted: Any, path: Path) -> object:
        origin, inner = get_origin(wanted), get_args(wanted)
        if wanted is Any:
            return value
        if origin is Annotated:
            chosen = next((mark for mark in inner[1:] if isinstance(mark, Chosen)), None)
            shape = inner[0] if chosen is None else self._shape(value, chosen, path)
            read = self._value(value, shape, path)
            for check in inner[1:]:
                refused = check.refuse(read)
                if refused is not None:
                    self._refuse(path, "field.refused", why=refused)
            return read
        if origin in (Union, types.UnionType):
            return self._one_of(value, inner, path)
        if origin is tuple:
            return self._tuple(value, inner, path)
        if origin in (dict, Mapping) or (origin is not None and origin.__name__ == "Mapping"):
            return self._mapping(value, inner[1], path)
        if origin is Literal:
            if value in inner and type(value) in {type(word) for word in inner}:
                return value
            self._refuse(path, "field.choice", known=tuple(map(str, inner)), got=_told(value))
        if is_typeddict(wanted):
            if isinstance(value, dict):
                return self._typed_dict(value, wanted, path)
            self._wrong_type(path, wanted, value)
        if isinstance(wanted, type) and is_dataclass(wanted):
            if isinstance(value, dict):
                made: object = self._dataclass(value, wanted, path)
                return made
            self._wrong_type(path, wanted, value)
        if wanted is float and type(value) in (int, float):
            return float(value)  # type: ignore[arg-type]
        if type(value) is wanted:
            return value
        self._wrong_type(path, wanted, value)
        raise AssertionError("a wrong type was let through")

    def _shape(self, value: Plain, chosen: Chosen, path: Path) -> type:
        """The dataclass that a table's own word chooses."""
        if not isinstance(value, dict):
            self._wrong_type(path, dict, value)
            raise _Unfit
        if chosen.key not in value:
            self._refuse(path, "field.missing", field=_named(path, chosen.key))
        shapes, word = chosen.shapes(), value[chosen.key]
        if not isinstance(word, str) or word not in shapes:
            known = tuple(shapes)
            self._refuse((*path, chosen.key), "field.choice", known=known, got=_told(word))
            raise _Unfit
        return shapes[word]

    def _one_of(self, value: Plain, wanted: tuple[Any, ...], path: Path) -> object:
        """The first type of a union that fits without a fault."""
        shapes = [one for one in wanted if one is not type(None)]
        if len(shapes) > 1:
            for one in shapes:
                faults = len(self._document.faults)
                try:
                    read = self._value(value, one, path)
                except _Unfit:
                    del self._document.faults[faults:]
                    continue
                if len(self._document.faults) == faults:
                    return read
                del self._document.faults[faults:]
            # the alternative of the same outer form tells best what is wrong within
            alike = [one for one in shapes if _outer(one) is type(value)]
            if not alike:
                self._refuse(path, "field.type", wanted=_either(shapes), got=_told(value))
            return self._value(value, alike[0], path)
        return self._value(value, shapes[0], path)

    def _tuple(self, value: Plain, inner: tuple[Any, ...], path: Path) -> tuple[object, ...]:
        if not isinstance(value, list):
            self._wrong_type(path, tuple[inner], value)  # type: ignore[valid-type]
            raise _Unfit
        if len(inner) == 2 and inner[1] is Ellipsis:
            if len(value) > self._most:
                self._refuse(path, "field.many", most=self._most)
            shapes = [inner[0]] * len(value)
        else:
            shapes = list(inner)
            if len(value) != len(shapes):
                self._refuse(path, "field.count", wanted=len(shapes), got=len(value))
        read, unfit = [], False
        for number, (entry, shape) in enumerate(zip(value, shapes, strict=True)):
            try:
                read.append(self._value(entry, shape, (*path, number)))
            except _Unfit:
                unfit = True
        if unfit:
            raise _Unfit
        return tuple(read)

    def _mapping(self, value: Plain, inner: Any, path: Path) -> dict[str, object]:
        if not isinstance(value, dict):
            self._wrong_type(path, dict[str, inner], value)
            raise _Unfit
        if len(value) > self._most:
            self._refuse(path, "field.many", most=self._most)
        read: dict[str, object] = {}
        unfit = False
        for key, entry in value.items():
            try:
                read[key] = self._value(entry, inner, (*path, key))
            except _Unfit:
                unfit = True
        if unfit:
            raise _Unfit
        return read

    def _wrong_type(self, path: Path, wanted: Any, value: Plain) -> None:
        self._refuse(path, "field.type", wanted=type_words(wanted), got=_told(value))

    def _refuse(self, path: Path, code: str, **values: Any) -> None:
        self._document.fault_at(path, code, **{"field": _named(path), **values})
        raise _Unfit


@cache
def hints_of(shape: Hashable) -> dict[str, Any]:
    """The types of a dataclass' fields, with what `Annotated` adds."""
    return get_type_hints(shape, include_extras=True)


@cache
def keys_of(shape: Hashable) -> dict[str, str]:
    """The key of each field in a file, by the field's name; a field without ``key`` has its own."""
    assert isinstance(shape, type) and is_dataclass(shape)
    return {place.name: place.metadata.get("key", place.name) for place in fields(shape)}


def _named(path: Path, key: str = "") -> str:
    return path_words((*path, key) if key else path)


_WORDS: dict[type, str] = {
    str: "type.text",
    int: "type.whole",
    float: "type.number",
    bool: "type.truth",
    list: "type.list",
    dict: "type.table",
}


def _outer(wanted: Any) -> type | None:
    """Which plain type a wanted type has on its outside."""
    origin = get_origin(wanted)
    if origin is Annotated:
        return _outer(get_args(wanted)[0])
    if origin is tuple:
        return list
    if origin is Literal:
        return type(get_args(wanted)[0])
    if (
        is_typeddict(wanted)
        or is_dataclass(wanted)
        or (origin is not None and issubclass(origin, Mapping))
    ):
        return dict
    return wanted if isinstance(wanted, type) else None


def type_words(wanted: Any) -> Said:
    """A type in a person's words: a text, a list of numbers, a whole number or a table."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin is Annotated:
        return type_words(inner[0])
    if origin in (Union, types.UnionType):
        return _either(inner)
    if origin is tuple:
        return said("type.list-of", of=type_words(inner[0]))
    if origin is Literal:
        return said("type.one-of", these=tuple(map(str, inner)))
    outer = _outer(wanted)
    return said(_WORDS[outer]) if outer in _WORDS else said("type.table")


def _either(shapes: Iterable[Any]) -> Said:
    return said("type.either", these=tuple(type_words(one) for one in shapes))


def _told(value: Plain) -> Said:
    """A value of a file as a fault quotes it: short, and with its type where it is long."""
    if isinstance(value, list | dict):
        return said(_WORDS[type(value)])
    return said("type.value", value=str(value)[:60], of=said(_WORDS.get(type(value), "type.text")))
