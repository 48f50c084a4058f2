"""A filled question of each kind to start from; each passes lint as it stands."""

from __future__ import annotations

import re

from graders import kinds
from quizbank.domain.question import LANGS, Lang


def template(kind: str, topic: str, id: str, only: Lang | None = None) -> str:
    """The text of a new question file, in both languages or in one `only`."""
    text = kinds.template(kind).replace("{id}", id).replace("{topic}", topic)
    for lang in LANGS:
        if only is not None and lang != only:
            text = _without(text, lang)
    return text


def _without(text: str, lang: Lang) -> str:
    """A template's text without the sections, keys and lines of a language."""
    text = re.sub(rf"^## (?:\w+ )?{lang}\n(?:(?!## ).*\n?)*", "", text, flags=re.MULTILINE)
    text = re.sub(rf"^{lang} ?[=:].*\n", "", text, flags=re.MULTILINE)
    return text.rstrip("\n") + "\n"
