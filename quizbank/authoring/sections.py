"""A question file taken apart: TOML front matter, then ``##`` sections with the line each begins
on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from quizbank.authoring.faults import Fault
from quizbank.authoring.tidy import Unfit, tidy
from quizbank.domain.clean import clean
from quizbank.domain.toml import TomlError, loads

MAX_BYTES = 256 * 1024
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


@dataclass(slots=True)
class Section:
    """A section: its heading, its text, and the 1-based lines of the heading and of the text's
    beginning.
    """

    heading: str
    text: str
    line: int
    first: int = 0


@dataclass(slots=True)
class Document:
    """A file in parts; `front_line` is the line of the first key."""

    name: str
    front: dict[str, Any] = field(default_factory=dict)
    front_text: str = ""
    front_line: int = 2
    sections: list[Section] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, code: str, zh: str, en: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.name, max(1, line), code, zh, en))

    def line_of(self, key: str, occurrence: int = 1) -> int:
        """The line of the `occurrence`-th ``key =`` or ``[[key]]`` in the front matter; its first
        line if absent.
        """
        pattern = re.compile(rf"\s*(?:\[\[?\s*{re.escape(key)}\s*\]?\]|{re.escape(key)}\s*=)")
        seen = 0
        for k, line in enumerate(self.front_text.splitlines()):
            if pattern.match(line):
                seen += 1
                if seen == occurrence:
                    return self.front_line + k
        return self.front_line

    def find(self, heading: str) -> Section | None:
        """The section of that heading."""
        return next((s for s in self.sections if s.heading == heading), None)


def take_apart(text: str, name: str) -> Document:
    """The document of a file's text without what could act or hide; what cannot be read is among
    its faults.
    """
    document = Document(name)
    lines = clean(text).split("\n")
    start = next((k for k, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() != "+++":
        document.fault(
            start + 1,
            "no-front-matter",
            "文件要以一行 +++ 开头, 接着是 TOML, 再以一行 +++ 结束。",
            "The file must begin with a line '+++', then TOML, then another line '+++'.",
        )
        return document
    end = next((k for k in range(start + 1, len(lines)) if lines[k].strip() == "+++"), None)
    if end is None:
        document.fault(
            start + 1,
            "front-matter-open",
            "开头的 +++ 没有结束: 在 TOML 后面加一行 +++。",
            "The front matter never ends: put a line '+++' after the TOML.",
        )
        return document
    document.front_line = start + 2
    document.front_text = "\n".join(lines[start + 1 : end])
    _read_front(document)
    _read_sections(document, lines, end + 1)
    return document


def _read_front(document: Document) -> None:
    try:
        document.front = tidy(loads(document.front_text))
    except Unfit as unfit:
        document.fault(document.line_of(unfit.key), unfit.code, unfit.zh, unfit.en)
    except TomlError as error:
        zh, en = clean(error.zh), clean(error.en)
        document.fault(
            document.front_line + error.line - 1, "toml", f"{zh}。", f"{en[0].upper()}{en[1:]}."
        )


def _read_sections(document: Document, lines: list[str], start: int) -> None:
    fence = ""
    current: Section | None = None
    body: list[str] = []
    for k in range(start, len(lines)):
        line = lines[k]
        opened = _FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif opened and fence and opened[1].startswith(fence) and not line.strip().strip("`~"):
            fence = ""
        heading = "" if fence else _heading(line)
        if not heading:
            body.append(line)
            continue
        _close(document, current, body, start)
        current, body = Section(heading, "", k + 1), []
    _close(document, current, body, start)
    if fence and current is not None:
        document.fault(
            current.line,
            "fence-open",
            f"“{current.heading}”里的代码块没有结束。",
            f"A code fence in '{current.heading}' is never closed.",
        )


def _heading(line: str) -> str:
    """The words of a line ``## words``; empty for any other line."""
    return " ".join(line[2:].split()) if line.startswith("##") and line[2:3].isspace() else ""


def _close(document: Document, section: Section | None, body: list[str], start: int) -> None:
    text = "\n".join(body).strip("\n")
    if section is not None:
        section.text = text
        section.first = section.line + 1 + next((k for k, line in enumerate(body) if line), 0)
        document.sections.append(section)
    elif text.strip():
        document.fault(
            start + 1,
            "text-before-section",
            "第一个 ## 小节之前不能有文字。",
            "There is text before the first '##' section: move it into one.",
        )
