"""Steps to be put in order: their data, and how a file becomes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from graders.document import Document, Section
from graders.reading import Between
from graders.verdict import Evidence, Shown, Texts

LANGS = ("zh", "en")
# as many as letters
MOST = 26
_STEP = re.compile(r"\d+[.、)]\s*(.*)")

Number = Annotated[int, Between(1, MOST)]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two steps, by their numbers from 1, and why the first comes before the second."""

    before: Number
    after: Number
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class OrderFront:
    """The keys that this kind adds to the front matter."""

    order: tuple[Pair, ...] = ()
    free: tuple[tuple[Number, Number], ...] = ()


@dataclass(frozen=True, slots=True)
class OrderSpec:
    """The steps in the right order; the two of each pair in `free` may change places."""

    steps: tuple[Texts, ...]
    order: tuple[Pair, ...] = ()
    free: tuple[tuple[int, int], ...] = ()

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs of steps, by number from 1, whose order matters."""
        free = {frozenset(pair) for pair in self.free}
        for pair in combinations(range(1, len(self.steps) + 1), 2):
            if frozenset(pair) not in free:
                yield pair


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as a learner sees it."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderShown(Shown):
    """The steps, shuffled."""

    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEvidence(Evidence):
    """How many `pairs` of steps matter, and how many of them are `in_order`."""

    pairs: int | None = None
    in_order: int | None = None


def parse(document: Document) -> OrderSpec | None:
    """The steps of a file; None where something is wrong, which is then among its faults."""
    faults = len(document.faults)
    front = document.read(OrderFront)
    sections = {lang: document.find(f"steps {lang}") for lang in LANGS}
    lists = {lang: _steps(document, section) for lang, section in sections.items() if section}
    if not lists:
        document.fault(document.front_line, "order.no-steps")
    if front is None or len(document.faults) > faults:
        return None
    counts = {len(steps) for steps in lists.values()}
    if len(counts) > 1:
        english = sections["en"]
        document.fault(english.line if english else 1, "order.languages-differ")
        return None
    count = counts.pop()
    if not _numbers_fit(document, front, count):
        return None
    texts = tuple(
        Texts(**{lang: steps[number] for lang, steps in lists.items()}) for number in range(count)
    )
    return OrderSpec(texts, front.order, front.free)


def _steps(document: Document, section: Section) -> list[str]:
    """The entries of a numbered list; an indented line goes on with the one above."""
    steps: list[str] = []
    for number, line in enumerate(section.text.splitlines()):
        match = _STEP.fullmatch(line.rstrip())
        if match:
            steps.append(match[1].strip())
        elif line.strip() and steps and line.startswith((" ", "\t")):
            steps[-1] = f"{steps[-1]} {line.strip()}"
        elif line.strip():
            document.fault(section.first + number, "order.line")
    if not 2 <= len(steps) <= MOST:
        document.fault(section.line, "order.count", count=len(steps), most=MOST)
    return steps


def _numbers_fit(document: Document, front: OrderFront, count: int) -> bool:
    """Whether the pairs name steps that are there, in the order of the list, and none is both free
    and not.
    """
    faults = len(document.faults)
    free = {frozenset(pair) for pair in front.free}
    for number, pair in enumerate(front.order):
        path = ("order", number)
        if max(pair.before, pair.after) > count:
            document.fault_at((*path, "after"), "order.no-step", count=count)
        elif pair.before >= pair.after:
            document.fault_at((*path, "before"), "order.turned-round")
        elif frozenset((pair.before, pair.after)) in free:
            document.fault_at(path, "order.free-and-not")
    for number, (one, other) in enumerate(front.free):
        if max(one, other) > count or one == other:
            document.fault_at(("free", number), "order.no-step", count=count)
    return len(document.faults) == faults
