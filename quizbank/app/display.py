"""Text on its way to a screen or a terminal."""

from __future__ import annotations

from quizbank.authoring.clean import clean, escaped, first_forbidden

__all__ = ["clean", "escaped", "first_forbidden"]
