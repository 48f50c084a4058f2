"""A question as the bank holds it, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Lang = Literal["zh", "en"]
Role = Literal["nlp", "cv", "speech", "recommendation", "general", "llm", "research", "infra"]
LANGS: tuple[Lang, ...] = get_args(Lang)
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a pack; `id` is the folder-like name (``backprop``), prerequisites are ids of
    topics.
    """

    id: str
    zh: str
    en: str
    prerequisites: tuple[str, ...] = ()

    def title(self, lang: str) -> str:
        """The title in `lang`, in the other language where one is missing, or the id."""
        return ((self.zh or self.en) if lang == "zh" else (self.en or self.zh)) or self.id


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `id` is permanent, `version` is the hash of its content: editing keeps the
    history.

    `kind` is a name of `graders.kinds` and `spec` that kind's own dataclass, which only the kind
    looks into; `minutes` is the expected time; `prompt`, `hints` and `explanation` are keyed by
    language. `asked` is how often interviewers ask it, 0 (never) to 5, None where nobody said;
    without `mock` it is not for mock interviews. `origin` names the pack it came from.
    """

    id: str
    kind: str
    topic: str
    difficulty: int
    minutes: float
    prompt: Mapping[str, str]
    spec: object
    version: str
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    explanation: Mapping[str, str] = field(default_factory=dict)
    guide: tuple[str, ...] = ()
    errata: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    asked: int | None = None
    mock: bool = True
    origin: str = "bundled"
    path: str = ""

    def prompt_in(self, lang: str) -> str:
        """The prompt in `lang`, or in the language there is."""
        return in_language(self.prompt, lang)

    def explanation_in(self, lang: str) -> str:
        """The explanation in `lang`, or in the language there is; empty where there is none."""
        return in_language(self.explanation, lang)

    def hints_in(self, lang: str) -> tuple[str, ...]:
        """The hints in order, in `lang` or in the language there is."""
        return self.hints.get(lang) or next((h for h in self.hints.values() if h), ())


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text in `lang`, else any that is there, else an empty string."""
    return texts.get(lang) or next((text for text in texts.values() if text), "")
