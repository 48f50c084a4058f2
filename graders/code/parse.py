"""From a question file to the data of a code question."""

from __future__ import annotations

import re
import textwrap
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from graders.code.spec import CodeFront, CodeSpec, Mutant, as_languages
from graders.code.validate import problems
from graders.document import Document, Section

SECTIONS = ("starter", "cases", "reference", "checks", "mutants", "samples")
NEEDED = ("cases", "reference")
MOST_MUTANTS = 100
Sources = dict[str, str]
_FENCE = re.compile(r" *(`{3,}|~{3,})")


def parse(document: Document) -> CodeSpec | None:
    """The question's data; None where something is wrong, which is then among the faults."""
    faults = len(document.faults)
    front = document.read(CodeFront)
    sources = {name: _source(document, name) for name in SECTIONS if name != "mutants"}
    mutants = document.find("mutants")
    listed = _mutants(document, mutants) if mutants is not None else ()
    if front is None or len(document.faults) > faults:
        return None
    spec = _spec(front, sources, listed)
    for problem in problems(spec):
        section = document.find(problem.where)
        line = document.line_at((problem.where,)) if section is None else section.line
        document.fault(line, "code.question", where=problem.where, why=problem.why)
    return None if len(document.faults) > faults else spec


def _spec(front: CodeFront, sources: Sources, mutants: tuple[Mutant, ...]) -> CodeSpec:
    shared = {place.name for place in fields(CodeSpec)} & {p.name for p in fields(CodeFront)}
    given: Any = {name: getattr(front, name) for name in shared - {"entry", "language", "data"}}
    return replace(
        CodeSpec(front.entry),
        **given,
        language=as_languages(front.language),
        data=front.data or "",
        starter=sources["starter"],
        cases=sources["cases"],
        reference=sources["reference"],
        checks=sources["checks"],
        samples=sources["samples"],
        mutants=mutants,
    )


def _source(document: Document, name: str) -> str:
    """The code of a section; a fault where a needed one is missing."""
    section = document.find(name)
    if section is None:
        if name in NEEDED:
            document.fault(document.front_line, "code.no-section", name=name)
        return ""
    source = fenced(section.text)
    if source is None:
        document.fault(section.line, "code.no-fence", name=name)
        return ""
    return source


def fenced(text: str) -> str | None:
    """What stands in the first fence; None where there is none that is closed."""
    fence, body = "", list[str]()
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif opened and line.strip(" ") == opened[1] and opened[1].startswith(fence):
            return textwrap.dedent("".join(f"{line}\n" for line in body))
        elif fence:
            body.append(line)
    return None


def _mutants(document: Document, section: Section) -> tuple[Mutant, ...]:
    """Each ``### name`` with its two sentences and its fence."""
    mutants: list[Mutant] = []
    blocks = re.split(r"^### +", section.text, flags=re.MULTILINE)
    line = section.first or section.line
    for before, block in pairwise(blocks):
        line += before.count("\n")
        name, _, rest = block.partition("\n")
        texts = dict(re.findall(r"^(zh|en):\s*(.+)$", rest, flags=re.MULTILINE))
        source = fenced(rest)
        if source is None or not texts:
            document.fault(line, "code.mutant-form", name=name.strip())
        elif len(mutants) == MOST_MUTANTS:
            document.fault(line, "code.mutants-many", most=MOST_MUTANTS)
            break
        else:
            zh, en = texts.get("zh", ""), texts.get("en", "")
            mutants.append(Mutant(name.strip(), zh, en, source))
    return tuple(mutants)
