"""The warm grading worker: one JSON object a line in, one a line out, until its input closes.

Run as ``python -m graders.worker``. It can be killed at any instant: it holds nothing but caches.
Standard output
is the wire alone; whatever a library prints goes to standard error. While a code answer runs, lines
``{"progress": text}``
come before its reply, and a line ``{"op": "cancel"}`` ends it, as nobody should wait for a training
run that went wrong.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from graders import api


def handle(
    request: dict[str, Any],
    progress: Callable[[str], None] | None = None,
    cancel: threading.Event | None = None,
) -> Any:
    """Answer one request; `op` is one of grade, present, solution, preview, check, warm, ping."""
    op = request["op"]
    if op == "grade":
        return api.grade(
            request["kind"],
            request["spec"],
            request["answer"],
            request.get("seed"),
            ticks=request.get("ticks"),
            options=request.get("options"),
            progress=progress,
            cancel=cancel,
        ).to_record()
    if op == "present":
        return api.present(
            request["kind"],
            request["spec"],
            request["prompt"],
            request.get("seed"),
            request["lang"],
        )
    if op == "solution":
        return api.solution(request["kind"], request["spec"], request.get("seed"), request["lang"])
    if op == "preview":
        return api.preview(request["symbols"], request["text"], bool(request.get("ascii_only")))
    if op == "check":
        return _check(request)
    if op == "warm":
        return _warm(request["kinds"])
    return "pong"


def _check(request: dict[str, Any]) -> dict[str, Any]:
    from graders.symbolic.check import check

    result = check(
        request["reference"],
        request["answer"],
        request["symbols"],
        request.get("misconceptions", ()),
        prove=bool(request.get("prove")),
        id=request.get("id"),
    )
    return result.to_json(request.get("lang", "en"))


def _warm(kinds: list[str]) -> bool:
    """Import what the kinds need, so that the first answer does not wait for it."""
    if "symbolic" in kinds or "numeric" in kinds:
        import graders.numeric.grade
        import graders.symbolic.grade  # noqa: F401
    if "code" in kinds:
        from graders.code.grade import shared_grader

        shared_grader(False).warm()
    return True


class Inbox:
    """The requests of `source`, read ahead by a thread, so that a cancel reaches the request that
    is being answered.
    """

    def __init__(self, source: TextIO) -> None:
        self.cancel = threading.Event()
        self._source = source
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="quizbank-inbox", daemon=True).start()

    def _read(self) -> None:
        for line in self._source:
            if _is_cancel(line):
                self.cancel.set()
            else:
                # one request is answered at a time, so a cancel read before this one was meant for
                # another
                self.cancel.clear()
                self._lines.put(line)
        # nobody waits for an answer any more
        self.cancel.set()
        self._lines.put(None)

    def __iter__(self) -> Iterator[str]:
        """Each request in turn, until the source ends."""
        while (line := self._lines.get()) is not None:
            yield line


def _is_cancel(line: str) -> bool:
    return len(line) < 100 and line.split() == ['{"op":', '"cancel"}']


def serve(source: TextIO, wire: TextIO) -> None:
    """Answer requests until `source` ends; a request that fails is answered with its error."""
    inbox = Inbox(source)

    def say(reply: dict[str, Any]) -> None:
        wire.write(json.dumps(reply, ensure_ascii=True, allow_nan=False, default=str) + "\n")
        wire.flush()

    for line in inbox:
        try:
            reply: dict[str, Any] = {
                "ok": handle(json.loads(line), lambda text: say({"progress": text}), inbox.cancel)
            }
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        say(reply)


def main() -> None:
    """Keep the real standard output for the wire and point descriptor 1 at standard error."""
    wire = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with open(0, encoding="utf-8", closefd=False) as source:
        serve(source, wire)
    if "graders.code.grade" in sys.modules:
        sys.modules["graders.code.grade"].close_shared()


if __name__ == "__main__":
    main()
