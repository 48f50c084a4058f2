"""Verdicts as tests write them: as rows of the log."""

from collections.abc import Mapping
from typing import Any

from graders.verdict import Evidence, Verdict
from quizbank.app.verdicts import from_stored


def kept(row: Mapping[str, Any], kind: str = "") -> Verdict[Evidence]:
    """The verdict of a stored row."""
    return from_stored(row, kind)
