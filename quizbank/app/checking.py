"""Proving question files, and packs in one file, for the edges."""

from quizbank.authoring.archive import is_archive, unpacked
from quizbank.authoring.faults import Fault
from quizbank.authoring.lint import Linted, lint_paths

__all__ = ["Fault", "Linted", "is_archive", "lint_paths", "unpacked"]
