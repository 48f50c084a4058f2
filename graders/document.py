"""A question file in parts: the values of its front matter and its sections, each with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from graders.faults import Fault, Severity
from graders.said import Said, Value, said
from graders.toml_lines import Path

# what TOML holds once it is read: dates and endless numbers have been refused before
Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
Table = dict[str, Plain]

T = TypeVar("T")


@dataclass(slots=True)
class Section:
    """A ``##`` section: heading, text, and the 1-based lines of the heading and of the text."""

    heading: str
    text: str
    line: int
    first: int = 0


@dataclass(slots=True)
class Document:
    """A file in parts. `front_line` is the line of the first key, `lines` those of all values."""

    name: str
    front: Table = field(default_factory=dict)
    front_text: str = ""
    front_line: int = 2
    lines: dict[Path, int] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(
        self, line: int, code: str, /, *, severity: Severity = "error", **values: Value
    ) -> None:
        """Note a fault on a line."""
        self.note(line, said(code, **values), severity)

    def note(self, line: int, why: Said, severity: Severity = "error") -> None:
        """Note a fault on a line whose message is there already."""
        self.faults.append(Fault(self.name, max(1, line), why, severity))

    def fault_at(self, path: Path, code: str, /, **values: Value) -> None:
        """Note a fault of a value of the front matter, at its own line."""
        self.fault(self.line_at(path), code, severity="error", **values)

    def fault_near(self, line: int, name: str, known: Iterable[str], code: str) -> None:
        """A name that is not known on a line: `code` lists those that are, ``code-near`` says which
        one may be meant.
        """
        names = tuple(sorted(known))
        near = get_close_matches(name, names, 1, 0.6)
        if near:
            self.fault(line, f"{code}-near", name=name, near=near[0])
        else:
            self.fault(line, code, name=name, known=names)

    def line_at(self, path: Path) -> int:
        """The line of a value, or of the closest thing around it that is there."""
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.lines:
                return self.lines[path[:depth]]
        return self.front_line

    def find(self, heading: str) -> Section | None:
        """The section of that heading."""
        return next((s for s in self.sections if s.heading == heading), None)

    def read(self, shape: type[T]) -> T | None:
        """The front matter as the dataclass `shape`; None where a value does not fit, which is then
        among the faults. Keys that `shape` does not name are another reader's: see `Reader`.
        """
        from graders.reading import Reader

        return Reader(self).front(shape)
