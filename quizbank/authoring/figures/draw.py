"""From a figure's description, a few lines of TOML, to its lines of text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from graders.said import said
from quizbank.authoring.figures.confusion import confusion
from quizbank.authoring.figures.convolution import convolution
from quizbank.authoring.figures.faults import FigureError
from quizbank.authoring.figures.graph import graph
from quizbank.authoring.figures.network import network
from quizbank.authoring.figures.roc import roc
from quizbank.authoring.figures.unrolled import unrolled

KINDS: Mapping[str, Callable[[Mapping[str, Any], bool], list[str]]] = {
    "network": network,
    "convolution": convolution,
    "graph": graph,
    "rnn": unrolled,
    "confusion": confusion,
    "roc": roc,
}
LONGEST = 4_000


def draw(description: str, ascii_only: bool = False) -> list[str]:
    """The figure's lines, at most 76 columns wide where its data allow it; raises `FigureError`."""
    if len(description) > LONGEST:
        raise FigureError(said("figure.long", longest=LONGEST))
    try:
        figure = tomllib.loads(description)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FigureError(said("figure.toml", error=str(error))) from error
    kind = figure.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise FigureError(said("figure.kind", names=", ".join(KINDS), names2="、".join(KINDS)))
    try:
        return KINDS[kind](figure, ascii_only)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise FigureError(said("figure.data", kind=kind, error=str(error))) from error
