"""Log entries as JSON objects, and back with every field checked: another machine's file is not to
be trusted.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from quizbank.domain.plain import JsonValue, RawValue
from quizbank.domain.review import Rating, Review, StoredVerdict, Tombstone

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NAME = re.compile(r"[\w.:-]{1,80}")
_OUTCOMES = ("correct", "partial", "wrong", "invalid", "undecided", "unavailable")
_FLAGS = ("suspended", "flagged", "buried_until")
_LAST_DAY = dt.date.max.toordinal()
# a day or a zone more is counted to either side, and dates end with the year 9999
_FIRST_YEAR, _LAST_YEAR = 1970, 9900
_FIRST_DAY = dt.date(_FIRST_YEAR - 1, 12, 31).toordinal()
_MAX_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class FlagEvent:
    """One decision of the learner about a question: suspended or flagged (0 or 1), buried_until (a
    study day).
    """

    id: str
    question: str
    what: str
    value: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a custom question's file: its new text (None: removed) and the edits that it
    replaced.
    """

    id: str
    question: str
    parents: tuple[str, ...]
    text: str | None
    at: dt.datetime


Entry = Review | Tombstone | FlagEvent | Edit
_WORDS: dict[str, type[Entry]] = {
    "review": Review,
    "undo": Tombstone,
    "flag": FlagEvent,
    "edit": Edit,
}


def to_line(entry: Entry) -> str:
    """One line of JSON without its newline. Raises `ValueError` for NaN or infinity."""
    word = next(word for word, kind in _WORDS.items() if isinstance(entry, kind))
    values = {f.name: getattr(entry, f.name) for f in fields(entry)}
    # "what" names the kind of line, so the flag's own field of that name is written as "flag"
    if "what" in values:
        values["flag"] = values.pop("what")
    return json.dumps(
        {"what": word, **values},
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        default=_plain,
    )


def from_line(line: str | bytes) -> Entry:
    """The entry of a line; raises `ValueError` with the reason. Fields of newer versions are
    ignored.
    """
    try:
        row = json.loads(line, parse_constant=_refuse_constant)
        return _entry(row)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except KeyError as error:
        raise ValueError(f"{error.args[0]} is missing") from None


def _entry(row: Any) -> Entry:
    if not isinstance(row, dict):
        raise ValueError("not an object")
    kind = _WORDS.get(row.pop("what", None) or "") if isinstance(row.get("what"), str) else None
    if kind is None:
        raise ValueError("an unknown kind of line")
    if "flag" in row:
        row["what"] = row.pop("flag")
    return _checked(kind, row)


def _checked(kind: type[Entry], row: Mapping[str, JsonValue]) -> Entry:
    values = {}
    for field in fields(kind):
        try:
            values[field.name] = _CHECKS[field.name](row[field.name])
        except (TypeError, ValueError, OverflowError, AttributeError) as error:
            raise ValueError(f"{field.name}: {error}") from None
    return kind(**values)


def entry_from_values(kind: type[Entry], values: Mapping[str, RawValue]) -> Entry:
    """The entry of a table's raw column values, checked like another machine's; raises
    `ValueError`.
    """
    row: dict[str, Any] = dict(values)
    for name in ("timed", "revealed"):
        if row.get(name) in (0, 1):
            row[name] = bool(row[name])
    for name in ("verdict", "parents"):
        if isinstance(row.get(name), str):
            row[name] = json.loads(row[name], parse_constant=_refuse_constant)
    if any(isinstance(value, str) and "\0" in value for value in row.values()):
        raise ValueError("a text with a NUL, which is never stored")
    return _checked(kind, row)


def check_verdict(value: JsonValue) -> StoredVerdict:
    """A stored verdict (`quizbank.app.verdicts`) in the shape that its readers rely on; raises
    `ValueError`.
    """
    if not isinstance(value, dict) or value.get("outcome") not in _OUTCOMES:
        raise ValueError("not a verdict")
    diagnoses, parts = value.get("diagnoses"), value.get("parts")
    if not isinstance(diagnoses, list) or not all(_is_diagnosis(d) for d in diagnoses):
        raise ValueError("its diagnoses are not triples of text")
    if not isinstance(parts, list) or not all(_is_part(part) for part in parts):
        raise ValueError("its parts are not marked parts")
    if not isinstance(value.get("evidence"), dict):
        raise ValueError("its evidence is not an object")
    for name in ("score", "max_marks", "elapsed_ms"):
        _number(0, 1e9)(value.get(name))
    return value


def _is_diagnosis(value: JsonValue) -> bool:
    return (
        isinstance(value, list) and len(value) == 3 and all(isinstance(text, str) for text in value)
    )


def _is_part(value: JsonValue) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and isinstance(value.get("outcome"), str)
        and (value.get("diagnosis") is None or _is_diagnosis(value["diagnosis"]))
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError("not of the right form")
        return value

    return check


def _text(limit: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or len(value) > limit:
            raise ValueError(f"not a text of at most {limit} characters")
        return value

    return check


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError(f"not a whole number in {low}..{high}")
        return value

    return check


def _number(low: float, high: float) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        if type(value) not in (int, float) or not math.isfinite(value) or not low <= value <= high:
            raise ValueError(f"not a number in {low}..{high}")
        return float(value)

    return check


def _one_of(*words: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in words:
            raise ValueError(f"none of {', '.join(words)}")
        return str(value)

    return check


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _optional(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else check(value)


def _time(value: Any) -> dt.datetime:
    at = dt.datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise ValueError(f"a time outside the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return at.astimezone(dt.UTC)


def _parents(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > 1000:
        raise ValueError("not a list of ids")
    return tuple(_matching(_UUID)(id) for id in value)


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "id": _matching(_UUID),
    "review": _matching(_UUID),
    "question": _matching(_NAME),
    "version": _text(80),
    "seed": _optional(_whole(-(1 << 62), 1 << 62)),
    "lang": _one_of("zh", "en"),
    "answer": _text(_MAX_TEXT),
    "verdict": check_verdict,
    "outcome": _one_of(*_OUTCOMES),
    "score": _number(0, 1),
    "rating": _optional(lambda v: Rating(_whole(1, 4)(v))),
    "suggested": _optional(lambda v: Rating(_whole(1, 4)(v))),
    "at": _time,
    "utc_offset": _whole(-1440, 1440),
    "day": _whole(_FIRST_DAY, dt.date(_LAST_YEAR + 1, 1, 1).toordinal()),
    "seconds": _number(0, 1e7),
    "timed": _truth,
    "hints": _whole(0, 10_000),
    "attempts": _whole(0, 10_000),
    "revealed": _truth,
    "mode": _text(16),
    "rule_version": _text(80),
    "scheduler_version": _text(80),
    "device": _text(200),
    "what": _one_of(*_FLAGS),
    "value": _whole(0, _LAST_DAY),
    "parents": _parents,
    "text": _optional(_text(_MAX_TEXT)),
}
