"""What is wrong with a question file, and the one error of texts that cannot be used."""

from __future__ import annotations

from graders.faults import Fault, Severity
from quizbank.domain.unusable import Unusable

__all__ = ["Fault", "Severity", "Unusable"]
