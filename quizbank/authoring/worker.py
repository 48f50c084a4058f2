"""The authoring worker: reads and lints the text of a question outside the app, so that a slow or
fatal one is only killed.

Its side of the pipe is that of the grading worker.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graders.codec import from_json
from graders.faults import Fault
from graders.pipe import serve_standard_streams
from quizbank.domain.question import Question


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
    """The question, or None, and the faults. Through the pipe its data come as plain values."""

    question: Question | None
    faults: tuple[Fault, ...]


def read(request: Request) -> Reply:
    """The question of a text, and the faults of reading it."""
    from quizbank.authoring.files import parse

    result = parse(request.text, request.place, "own")
    return Reply(result.question, result.faults)


def lint(request: Request) -> Reply:
    """The faults that lint finds in a text."""
    from quizbank.authoring.files import parse
    from quizbank.authoring.lint import lint_question

    result = parse(request.text, request.place, "own")
    faults = lint_question(result, code=request.code, place=Path(request.place))
    return Reply(None, tuple(faults))


def handle(line: bytes, progress: Callable[[str], None], cancel: threading.Event) -> Reply:
    """Answer one request."""
    request = from_json(line, Request)
    return read(request) if request.op == "read" else lint(request)


def main() -> None:
    """Serve until the input closes, then let what runs code go."""
    serve_standard_streams(handle)
    if "graders.code.grade" in sys.modules:
        sys.modules["graders.code.grade"].close_shared()


if __name__ == "__main__":
    main()
