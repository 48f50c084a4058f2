"""What is wrong with a question file: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: file, 1-based line, a stable code and a sentence in each language that ends with
    the cure.
    """

    file: str
    line: int
    code: str
    zh: str
    en: str
    severity: Literal["error", "warning"] = "error"

    def to_json(self, lang: str) -> dict[str, Any]:
        """The fault as `quizbank lint --json` prints it."""
        return {
            "file": self.file,
            "line": self.line,
            "code": self.code,
            "severity": self.severity,
            "message": self.zh if lang == "zh" else self.en,
        }
