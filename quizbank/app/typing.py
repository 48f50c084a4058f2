"""Help while a formula is typed."""

from __future__ import annotations

from graders.expression.completion import complete

__all__ = ["complete"]
