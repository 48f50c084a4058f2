"""The authoring worker: reads and lints the text of a question outside the app, so that a slow or
fatal one is only killed.

Its side of the pipe is that of the grading worker.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from graders.codec import from_json, to_plain
from graders.faults import Fault
from graders.pipe import serve_standard_streams
from quizbank.domain.json import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A text of the file `place`, from which its pictures are looked for: to be read, or to be
    linted too; with `code`, submissions are run.
    """

    op: Literal["read", "lint"]
    text: str
    place: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The question as plain values, or None, and the faults."""

    question: Json | None
    faults: tuple[Fault, ...]


def read(text: str, place: str) -> Reply:
    """The question of a text, and the faults of reading it."""
    from quizbank.authoring.files import parse

    result = parse(text, place, "own")
    question = result.question
    plain = None if question is None else {**asdict(question), "spec": to_plain(question.spec)}
    return Reply(plain, result.faults)


def lint(text: str, code: bool, place: str) -> Reply:
    """The faults that lint finds in a text."""
    from quizbank.authoring.files import load_file
    from quizbank.authoring.lint import lint_loaded

    with tempfile.TemporaryDirectory(prefix="quizbank-") as folder:
        path = Path(folder) / "question.md"
        path.write_text(text, encoding="utf-8", errors="replace")
        return Reply(None, tuple(lint_loaded(load_file(path), code=code, place=Path(place))))


def handle(line: bytes, progress: Callable[[str], None], cancel: threading.Event) -> Reply:
    """Answer one request."""
    request = from_json(line, Request)
    if request.op == "read":
        return read(request.text, request.place)
    return lint(request.text, request.code, request.place)


def main() -> None:
    """Serve until the input closes, then let what runs code go."""
    serve_standard_streams(handle)
    if "graders.code.grade" in sys.modules:
        sys.modules["graders.code.grade"].close_shared()


if __name__ == "__main__":
    main()
