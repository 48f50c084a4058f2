"""Text on its way to a screen."""

from __future__ import annotations

from quizbank.authoring.clean import clean

__all__ = ["clean"]
