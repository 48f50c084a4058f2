"""The warm grading worker, a process of its own: it holds nothing but caches.

Its protocol is in `graders.requests`, its side of the pipe in `graders.pipe`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import assert_never

import msgspec

from graders import api
from graders.codec import from_json
from graders.kind import Attempt
from graders.kinds import kind_of
from graders.pipe import serve_standard_streams
from graders.requests import (
    REQUESTS,
    Grade,
    Ping,
    Present,
    Preview,
    Question,
    Request,
    Solve,
    Warm,
)


class _Op(msgspec.Struct):
    """The word of a request by which the rest is read."""

    op: str


def handle(line: bytes, progress: Callable[[str], None], cancel: threading.Event) -> object:
    """Answer one request: what it gives is encoded as the reply."""
    request: Request = from_json(line, REQUESTS[from_json(line, _Op).op])
    match request:
        case Grade():
            question = request.question
            return api.grade(question.kind, _spec(question), _attempt(request, progress, cancel))
        case Present():
            question = request.question
            spec = _spec(question)
            return api.present(question.kind, spec, request.prompt, request.seed, request.lang)
        case Solve():
            question = request.question
            return api.solution(question.kind, _spec(question), request.seed, request.lang)
        case Preview():
            question = request.question
            return api.preview(question.kind, _spec(question), request.text, request.ascii_only)
        case Warm():
            for kind in request.kinds:
                kind_of(kind).warm()
            return True
        case Ping():
            return "pong"
        case _:
            assert_never(request)


def _spec(question: Question) -> object:
    spec: object = from_json(bytes(question.spec), kind_of(question.kind).spec)
    return spec


def _attempt(request: Grade, progress: Callable[[str], None], cancel: threading.Event) -> Attempt:
    return Attempt(
        request.answer,
        request.seed,
        ticks=request.ticks,
        probes=request.probes,
        device=request.device,
        allow_unsandboxed=request.allow_unsandboxed,
        trial=request.trial,
        progress=progress,
        cancel=cancel,
    )


def main() -> None:
    """Serve until the input closes, then let what runs code go."""
    serve_standard_streams(handle)
    if "graders.code.grade" in sys.modules:
        sys.modules["graders.code.grade"].close_shared()


if __name__ == "__main__":
    main()
