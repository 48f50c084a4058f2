"""The learner's own keys: a TOML file with a table a screen. What cannot be used is told, and the
usual keys stay.
"""

from __future__ import annotations

import difflib
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.keys import Keys

from graders.said import Said, said
from quizbank.tui.keymap.own import OwnKeys
from quizbank.tui.keymap.show import character_of
from quizbank.tui.keymap.table import Bound

_MODIFIERS = ("ctrl", "shift", "alt", "super", "meta", "hyper")
_NAMES = {key.value for key in Keys} | {"space", "enter", "escape", "tab", "backspace", "delete"}
_MAX_BYTES = 64 * 1024


def read_keys(path: Path, table: Mapping[str, tuple[Bound, ...]]) -> OwnKeys:
    """The keys that a file gives; without the file, none. Never raises: a bad file is told and
    changes nothing.
    """
    try:
        if not path.is_file():
            return OwnKeys()
        raw = path.read_bytes()
        if len(raw) > _MAX_BYTES:
            return _refused(path, said("keys.too-large"))
        data = tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _refused(path, said("keys.not-utf8"))
    except (tomllib.TOMLDecodeError, RecursionError, OSError) as error:
        return _refused(path, str(error))
    return _checked(data, table)


def _refused(path: Path, why: str | Said) -> OwnKeys:
    return OwnKeys({}, (said("keys.unreadable", path=str(path), why=why),))


def _checked(data: Mapping[str, Any], table: Mapping[str, tuple[Bound, ...]]) -> OwnKeys:
    complaints: list[Said] = []
    own: dict[str, str] = {}
    for screen, entries in data.items():
        if screen not in table or not isinstance(entries, dict):
            complaints.append(_unknown("screen", screen, list(table)))
            continue
        known = {bound.id.partition(".")[2]: bound for bound in table[screen]}
        for action, value in entries.items():
            if action not in known:
                actions = [f"{screen}.{name}" for name in known]
                complaints.append(_unknown("action", f"{screen}.{action}", actions))
                continue
            keys = _keys_of(value)
            fault = _key_fault(known[action], value, keys)
            if fault:
                complaints.append(fault)
            else:
                own[known[action].id] = ",".join(keys)
    for screen, bounds in table.items():
        complaints.extend(_clashes(screen, bounds, table["app"], own))
    return OwnKeys(own, tuple(complaints))


def _keys_of(value: Any) -> list[str]:
    parts = (
        value.split(",")
        if isinstance(value, str) and value != ","
        else value
        if isinstance(value, list)
        else [value]
    )
    return [_long(part.strip()) if isinstance(part, str) else "" for part in parts]


def _long(key: str) -> str:
    """The name of a key as Textual has it: ? is question_mark."""
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    if len(last) == 1 and not last.isalnum() and last != ",":
        last = next(iter(Binding.make_bindings([Binding(last, "")]))).key
    return "+".join(
        [*(part.lower() for part in modifiers), last if len(last) == 1 else last.lower()]
    )


def _key_fault(bound: Bound, value: Any, keys: list[str]) -> Said | None:
    bad = next((key for key in keys if not _is_key(key)), None)
    if not keys or bad is not None:
        return said("keys.no-key", action=bound.id, value=repr(value))
    if bound.priority and any(
        len(key) == 1 or key in ("space", "enter", "backspace") for key in keys
    ):
        return said("keys.types", action=bound.id, value=repr(value))
    return None


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    if any(part not in _MODIFIERS for part in modifiers):
        return False
    if len(last) == 1:
        return last.isalnum()
    return last in _NAMES or character_of(last) is not None


def _unknown(what: str, name: str, known: list[str]) -> Said:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return said(f"keys.no-{what}-near", name=name, near=near[0])
    return said(f"keys.no-{what}", name=name)


def _clashes(
    screen: str, bounds: tuple[Bound, ...], everywhere: tuple[Bound, ...], own: dict[str, str]
) -> list[Said]:
    """Take out of `own` the keys that would stand for two actions at once, and say so."""
    told: list[Said] = []
    every = {bound.id: bound for bound in (*bounds, *everywhere)}
    # a number ticks a point or stands for an action, by turns: what shares a key from the start may
    # go on sharing it
    usual = _holders(every, {})
    changed = {bound.id for bound in bounds if bound.id in own}
    while True:
        clash = next(
            (
                (key, ids)
                for key, ids in _holders(every, own).items()
                if len(ids) > 1 and changed & ids & set(own) and not ids <= usual.get(key, set())
            ),
            None,
        )
        if clash is None:
            return told
        key, ids = clash
        named: list[str | Said] = [id for id in every if id in ids]
        both = reduce(lambda one, other: said("keys.and", one=one, other=other), named)
        told.append(said("keys.clash", screen=screen, key=key, actions=both))
        for id in ids & changed:
            own.pop(id, None)


def _holders(bounds: Mapping[str, Bound], own: Mapping[str, str]) -> dict[str, set[str]]:
    holders: dict[str, set[str]] = defaultdict(set)
    for bound in bounds.values():
        for key in own[bound.id].split(",") if bound.id in own else bound.keys:
            holders[key].add(bound.id)
    return holders
