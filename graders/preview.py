"""How an answer is read while it is typed, light enough for the app to know it."""

from __future__ import annotations

from dataclasses import dataclass

from graders.said import Said


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, on one line as `text` and drawn in `lines`, with `notes` on what is ambiguous.

    Or what is in the way: its `code`, an `error` at the 0-based character `position`, and the name
    that may have been meant. Neither where nothing can be said yet.
    """

    ok: bool = False
    text: str = ""
    lines: tuple[str, ...] = ()
    notes: tuple[Said, ...] = ()
    error: Said | None = None
    code: str = ""
    position: int = 0
    suggestion: str | None = None
