"""The concept graph: what grew out of what, drawn as a tree of text with the further parents beside
each name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graders.said import Said, authored, said
from quizbank.words.catalogue import sentence


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept; `parents` are (id, how), the one it hangs under in the drawing first."""

    id: str
    zh: str
    en: str
    year: int
    topic: str
    source: str
    parents: tuple[tuple[str, str], ...]

    @property
    def name(self) -> Said:
        """The name, in the words of the graph's author."""
        return authored(self.zh, self.en)


def load_concepts() -> dict[str, Concept]:
    """The bundled concepts by id, in the file's order."""
    from quizbank.store.locations import bundled

    rows = tomllib.loads((Path(bundled("questions")) / "concepts.toml").read_text("utf-8"))[
        "concept"
    ]
    return {
        row["id"]: Concept(
            row["id"],
            row["zh"],
            row["en"],
            row["year"],
            row["topic"],
            row["source"],
            tuple((parent["id"], parent["as"]) for parent in row.get("from", ())),
        )
        for row in rows
    }


def draw(concepts: dict[str, Concept], lang: str, ascii_only: bool = False) -> list[str]:
    """The lines of the tree, roots first; each concept once, with its year and its other
    parents.
    """
    children: dict[str, list[Concept]] = {id: [] for id in concepts}
    for concept in concepts.values():
        if concept.parents:
            children[concept.parents[0][0]].append(concept)
    marks = ("|- ", "`- ", "|  ", "   ") if ascii_only else ("├─ ", "└─ ", "│  ", "   ")

    def below(concept: Concept, indent: str) -> Iterator[str]:
        rows = sorted(children[concept.id], key=lambda child: child.year)
        for k, child in enumerate(rows):
            last = k == len(rows) - 1
            yield indent + marks[1 if last else 0] + _label(child, concepts, lang)
            yield from below(child, indent + marks[3 if last else 2])

    lines = []
    for concept in concepts.values():
        if not concept.parents:
            lines += [_label(concept, concepts, lang), *below(concept, "")]
    return lines


def _label(concept: Concept, concepts: dict[str, Concept], lang: str) -> str:
    said_of = [said("graph.concept", name=concept.name, year=concept.year)]
    if concept.parents and concept.parents[0][1] == "uses":
        said_of.append(said("graph.uses-above"))
    for id, how in concept.parents[1:]:
        said_of.append(said(f"graph.{how}", name=concepts[id].name))
    return "".join(sentence(one, lang) for one in said_of)
