"""A fault of a question file as a line, and as the object of ``lint --json``."""

from __future__ import annotations

from typing import Any

from graders.faults import Fault
from quizbank.domain.clean import clean
from quizbank.words.catalogue import sentence


def fault_line(fault: Fault, lang: str) -> str:
    """File, line, sentence and code."""
    return clean(f"{fault.file}:{fault.line}: {sentence(fault.said, lang)} [{fault.code}]")


def fault_json(fault: Fault, lang: str) -> dict[str, Any]:
    """The fault as ``lint --json`` prints it."""
    return {
        "file": fault.file,
        "line": fault.line,
        "code": fault.code,
        "severity": fault.severity,
        "message": sentence(fault.said, lang),
    }
