"""A question file taken apart: TOML front matter, then ``##`` sections, each with its line."""

from __future__ import annotations

import re

from graders.document import Document, Section
from graders.toml_lines import toml_lines
from quizbank.authoring.faults import Unusable
from quizbank.authoring.tidy import tidy
from quizbank.domain.clean import clean
from quizbank.domain.toml import loads

MAX_BYTES = 256 * 1024
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


def take_apart(text: str, name: str) -> Document:
    """The document of a file's text without what could act or hide; what cannot be read is among
    its faults.
    """
    document = Document(name)
    lines = clean(text).split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() != "+++":
        document.fault(start + 1, "authoring.no-front-matter")
        return document
    ends = (number for number in range(start + 1, len(lines)) if lines[number].strip() == "+++")
    end = next(ends, None)
    if end is None:
        document.fault(start + 1, "authoring.front-matter-open")
        return document
    document.front_line = start + 2
    document.front_text = "\n".join(lines[start + 1 : end])
    _read_front(document)
    _Sections(document, lines).read(end + 1)
    return document


def _read_front(document: Document) -> None:
    try:
        front = loads(document.front_text)
        places = toml_lines(document.front_text)
        document.lines = {path: line + document.front_line - 1 for path, line in places.items()}
        document.front = tidy(front)
    except Unusable as refused:
        read = bool(document.lines)
        line = document.line_at(refused.path) if read else document.front_line + refused.line - 1
        document.note(line, refused.said)


class _Sections:
    """Reads the sections of a file into its document; a fence hides the headings within it."""

    def __init__(self, document: Document, lines: list[str]) -> None:
        self.document = document
        self.lines = lines
        self.fence = ""
        self.current: Section | None = None
        self.body: list[str] = []

    def read(self, start: int) -> None:
        """All sections from line `start`, counted from 0."""
        for number in range(start, len(self.lines)):
            line = self.lines[number]
            self._fenced(line)
            heading = "" if self.fence else _heading(line)
            if not heading:
                self.body.append(line)
                continue
            self._close(start)
            self.current, self.body = Section(heading, "", number + 1), []
        self._close(start)
        if self.fence and self.current is not None:
            self.document.fault(
                self.current.line, "authoring.fence-open", heading=self.current.heading
            )

    def _fenced(self, line: str) -> None:
        opened = _FENCE.match(line)
        if opened and not self.fence:
            self.fence = opened[1]
        elif opened and opened[1].startswith(self.fence) and not line.strip().strip("`~"):
            self.fence = ""

    def _close(self, start: int) -> None:
        """The section that was being read is over."""
        text = "\n".join(self.body).strip("\n")
        section = self.current
        if section is not None:
            blank = next((number for number, line in enumerate(self.body) if line), 0)
            section.text = text
            section.first = section.line + 1 + blank
            self.document.sections.append(section)
        elif text.strip():
            self.document.fault(start + 1, "authoring.text-before-section")


def _heading(line: str) -> str:
    """The words of a line ``## words``; empty for any other line."""
    return " ".join(line[2:].split()) if line.startswith("##") and line[2:3].isspace() else ""
