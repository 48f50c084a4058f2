"""What one key copies: the selection, what is being typed, or the question with its answer."""

from __future__ import annotations

from collections.abc import Sequence

from textual.screen import Screen
from textual.widgets import Input, TextArea


def selected_text(screen: Screen[None]) -> str:
    """What is selected in the field with the focus, or anywhere else on the screen."""
    field = screen.focused
    in_field = field.selected_text if isinstance(field, Input | TextArea) else ""
    return in_field or screen.get_selected_text() or ""


def joined(parts: Sequence[str]) -> str:
    """The parts that say anything, an empty line between them."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())
