"""A question while it is written: read and linted by a process of its own, its variants, its text
kept through a kill.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from graders.said import Said
from graders.verdict import Shown
from quizbank.app.bank import Bank
from quizbank.app.kinds import kind
from quizbank.app.places import own_pack
from quizbank.app.questions import get_question, typed
from quizbank.app.worker import GradingWorker, Worker
from quizbank.authoring.faults import Fault
from quizbank.authoring.templates import template
from quizbank.authoring.worker import Reply, Request
from quizbank.domain.question import Lang, Question
from quizbank.store.settings import load_value, save_value
from quizbank.words.catalogue import sentence

VARIANTS = 10
# proving a code question runs its reference and every mutant
_LINT_SECONDS, _CODE_SECONDS = 30.0, 240.0
_DRAFTS = "author:drafts"
_MOST_DRAFTS = 20


@dataclass(frozen=True, slots=True)
class Writing:
    """What to open the author's screen on: the question `id`, or a new one of `kind` under `topic`,
    called `id` where that is set, in both languages or in one `only`.
    """

    id: str = ""
    kind: str | None = None
    topic: str = "my-notes"
    only: Lang | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One fault of the text being written, with its 1-based line."""

    line: int
    error: bool
    said: Said

    def message(self, lang: str) -> str:
        """The sentence in `lang`."""
        return sentence(self.said, lang)


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


class AuthoringWorker(Worker):
    """The worker that reads and lints texts."""

    def __init__(self) -> None:
        super().__init__("quizbank.authoring.worker")

    def read(self, text: str, place: str) -> Draft:
        """Read a text that belongs to the file `place`, without proving anything. Raises
        `WorkerError`.
        """
        request = Request(op="read", text=text, place=place)
        reply = self.ask(request, Reply, timeout=_LINT_SECONDS)
        question = None if reply.question is None else typed(reply.question)
        return Draft(question, _remarks(reply.faults))

    def lint(self, text: str, code: bool, place: str) -> tuple[Remark, ...]:
        """Everything that lint has against a text of the file `place`; with `code`, submissions
        are run. Raises `WorkerError`.
        """
        request = Request(op="lint", text=text, place=place, code=code)
        seconds = _CODE_SECONDS if code else _LINT_SECONDS
        return _remarks(self.ask(request, Reply, timeout=seconds).faults)


def _remarks(faults: Iterable[Fault]) -> tuple[Remark, ...]:
    remarks = (Remark(fault.line, fault.severity == "error", fault.said) for fault in faults)
    return tuple(sorted(remarks, key=lambda remark: (not remark.error, remark.line)))


def variants(worker: GradingWorker, question: Question, lang: str) -> list[tuple[Shown, list[str]]]:
    """Ten variants as a learner would meet them, each with its worked answer; empty where every one
    is the same.
    """
    if not kind(question).varies or kind(question).runs_code:
        return []
    return [
        (worker.present(question, seed, lang), worker.solution(question, seed, lang))
        for seed in range(1, VARIANTS + 1)
    ]


def new_text(
    kind_name: str, topic: str, now: dt.datetime, id: str = "", only: Lang | None = None
) -> str:
    """A filled template to start from; its id is dated where none is given."""
    return template(kind_name, topic, id or f"{kind_name}-{now:%Y%m%d-%H%M%S}", only)


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
