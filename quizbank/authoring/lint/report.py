"""The faults of one question as its kind's rules find them, each at the line of what is wrong."""

from __future__ import annotations

from graders.document import Document
from graders.faults import Fault, Severity
from graders.said import Value
from graders.toml_lines import Path


class QuestionReport:
    """Implements `graders.kind.Report` over the file that the question was read from."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._before = len(document.faults)

    @property
    def faults(self) -> list[Fault]:
        """What was found since the report began."""
        return self._document.faults[self._before :]

    def at(
        self, path: Path, code: str, /, *, severity: Severity = "error", **values: Value
    ) -> None:
        """A fault of a value of the front matter."""
        self._document.fault(self._document.line_at(path), code, severity=severity, **values)

    def under(
        self, heading: str, code: str, /, *, severity: Severity = "error", **values: Value
    ) -> None:
        """A fault of a section, or of the first whose heading begins with that word."""
        first = heading.split(maxsplit=1)[0]
        named = [s for s in self._document.sections if s.heading == heading]
        alike = [s for s in self._document.sections if s.heading.split()[0] == first]
        line = next((s.line for s in [*named, *alike]), self._document.front_line)
        self._document.fault(line, code, severity=severity, **values)
