"""``pack.toml``: what a pack calls itself, and its topics."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graders.said import said
from quizbank.authoring.faults import Fault, Unusable
from quizbank.authoring.reading import read_bounded
from quizbank.authoring.tidy import tidy
from quizbank.domain.clean import clean
from quizbank.domain.question import LANGS, Topic
from quizbank.domain.toml import MAX_BYTES, loads

PACK_FILE = "pack.toml"
# lower-case letters, digits and hyphens
ID = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")
# letters of any language: nothing in a topic's id can be markup, a path or an escape sequence
TOPIC_ID = re.compile(r"[^\W_][\w.-]{0,79}")
_MAX_TOPICS = 500
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack's own words about itself, and its topics in order; every text is clean and on one
    line.
    """

    name: str = ""
    version: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()


def read_pack(path: Path) -> tuple[Pack, list[Fault]]:
    """The pack of a ``pack.toml``; what cannot be used of it is left out and told as a fault."""
    try:
        text = read_bounded(path, MAX_BYTES).decode("utf-8")
        data = tidy(loads(clean(text)))
    except Unusable as refused:
        return Pack(), [Fault(str(path), refused.line, said("authoring.pack", why=refused.said))]
    except (OSError, UnicodeDecodeError):
        return Pack(), [Fault(str(path), 1, said("authoring.pack:unread"))]
    faults: list[Fault] = []
    raw = data.get("topics", [])
    topics = [
        topic
        for table in (raw[:_MAX_TOPICS] if isinstance(raw, list) else [])
        if (topic := _topic(table, path, faults))
    ]
    languages = data.get("languages", [])
    return Pack(
        _words(data.get("name")),
        _words(data.get("version")),
        _words(data.get("licence")),
        tuple(lang for lang in LANGS if isinstance(languages, list) and lang in languages),
        tuple(topics),
    ), faults


def _topic(table: Any, path: Path, faults: list[Fault]) -> Topic | None:
    id = table.get("id") if isinstance(table, dict) else None
    if not isinstance(id, str) or not TOPIC_ID.fullmatch(id):
        faults.append(Fault(str(path), 1, said("authoring.topic:pack")))
        return None
    title, before = table.get("title"), table.get("prerequisites")
    titles = (
        {lang: _words(title.get(lang)) for lang in LANGS}
        if isinstance(title, dict)
        else dict.fromkeys(LANGS, _words(title))
    )
    needs = (
        [one for one in before if isinstance(one, str) and TOPIC_ID.fullmatch(one)]
        if isinstance(before, list)
        else []
    )
    return Topic(id, titles["zh"], titles["en"], tuple(dict.fromkeys(needs)))


def _words(value: Any) -> str:
    return " ".join(str(value).split())[:_LONGEST] if isinstance(value, str | int | float) else ""


def pack_text(pack: Pack) -> str:
    """The text of a ``pack.toml`` that `read_pack` reads back."""
    lines = [
        f"{key} = {_toml(value)}"
        for key, value in (
            ("name", pack.name),
            ("version", pack.version),
            ("licence", pack.licence),
            ("languages", list(pack.languages)),
        )
    ]
    return "\n".join(lines) + "\n" + topics_text(pack.topics)


def topics_text(topics: Iterable[Topic]) -> str:
    """The ``[[topics]]`` tables of topics, to follow whatever a ``pack.toml`` says already."""
    return "".join(
        f"\n[[topics]]\nid = {_toml(t.id)}\ntitle = {{ zh = {_toml(t.zh)}, en = {_toml(t.en)} }}\n"
        f"prerequisites = {_toml(list(t.prerequisites))}\n"
        for t in topics
    )


def _toml(value: str | Sequence[str]) -> str:
    # a clean text and a list of them are written in JSON as in TOML
    return json.dumps(value, ensure_ascii=False)
