"""How an answer is read while it is typed, light enough for the app to know it."""

from __future__ import annotations

from dataclasses import dataclass

from graders.said import Said


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, drawn in `lines`; or what is in the way, at the 0-based character `position`.

    Neither where nothing can be said yet.
    """

    lines: tuple[str, ...] = ()
    error: Said | None = None
    position: int = 0
