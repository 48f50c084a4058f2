"""Commands that grade: one answer, a file of answers, or a file again on every save."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from quizbank.cli.context import Context, print_json
from quizbank.cli.running import running
from quizbank.domain.errors import QuizbankError
from quizbank.domain.review import Rating

if TYPE_CHECKING:
    from quizbank.app.answers import Evidence, Verdict
    from quizbank.app.bank import Bank
    from quizbank.app.batch import Batch
    from quizbank.app.grading import Ask

MAX_BYTES = 1_000_000


def _grade(bank: Bank, ask: Ask) -> Verdict[Evidence]:
    """The verdict. On a terminal a run of over a second tells of itself, and ctrl+c ends it."""
    from quizbank.app.grading import grade

    with running() as (progress, cancel):
        return grade(bank, ask, progress, cancel)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options of one call."""

    id: str | None
    dash: str | None
    answer: str | None
    file: Path | None
    batch: Path | None
    out: Path | None
    resume: bool
    jobs: int
    engine: str
    seed: int | None
    probes: tuple[str, ...]
    trial: bool
    as_json: bool
    recorded: bool
    rating: str | None
    seconds: float | None


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
    help="A JSON lines file: id, question, answer or file, seed, lang, probes.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Append the batch's results to this file."
)
@click.option("--resume", is_flag=True, help="Leave out what --out holds already.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Processes for a batch.")
@click.option("--engine", type=click.Choice(["local"]), default="local", help="What runs a batch.")
@click.option("--seed", type=int, help="The variant; without it the question's own example.")
@click.option(
    "--probe",
    "probes",
    multiple=True,
    metavar="ID=ANSWER",
    help="The answer to what is asked back about a point; repeat it.",
)
@click.option("--try", "trial", is_flag=True, help="Run code on the samples; nothing is marked.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--record", "recorded", is_flag=True, help="Record the answer as a review.")
@click.option(
    "--rating",
    type=click.Choice([rating.word for rating in Rating]),
    help="Record it under this rating instead of the suggested one.",
)
@click.option(
    "--seconds", type=click.FloatRange(0, 86_400), help="How long the answer took, to be recorded."
)
@click.pass_obj
def grade_command(context: Context, /, **options: Any) -> int:
    """Grade one answer (--answer, --file, or - for standard input), or a file of them with
    --batch.
    """
    asked = _Asked(**options)
    if asked.batch is not None:
        return _grade_batch(context, asked, asked.batch)
    given = [asked.answer, asked.file, asked.dash]
    if asked.id is None or sum(one is not None for one in given) != 1:
        raise QuizbankError("cli.give-answer")
    return _grade_one(context, asked.id, _answer_of(asked), asked)


def _answer_of(asked: _Asked) -> str:
    if asked.answer is not None:
        return asked.answer
    return _read_stdin() if asked.file is None else read_answer(asked.file)


def _grade_one(context: Context, id: str, answer: str, asked: _Asked) -> int:
    from quizbank.app.grading import Ask, record, suggested
    from quizbank.words.verdict import verdict_json

    rating = Rating[asked.rating.upper()] if asked.rating else None
    with context.bank() as bank:
        question = bank.question(id)
        ask = Ask(
            question,
            answer,
            bank.lang,
            asked.seed,
            probes=_probes(asked.probes),
            trial=asked.trial,
        )
        verdict = _grade(bank, ask)
        if asked.recorded and not ask.trial:
            record(bank, ask, verdict, rating, asked.seconds)
        if asked.as_json:
            suggestion = suggested(bank, ask, verdict).rating
            word = suggestion.word if suggestion else None
            print_json(
                verdict_json(verdict, bank.lang, question=question.id, seed=ask.seed, rating=word)
            )
        else:
            print_verdict(verdict, bank.lang)
    return exit_code(verdict.outcome)


def _probes(given: tuple[str, ...]) -> dict[str, str]:
    answers = {}
    for one in given:
        point, equals, answer = one.partition("=")
        if not equals or not point.strip():
            raise QuizbankError("cli.no-point", one=one)
        answers[point.strip()] = answer.strip()
    return answers


def exit_code(outcome: str) -> int:
    """0 right, 1 graded and not right, 2 unreadable, 3 cannot be done here."""
    return {"correct": 0, "invalid": 2, "unavailable": 3}.get(outcome, 1)


def _read_stdin() -> str:
    return sys.stdin.buffer.read(MAX_BYTES + 1).decode("utf-8", "replace")[:MAX_BYTES]


def read_answer(path: Path) -> str:
    """The text of an answer's file; raises `QuizbankError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            # a device never ends
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise QuizbankError("cli.unreadable", path=path, strerror=error.strerror) from None
    if len(raw) > MAX_BYTES:
        raise QuizbankError("cli.large", path=path)
    return raw.decode("utf-8", "replace")


def print_verdict(verdict: Verdict[Evidence], lang: str) -> None:
    """A verdict for a person: the outcome with its score, each slip, each part."""
    from quizbank.words.lines import plain, verdict_lines

    click.echo(f"{verdict.score:.0%}  " + plain(verdict_lines(verdict, lang)))


def _grade_batch(context: Context, asked: _Asked, batch_file: Path) -> int:
    from quizbank.app.batch import Batch, done_ids

    out = asked.out
    if asked.resume and out is None:
        raise QuizbankError("cli.resume")
    done = done_ids(out) if out is not None and asked.resume else set()
    with context.bank() as bank:
        batch = Batch(bank, read_answer, asked.jobs, asked.recorded)
        with _lines_of(batch_file) as lines, _results_to(out) as results, _ending(batch):
            waiting = [(n, line) for n, line in lines if not _is_done(line, done)]
            with click.progressbar(
                length=len(waiting), file=sys.stderr, hidden=not sys.stderr.isatty()
            ) as bar:
                for shown in batch.results(waiting):
                    print_json(shown, results)
                    bar.update(1)
        click.echo(_counted(batch, len(done)), err=True)
    if batch.counts.total() < len(waiting):
        return 130
    return 0 if set(batch.counts) <= {"correct"} else 1


def _is_done(line: str, done: set[str]) -> bool:
    if not done:
        return False
    try:
        return json.dumps(json.loads(line)["id"]) in done
    except (ValueError, KeyError, TypeError):
        return False


def _counted(batch: Batch, skipped: int) -> str:
    """The last line of a batch: how many of each outcome."""
    counts = ", ".join(f"{outcome} {count}" for outcome, count in sorted(batch.counts.items()))
    return (counts or "0") + (f"; resumed {skipped}" if skipped else "")


@contextmanager
def _lines_of(path: Path) -> Iterator[Iterator[tuple[int, str]]]:
    """The numbered lines of a batch file that are not blank; a byte order mark is no part of it."""
    try:
        source = sys.stdin.buffer if str(path) == "-" else path.open("rb")
    except OSError as error:
        raise QuizbankError("cli.unreadable", path=path, strerror=error.strerror) from None
    with source as stream:
        texts = (raw.decode("utf-8-sig", "replace") for raw in stream)
        yield ((number, line) for number, line in enumerate(texts, 1) if line.strip())


def _results_to(out: Path | None) -> Any:
    if out is None:
        return nullcontext(None)
    try:
        return out.open("a", encoding="utf-8")
    except OSError as error:
        raise QuizbankError("cli.unwritable", out=out, strerror=error.strerror) from None


@contextmanager
def _ending(batch: Batch) -> Iterator[None]:
    """Within, ctrl+c and a polite kill end the batch after the line that is being written."""
    usual: dict[int, Any] = {}

    def end(number: int, frame: FrameType | None) -> None:
        batch.stop()

    for told in (signal.SIGINT, signal.SIGTERM):
        usual[told] = signal.signal(told, end)
    try:
        yield
    finally:
        for ended, before in usual.items():
            signal.signal(ended, before)


@click.command("watch")
@click.argument("id")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def watch_command(context: Context, id: str, file: Path) -> None:
    """Regrade a code answer on every save; stop with ctrl+c."""
    from quizbank.app.grading import Ask

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
                print_verdict(_grade(bank, Ask(question, read_answer(file), bank.lang)), bank.lang)
            time.sleep(0.2)
