"""A question while it is written: read and linted by a process of its own, its variants, its text
kept through a kill.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from quizbank.app.bank import Bank
from quizbank.app.places import own_pack
from quizbank.app.worker import GradingWorker
from quizbank.authoring.templates import template
from quizbank.domain.question import Question
from quizbank.store.questions import get_question, question_of
from quizbank.store.settings import load_value, save_value

MODULE = "quizbank.authoring.worker"
VARIANTS = 10
# proving a code question runs its reference and every mutant
_LINT_SECONDS, _CODE_SECONDS = 30.0, 240.0
_DRAFTS = "author:drafts"
_MOST_DRAFTS = 20


@dataclass(frozen=True, slots=True)
class Writing:
    """What to open the author's screen on: the question `id`, or a new one of `kind` under `topic`,
    called `id` where that is set.
    """

    id: str = ""
    kind: str | None = None
    topic: str = "my-notes"


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault of the text being written, with its 1-based line."""

    line: int
    error: bool
    zh: str
    en: str

    def message(self, lang: str) -> str:
        """The sentence in `lang`."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text is so far: the question, or None where it is none yet, and its faults."""

    question: Question | None
    remarks: tuple[Remark, ...]

    @property
    def clean(self) -> bool:
        """Whether the text is a question without an error."""
        return self.question is not None and not any(remark.error for remark in self.remarks)


def place_of(bank: Bank, editing: str | None) -> str:
    """The file that a text belongs to: that of the question `editing`, else one in the learner's
    own folder. Its pictures lie beside it.
    """
    known = get_question(bank.database, editing) if editing else None
    return (
        known.path
        if known is not None and known.path
        else str(own_pack(bank.database.path) / "new.md")
    )


def read_draft(worker: GradingWorker, text: str, place: str) -> Draft:
    """Read a text that belongs to the file `place`, without proving anything. Raises
    `WorkerError`.
    """
    found = worker.call("read", timeout=_LINT_SECONDS, text=text, place=place)
    question = None if found["question"] is None else question_of(found["question"])
    return Draft(question, _remarks(found["faults"]))


def lint_draft(worker: GradingWorker, text: str, code: bool, place: str) -> tuple[Remark, ...]:
    """Everything that lint has against a text of the file `place`; with `code`, submissions are
    run. Raises `WorkerError`.
    """
    return _remarks(
        worker.call(
            "lint",
            timeout=_CODE_SECONDS if code else _LINT_SECONDS,
            text=text,
            code=code,
            place=place,
        )
    )


def _remarks(faults: list[list[Any]]) -> tuple[Remark, ...]:
    found = (Remark(int(line), severity == "error", zh, en) for line, severity, _, zh, en in faults)
    return tuple(sorted(found, key=lambda remark: (not remark.error, remark.line)))


def variants(
    worker: GradingWorker, question: Question, lang: str
) -> list[tuple[dict[str, Any], list[str]]]:
    """Ten variants as a learner would meet them, (`graders.api.present`, the worked answer); empty
    where every one is the same.
    """
    if question.kind not in ("numeric", "choice"):
        return []
    made = []
    for seed in range(1, VARIANTS + 1):
        made.append((worker.present(question, seed, lang), worker.solution(question, seed, lang)))
    return made


def new_text(kind: str, topic: str, now: dt.datetime, id: str = "") -> str:
    """A filled template to start from; its id is dated where none is given."""
    return template(kind, topic, id or f"{kind}-{now:%Y%m%d-%H%M%S}")


def drafts(bank: Bank) -> dict[str, str]:
    """Texts that were written but not saved, the newest last: by the id of the question that is
    edited, new:KIND for a new one.
    """
    return dict(load_value(bank.database, _DRAFTS) or {})


def keep_draft(bank: Bank, key: str, text: str | None) -> None:
    """Keep a text through a kill; None drops it."""
    kept = drafts(bank)
    kept.pop(key, None)
    if text is not None:
        kept[key] = text
    save_value(bank.database, _DRAFTS, dict(list(kept.items())[-_MOST_DRAFTS:]))
