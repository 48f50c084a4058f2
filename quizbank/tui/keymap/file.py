"""The learner's own keys: a TOML file with a table a screen. What cannot be used is told, and the
usual keys stay.
"""

from __future__ import annotations

import difflib
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.keys import Keys

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
            return _refused(path, "文件太大", "the file is too large")
        data = tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _refused(path, "文件不是 UTF-8 编码", "the file is not UTF-8")
    except (tomllib.TOMLDecodeError, RecursionError, OSError) as error:
        return _refused(path, str(error), str(error))
    return _checked(data, table)


def _refused(path: Path, zh: str, en: str) -> OwnKeys:
    return OwnKeys(
        {},
        (
            (
                f"按键文件 {path} 读不了（{zh}）：先用默认按键。",
                f"The keys file {path} cannot be read ({en}): the usual keys stay.",
            ),
        ),
    )


def _checked(data: Mapping[str, Any], table: Mapping[str, tuple[Bound, ...]]) -> OwnKeys:
    complaints: list[tuple[str, str]] = []
    own: dict[str, str] = {}
    for screen, entries in data.items():
        if screen not in table or not isinstance(entries, dict):
            complaints.append(_unknown(screen, list(table), "screen", "界面"))
            continue
        known = {bound.id.partition(".")[2]: bound for bound in table[screen]}
        for action, value in entries.items():
            if action not in known:
                complaints.append(
                    _unknown(
                        f"{screen}.{action}",
                        [f"{screen}.{name}" for name in known],
                        "action",
                        "动作",
                    )
                )
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


def _key_fault(bound: Bound, value: Any, keys: list[str]) -> tuple[str, str] | None:
    bad = next((key for key in keys if not _is_key(key)), None)
    if not keys or bad is not None:
        return (
            f'{bound.id} = {value!r}：不认识这个键，写成 "f5"、"ctrl+s"、"h" 这样，'
            "多个用逗号隔开；先用默认的。",
            f'{bound.id} = {value!r} names no key: write it like "f5", "ctrl+s" or "h", '
            "commas between several; the usual one stays.",
        )
    if bound.priority and any(
        len(key) == 1 or key in ("space", "enter", "backspace") for key in keys
    ):
        return (
            f"{bound.id} = {value!r}：这个动作在输入时也要能用，不能用会打出字来的键；先用默认的。",
            f"{bound.id} = {value!r}: this acts while you type, so it cannot be a key "
            "that types; the usual one stays.",
        )
    return None


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    if any(part not in _MODIFIERS for part in modifiers):
        return False
    if len(last) == 1:
        return last.isalnum()
    return last in _NAMES or character_of(last) is not None


def _unknown(name: str, known: list[str], en: str, zh: str) -> tuple[str, str]:
    near = difflib.get_close_matches(name, known, n=1)
    return (
        f"按键文件里没有“{name}”这个{zh}" + (f"，是不是 {near[0]}？" if near else "。"),
        f"The keys file names no {en} that there is: {name}."
        + (f" Did you mean {near[0]}?" if near else ""),
    )


def _clashes(
    screen: str, bounds: tuple[Bound, ...], everywhere: tuple[Bound, ...], own: dict[str, str]
) -> list[tuple[str, str]]:
    """Take out of `own` the keys that would stand for two actions at once, and say so."""
    told: list[tuple[str, str]] = []
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
        named = [id for id in every if id in ids]
        told.append(
            (
                f"{screen} 里 {key} 同时给了 {' 和 '.join(named)}：先用默认的。",
                f"On {screen}, {key} stands for {' and '.join(named)}: the usual keys stay.",
            )
        )
        for id in ids & changed:
            own.pop(id, None)


def _holders(bounds: Mapping[str, Bound], own: Mapping[str, str]) -> dict[str, set[str]]:
    holders: dict[str, set[str]] = defaultdict(set)
    for bound in bounds.values():
        for key in own[bound.id].split(",") if bound.id in own else bound.keys:
            holders[key].add(bound.id)
    return holders
