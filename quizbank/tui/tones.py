"""The colours of outcomes, from the theme in use: never the only sign of anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import App

_VARIABLES = {"correct": "text-success", "carried": "text-warning", "partial": "text-warning", "wrong": "text-error", "invalid": "text-error"}

Tone = Callable[[str], str]


def tones(app: App[object]) -> Tone:
    """The style of an outcome's name in the app's theme; dim for what is neither right nor wrong."""
    variables: Mapping[str, str] = app.theme_variables

    def tone(outcome: str) -> str:
        name = _VARIABLES.get(outcome)
        colour = variables.get(name, "") if name else ""
        return colour if colour.startswith("#") else "dim" if name is None else ""

    return tone
