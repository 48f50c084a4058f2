"""What the app asks of the graders: present a question, grade an answer, preview a formula, tell
the solution.

Everything in and out is JSON, so that a call means the same in this process and across the worker's
pipe.
Each grader is imported when its kind is first asked for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graders.verdict import Diagnosis, SpecError, Verdict

Presenter = Callable[[Mapping[str, Any], str, int | None, str], dict[str, Any]]


def grade(
    kind: str,
    spec: Mapping[str, Any],
    answer: str,
    seed: int | None = None,
    *,
    ticks: Sequence[str] | None = None,
    options: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] | None = None,
    cancel: threading.Event | None = None,
) -> Verdict:
    """Grade one answer; `ticks` are a learner's own ticks of a concept question's points.

    While code runs, `progress` hears a line a second; setting `cancel` ends it, and the verdict is
    ``undecided``.

    A grader that meets what it cannot decide says ``undecided``; nothing that it raises becomes a
    mark.
    """
    started = time.perf_counter()
    try:
        if kind == "code":
            verdict = _grade_code(spec, answer, seed, dict(options or {}), progress, cancel)
        else:
            verdict = _grade(kind, spec, answer, seed, ticks)
    except SpecError as error:
        message = f"{error.where}: {error.message}" if error.where else error.message
        fault = Diagnosis(
            "question-fault",
            f"这道题本身有问题: {message}",
            f"This question itself has a fault: {message}",
        )
        verdict = Verdict("undecided", 0.0, diagnoses=(fault,))
    return verdict.timed(started)


def _grade_code(
    spec: Mapping[str, Any],
    answer: str,
    seed: int | None,
    options: dict[str, Any],
    progress: Callable[[str], None] | None,
    cancel: threading.Event | None,
) -> Verdict:
    from graders.code.grade import shared_grader

    return shared_grader(bool(options.get("allow_unsandboxed"))).grade(
        spec,
        answer,
        seed,
        device=str(options.get("device", "auto")),
        progress=progress,
        cancel=cancel,
    )


def _grade(
    kind: str, spec: Mapping[str, Any], answer: str, seed: int | None, ticks: Sequence[str] | None
) -> Verdict:
    if kind == "choice":
        from graders.choice.grade import grade as grade_choice

        return grade_choice(spec, answer, seed)
    if kind == "concept":
        from graders.concept.grade import grade as grade_concept

        return grade_concept(spec, answer, seed, ticks=ticks)
    if kind == "symbolic":
        from graders.symbolic.grade import grade as grade_symbolic

        return grade_symbolic(spec, answer, seed)
    if kind == "numeric":
        from graders.numeric.grade import grade as grade_numeric

        return grade_numeric(spec, answer, seed)
    raise SpecError(f"unknown kind {kind!r}", "kind")


def present(
    kind: str, spec: Mapping[str, Any], prompt: str, seed: int | None, lang: str
) -> dict[str, Any]:
    """One instance as a learner sees it, without the answer: ``prompt`` and what the kind adds."""
    return _PRESENTERS[kind](spec, prompt, seed, lang)


def _present_choice(
    spec: Mapping[str, Any], prompt: str, seed: int | None, lang: str
) -> dict[str, Any]:
    from graders.choice.shown import shown

    choices = [
        {"letter": letter, "text": _in(choice, lang)} for letter, choice in shown(spec, seed)
    ]
    return {"prompt": prompt, "choices": choices, "multiple": bool(spec.get("multiple"))}


def _present_numeric(
    spec: Mapping[str, Any], prompt: str, seed: int | None, lang: str
) -> dict[str, Any]:
    from graders.numeric.instance import draw, named, render

    instance = draw(spec, seed)
    steps = [
        {
            "id": s["id"],
            "label": _in(s, lang),
            "marks": s.get("marks", 1),
            "shape": list(_shape(instance.truth.get(s["id"]))),
        }
        for s in spec["steps"]
    ]
    return {"prompt": render(prompt, instance), "values": named(prompt, instance), "steps": steps}


def _present_symbolic(
    spec: Mapping[str, Any], prompt: str, seed: int | None, lang: str
) -> dict[str, Any]:
    symbols = {name: d if isinstance(d, str) else d["is"] for name, d in spec["symbols"].items()}
    return {"prompt": prompt, "symbols": symbols}


def _present_code(
    spec: Mapping[str, Any], prompt: str, seed: int | None, lang: str
) -> dict[str, Any]:
    return {
        "prompt": prompt,
        "entry": spec["entry"],
        "starter": spec.get("starter", ""),
        "gradients": list(spec.get("gradients", ())),
        "forbidden": list(spec.get("forbidden", ())),
    }


def _present_concept(
    spec: Mapping[str, Any], prompt: str, seed: int | None, lang: str
) -> dict[str, Any]:
    return {"prompt": prompt}


_PRESENTERS: dict[str, Presenter] = {
    "choice": _present_choice,
    "concept": _present_concept,
    "symbolic": _present_symbolic,
    "numeric": _present_numeric,
    "code": _present_code,
}


def solution(kind: str, spec: Mapping[str, Any], seed: int | None, lang: str) -> list[str]:
    """The worked answer in lines: letters, points, the formula, the steps in this variant's
    numbers, the reference.
    """
    if kind == "choice":
        from graders.choice.shown import shown

        return [
            f"{letter}. {_in(choice, lang)}"
            for letter, choice in shown(spec, seed)
            if choice["right"]
        ]
    if kind == "concept":
        return [f"- {_in(point, lang)}" for point in spec["rubric"]]
    if kind == "symbolic":
        from graders.expression.pretty import pretty
        from graders.expression.reader import read
        from graders.expression.symbols import declare_all

        return pretty(read(spec["answer"], declare_all(spec["symbols"])))
    if kind == "numeric":
        from graders.numeric.solution import solution as numeric_solution

        return numeric_solution(spec, seed, lang)
    return str(spec["reference"]).splitlines()


def preview(symbols: Mapping[str, Any], text: str, ascii_only: bool = False) -> dict[str, Any]:
    """How a formula is read while it is typed; see `graders.expression.preview`. Never raises."""
    from graders.expression.preview import preview as preview_formula

    return preview_formula(text, symbols, ascii_only=ascii_only)


def _in(texts: Mapping[str, Any], lang: str) -> str:
    other = "en" if lang == "zh" else "zh"
    return str(texts.get(lang) or texts.get(other) or "")


def _shape(value: Any) -> tuple[int, ...]:
    return tuple(getattr(value, "shape", ()))
