"""What the app asks of the graders, whatever the kind: present a question, grade an answer, preview
a formula, tell the solution.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from graders.kind import Attempt
from graders.kinds import kind_of
from graders.preview import Reading
from graders.said import said
from graders.verdict import Diagnosis, Evidence, Shown, SpecError, Verdict, undecided


def grade(kind: str, spec: object, attempt: Attempt) -> Verdict[Evidence]:
    """Grade one answer to a question of `kind`, whose data is `spec` (the kind's own dataclass).

    A grader that meets what it cannot decide says ``undecided``; nothing that it raises becomes a
    mark.
    """
    started = time.perf_counter()
    hooks = kind_of(kind)
    verdict: Verdict[Evidence]
    try:
        verdict = hooks.grade(spec, attempt)
    except SpecError as error:
        fault = said("question.fault", where=error.where, why=error.why)
        verdict = undecided(hooks.evidence(), [Diagnosis("question-fault", fault)])
    return verdict.timed(started)


def present(kind: str, spec: object, prompt: str, seed: int | None, lang: str) -> Shown:
    """One instance as a learner sees it, without the answer. Raises `SpecError`."""
    shown: Shown = kind_of(kind).present(spec, prompt, seed, lang)
    return shown


def solution(kind: str, spec: object, seed: int | None, lang: str) -> Sequence[str]:
    """The worked answer in lines: letters, points, the formula, the steps in this variant's
    numbers, the reference.
    """
    lines: Sequence[str] = kind_of(kind).solution(spec, seed, lang)
    return lines


def preview(kind: str, spec: object, text: str, ascii_only: bool = False) -> Reading:
    """How an answer is read while it is typed. Never raises."""
    return kind_of(kind).preview(spec, text, ascii_only)


def verdict_type(kind: str) -> Any:
    """The type that a verdict of `kind` decodes to."""
    return Verdict[kind_of(kind).evidence]  # type: ignore[misc]
