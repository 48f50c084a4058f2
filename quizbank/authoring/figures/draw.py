"""From a figure's description, a few lines of TOML, to its lines of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from graders.document import Document
from graders.reading import Reader
from graders.said import said
from graders.toml_lines import toml_lines
from quizbank.authoring.faults import Unusable
from quizbank.authoring.figures.confusion import Confusion, confusion
from quizbank.authoring.figures.convolution import Convolution, convolution
from quizbank.authoring.figures.graph import Graph, graph
from quizbank.authoring.figures.network import Network, network
from quizbank.authoring.figures.roc import MOST_POINTS, Roc, roc
from quizbank.authoring.figures.unrolled import Unrolled, unrolled
from quizbank.authoring.tidy import tidy
from quizbank.domain.toml import loads

F = TypeVar("F")


class Figure(Protocol):
    """One kind of figure."""

    def lines(self, described: Document, ascii_only: bool) -> list[str]:
        """The figure's lines; raises `Unusable`."""


@dataclass(frozen=True, slots=True)
class _Figure(Generic[F]):
    """A kind of figure by the dataclass of its description and by what draws that."""

    shape: type[F]
    drawn: Callable[[F, bool], list[str]]

    def lines(self, described: Document, ascii_only: bool) -> list[str]:
        """See `Figure.lines`."""
        read = Reader(described, most=MOST_POINTS).front(self.shape)
        if read is None:
            fault = described.faults[0]
            raise Unusable(fault.said, fault.line)
        return self.drawn(read, ascii_only)


KINDS: Mapping[str, Figure] = {
    "network": _Figure(Network, network),
    "convolution": _Figure(Convolution, convolution),
    "graph": _Figure(Graph, graph),
    "rnn": _Figure(Unrolled, unrolled),
    "confusion": _Figure(Confusion, confusion),
    "roc": _Figure(Roc, roc),
}
LONGEST = 4_000


def draw(description: str, ascii_only: bool = False) -> list[str]:
    """The figure's lines, at most 76 columns wide where its data allow it; raises `Unusable` with
    the line of the description that is at fault.
    """
    if len(description) > LONGEST:
        raise Unusable(said("figure.long", longest=LONGEST))
    described = Document("", front_line=1)
    described.front = tidy(loads(description))
    described.lines = toml_lines(description)
    kind = described.front.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Unusable(said("figure.kind", names=tuple(KINDS)), described.line_at(("kind",)))
    return KINDS[kind].lines(described, ascii_only)
