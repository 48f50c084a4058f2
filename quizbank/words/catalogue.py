"""The one catalogue: a code to its sentence in Chinese and in English, side by side.

A section is a module with ``WORDS``, a table from codes to (Chinese, English). A sentence names
its values in braces, ``{name}``; a whole number may ask for the English plural, ``{n} day{n:s}``.
Sections are read when one of their codes is first asked for, so that the first screen waits for
none but its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Literal

from graders.kinds import KINDS
from graders.said import AUTHORED, Said, Value, authored
from quizbank.domain.counting import Count

Words = Mapping[str, tuple[str, str]]

# looked through in this order; a code stands in one of them (held by a test)
SECTIONS: tuple[str, ...] = (
    "quizbank.words.fields",
    "quizbank.words.store",
    "quizbank.words.scheduling",
    "quizbank.words.undo",
    "quizbank.words.grading",
    "quizbank.words.authoring",
    "quizbank.words.packs",
    "quizbank.words.app",
    "quizbank.words.statistics",
    "quizbank.words.cli",
    "quizbank.words.keymap",
    "graders.expression.messages",
    *(f"graders.{kind}.words" for kind in KINDS),
)

Naming = Literal["one", "many", "about"]
_NAMINGS: Mapping[Naming, str] = {
    "one": "kind.{}",
    "many": "kind.{}.many",
    "about": "kind.{}.about",
}


@lru_cache(maxsize=64)
def section(module: str) -> Words:
    """The sentences of one section."""
    words: Words = import_module(module).WORDS
    return words


def everything() -> Iterator[tuple[str, str, tuple[str, str]]]:
    """(section, code, sentence in both languages) of the whole catalogue."""
    for module in SECTIONS:
        for code, pair in section(module).items():
            yield module, code, pair


def pair_of(code: str) -> tuple[str, str]:
    """The sentence of a code in Chinese and English; raises `KeyError`."""
    for module in SECTIONS:
        pair = section(module).get(code)
        if pair is not None:
            return pair
    raise KeyError(code)


def kind_name(kind: str, lang: str, *, as_: Naming = "one") -> str:
    """What a question of a kind is called, what many are, or what such a question is about."""
    zh, en = section(f"graders.{kind}.words")[_NAMINGS[as_].format(kind)]
    return zh if lang == "zh" else en


def kind_in_files(kind: str) -> Said:
    """A kind by its Chinese name, and in English by the name that files and options give it."""
    return authored(kind_name(kind, "zh"), kind)


def sentence(message: Said, lang: str) -> str:
    """A message as a sentence in `lang`; an author's words where one language is missing in the
    other.
    """
    values = dict(message.values)
    if message.code == AUTHORED:
        zh, en = str(values.get("zh", "")), str(values.get("en", ""))
        return (zh or en) if lang == "zh" else (en or zh)
    zh, en = pair_of(message.code)
    shown = {name: _value(value, lang) for name, value in values.items()}
    return (zh if lang == "zh" else en).format_map(shown)


def both(message: Said) -> tuple[str, str]:
    """A message in Chinese and in English."""
    return sentence(message, "zh"), sentence(message, "en")


class _Number(float):
    """A number that a sentence prints in its short form unless it asks for another."""

    def __format__(self, spec: str) -> str:
        return float(self).__format__(spec or "g")


def _value(value: Value, lang: str) -> object:
    if isinstance(value, Said):
        return sentence(value, lang)
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(str(_value(one, lang)) for one in value)
    if isinstance(value, bool | str):
        return value
    return Count(value) if isinstance(value, int) else _Number(value)
