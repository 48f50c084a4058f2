"""The authoring worker: reads and lints the text of a question outside the app, so that a slow or
fatal one is only killed.

Run as ``python -m quizbank.authoring.worker``: one JSON object a line in, one a line out, as the
grading worker.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any


def read(text: str, place: str) -> dict[str, Any]:
    """The question of a text as plain values, or None, and the faults of reading it: (line,
    severity, code, zh, en).

    `place` is the file that it belongs to, from which its pictures are looked for.
    """
    from quizbank.authoring.files import parse

    result = parse(text, place, "own")
    return {
        "question": None if result.question is None else asdict(result.question),
        "faults": [_fault(fault) for fault in result.faults],
    }


def lint(text: str, code: bool, place: str) -> list[list[Any]]:
    """The faults that lint finds in a text; with `code`, submissions are run. `place` as for
    `read`.
    """
    from quizbank.authoring.files import load_file
    from quizbank.authoring.lint import lint_question

    with tempfile.TemporaryDirectory(prefix="quizbank-") as folder:
        path = Path(folder) / "question.md"
        path.write_text(text, encoding="utf-8", errors="replace")
        result = load_file(path)
        faults = (
            result.faults
            if result.question is None
            else lint_question(result.question, code=code, place=Path(place))
        )
    return [_fault(fault) for fault in faults]


def _fault(fault: Any) -> list[Any]:
    return [fault.line, fault.severity, fault.code, fault.zh, fault.en]


def handle(request: dict[str, Any]) -> Any:
    """Answer one request; `op` is read or lint."""
    if request["op"] == "read":
        return read(request["text"], request["place"])
    return lint(request["text"], bool(request.get("code")), request["place"])


def main() -> None:
    """Keep the real standard output for the wire; whatever a library prints goes to standard
    error.
    """
    wire = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with open(0, encoding="utf-8", closefd=False) as source:
        for line in source:
            try:
                reply: dict[str, Any] = {"ok": handle(json.loads(line))}
            except Exception as error:
                reply = {"error": f"{type(error).__name__}: {error}"}
            wire.write(json.dumps(reply, ensure_ascii=True, default=str) + "\n")
            wire.flush()
    if "graders.code.grade" in sys.modules:
        sys.modules["graders.code.grade"].close_shared()


if __name__ == "__main__":
    main()
