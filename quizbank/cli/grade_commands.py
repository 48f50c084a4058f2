"""Commands that grade: one answer, a file of answers, or a file again on every save."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any, TextIO

import click

from graders.verdict import Verdict
from quizbank.app.bank import Answered, Bank
from quizbank.cli.context import Context, print_json
from quizbank.cli.running import running
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import Question

MAX_BYTES = 1_000_000


def grade_one(
    bank: Bank, question: Question, answer: str, seed: int | None, lang: str
) -> tuple[Verdict, dict[str, Any]]:
    """The verdict, and the contract's object of it. On a terminal a run of over a second tells of
    itself, and ctrl+c ends it.
    """
    from graders import api

    with running() as (progress, cancel):
        verdict = api.grade(
            question.kind,
            question.spec,
            answer,
            seed,
            progress=progress,
            cancel=cancel,
            options=bank.grading_options,
        )
    suggestion = bank.suggestion(
        Answered(question, seed, lang, answer, verdict.to_record(), timed=False)
    )
    rating = suggestion.rating.word if suggestion.rating else None
    shown = verdict.to_json(lang)
    elapsed = shown.pop("elapsed_ms")
    return verdict, {
        "question": question.id,
        "seed": seed,
        **shown,
        "suggested_rating": rating,
        "elapsed_ms": elapsed,
    }


@click.command("grade")
@click.argument("id", required=False)
@click.argument("dash", required=False, metavar="[-]")
@click.option("--answer", help="The answer itself.")
@click.option(
    "--file", "file", type=click.Path(path_type=Path), help="A file that holds the answer."
)
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    help="A JSON lines file: id, question, answer or file, seed, lang.",
)
@click.option("--seed", type=int, help="The variant; without it the question's own example.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--record", is_flag=True, help="Record the answer as a review, at the suggested rating."
)
@click.pass_obj
def grade_command(
    context: Context,
    id: str | None,
    dash: str | None,
    answer: str | None,
    file: Path | None,
    batch: Path | None,
    seed: int | None,
    as_json: bool,
    record: bool,
) -> int:
    """Grade one answer (--answer, --file, or - for standard input), or a file of them with
    --batch.
    """
    if batch is not None:
        return _grade_batch(context, batch)
    if id is None or sum(x is not None for x in (answer, file, dash)) != 1:
        raise QuizbankError(
            "Give a question and one of --answer TEXT, --file PATH or -.",
            "请给出题目 id，以及 --answer、--file 或 - 之一。",
        )
    text = (
        answer if answer is not None else _read_stdin() if dash is not None else read_answer(file)
    )
    with context.bank() as bank:
        question = bank.question(id)
        verdict, shown = grade_one(bank, question, text, seed, bank.lang)
        if record and verdict.outcome != "invalid":
            answered = Answered(
                question, seed, bank.lang, text, verdict.to_record(), timed=False, mode="cli"
            )
            bank.record(answered, bank.suggestion(answered).rating)
        if as_json:
            print_json(shown)
        else:
            print_verdict(shown, bank.lang)
    return exit_code(verdict.outcome)


def exit_code(outcome: str) -> int:
    """0 right, 1 graded and not right, 2 unreadable, 3 cannot be done here."""
    return {"correct": 0, "invalid": 2, "unavailable": 3}.get(outcome, 1)


def _read_stdin() -> str:
    return sys.stdin.buffer.read(MAX_BYTES + 1).decode("utf-8", "replace")[:MAX_BYTES]


def read_answer(path: Path | None) -> str:
    """The text of an answer's file; raises `QuizbankError` where it cannot be read."""
    assert path is not None
    try:
        with path.open("rb") as file:
            # a device never ends
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise QuizbankError(
            f"{path} cannot be read: {error.strerror}.", f"{path} 读不了：{error.strerror}。"
        ) from None
    if len(raw) > MAX_BYTES:
        raise QuizbankError(
            f"{path} is too large: an answer has at most 1 MB.", f"{path} 太大：答案最多 1 MB。"
        )
    return raw.decode("utf-8", "replace")


def print_verdict(shown: dict[str, Any], lang: str) -> None:
    """A verdict for a person: the outcome, each part, each diagnosis."""
    words = {
        "correct": ("答对了。", "Right."),
        "partial": ("部分正确。", "Partly right."),
        "wrong": ("还没有答对。", "Not yet."),
        "invalid": ("答案读不懂。", "The answer cannot be read."),
        "undecided": ("没能判定。", "Undecided."),
        "unavailable": ("现在判不了。", "Cannot be graded here."),
    }
    zh, en = words[shown["outcome"]]
    click.echo(f"{zh if lang == 'zh' else en}  {shown['score']:.0%}")
    for part in shown["parts"]:
        got, expected = part["got"], part["expected"]
        detail = f"  {got}" + (
            f" (expected {expected})" if expected and part["outcome"] == "wrong" else ""
        )
        click.echo(
            f"  {part['id']:<10} {part['outcome']:<9} "
            f"{part['marks']:g}/{part['max_marks']:g}{detail}"
        )
    # one slip made at several steps is said once
    for message in dict.fromkeys(diagnosis["message"] for diagnosis in shown["diagnoses"]):
        click.echo(f"  - {message}")


def _grade_batch(context: Context, path: Path) -> int:
    try:
        stream: TextIO = sys.stdin if str(path) == "-" else path.open(encoding="utf-8")
    except OSError as error:
        raise QuizbankError(
            f"{path} cannot be read: {error.strerror}.", f"{path} 读不了：{error.strerror}。"
        ) from None
    worst = 0
    with context.bank() as bank, stream:
        lines = [line for line in stream if line.strip()]
        bar = click.progressbar(lines, file=sys.stderr, hidden=not sys.stderr.isatty())
        with bar as progress:
            for number, line in enumerate(progress, 1):
                shown = _batch_line(bank, line, number)
                worst = max(worst, 0 if shown["outcome"] == "correct" else 1)
                print_json(shown)
    return worst


def _batch_line(bank: Bank, line: str, number: int) -> dict[str, Any]:
    id: Any = None
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise QuizbankError("the line is no JSON object")
        id = row.get("id")
        question = bank.question(str(row.get("question", "")))
        text = (
            str(row["answer"]) if "answer" in row else read_answer(Path(str(row.get("file", ""))))
        )
        seed = row.get("seed")
        lang = str(row.get("lang") or bank.lang)
        _, shown = grade_one(bank, question, text, None if seed is None else int(seed), lang)
        return {"id": id, **shown}
    except (ValueError, TypeError, QuizbankError) as error:
        message = f"line {number}: {error}"
        return {
            "id": id,
            "question": None,
            "seed": None,
            "outcome": "invalid",
            "score": 0.0,
            "max_marks": 0.0,
            "diagnoses": [{"code": "bad-line", "message": message}],
            "parts": [],
            "evidence": {},
            "suggested_rating": None,
            "elapsed_ms": 0.0,
        }


@click.command("watch")
@click.argument("id")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def watch_command(context: Context, id: str, file: Path) -> None:
    """Regrade a code answer on every save; stop with ctrl+c."""
    with context.bank() as bank:
        question = bank.question(id)
        last = 0
        while True:
            try:
                stamp = file.stat().st_mtime_ns
            except OSError:
                stamp = 0
            if stamp and stamp != last:
                last = stamp
                _, shown = grade_one(bank, question, read_answer(file), None, bank.lang)
                print_verdict(shown, bank.lang)
            time.sleep(0.2)
