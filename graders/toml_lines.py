"""On which line each value of a TOML text stands: the standard library's reader does not tell."""

from __future__ import annotations

import re

# names of tables and keys, and numbers of entries in lists, from the outside in
Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def path_words(path: Path) -> str:
    """A path as a person writes it, entries counted from 1: ``step[2].formula``."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def toml_lines(text: str) -> dict[Path, int]:
    """The 1-based line of each table, key and entry of a well-formed `text`."""
    scanner = _Scanner(text)
    scanner.scan()
    return scanner.lines


class _Scanner:
    """Walks a well-formed text once; `lines` is what it saw."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.lines: dict[Path, int] = {}
        self.table: Path = ()
        self.counts: dict[Path, int] = {}

    def scan(self) -> None:
        """All lines to the end."""
        self._blank()
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                self._header(2)
            elif self.text[self.at] == "[":
                self._header(1)
            else:
                self._pair(self.table)
            self._blank()

    def _header(self, brackets: int) -> None:
        line = self.line
        self._step(brackets)
        name = self._inside(self._key())
        self._step(brackets)
        if brackets == 2:
            self.lines.setdefault(name, line)
            self.counts[name] = self.counts.get(name, -1) + 1
            name = (*name, self.counts[name])
        self.table = name
        self.lines.setdefault(name, line)

    def _inside(self, key: tuple[str, ...]) -> Path:
        """The path of a header's key: a list of tables on the way means its latest entry."""
        path: Path = ()
        for k, part in enumerate(key):
            path = (*path, part)
            if path in self.counts and k < len(key) - 1:
                path = (*path, self.counts[path])
        return path

    def _pair(self, within: Path) -> None:
        line = self.line
        path = (*within, *self._key())
        # a dotted key makes the tables on its way
        for depth in range(len(within) + 1, len(path) + 1):
            self.lines.setdefault(path[:depth], line)
        self._step()  # the equals sign
        self._space()
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        """A key in its parts; what follows is the character after it."""
        parts: list[str] = []
        while True:
            self._space()
            if self._here() in "\"'":
                parts.append(self._string())
            else:
                bare = _BARE.match(self.text, self.at)
                if bare is None:
                    self._step()
                    return tuple(parts)
                parts.append(bare[0])
                self._step(len(bare[0]))
            self._space()
            if self._here() != ".":
                return tuple(parts)
            self._step()

    def _value(self, path: Path) -> None:
        here = self._here()
        if here in "\"'":
            self._string()
        elif here == "[":
            self._list(path)
        elif here == "{":
            self._inline(path)
        else:
            scalar = _SCALAR.match(self.text, self.at)
            self._step(len(scalar[0]) if scalar else 1)

    def _list(self, path: Path) -> None:
        self._step()
        number = 0
        self._blank()
        while self.at < len(self.text) and self._here() != "]":
            self.lines[(*path, number)] = self.line
            self._value((*path, number))
            number += 1
            self._blank()
            if self._here() == ",":
                self._step()
                self._blank()
        self._step()

    def _inline(self, path: Path) -> None:
        self._step()
        self._blank()
        while self.at < len(self.text) and self._here() != "}":
            self._pair(path)
            self._blank()
            if self._here() == ",":
                self._step()
                self._blank()
        self._step()

    def _string(self) -> str:
        """A string of any of the four forms; exact where it is on one line, as keys are."""
        quote = self._here()
        if self.text.startswith(quote * 3, self.at):
            self._long_string(quote)
            return ""
        self._step()
        read: list[str] = []
        while self.at < len(self.text) and self._here() != quote:
            if quote == '"' and self._here() == "\\":
                self._step()
                read.append(_ESCAPES.get(self._here(), self._here()))
            else:
                read.append(self._here())
            self._step()
        self._step()
        return "".join(read)

    def _long_string(self, quote: str) -> None:
        self._step(3)
        while self.at < len(self.text):
            if quote == '"' and self._here() == "\\":
                self._step(2)
            elif self.text.startswith(quote * 3, self.at):
                # up to two quotes may stand before the closing three
                while self.text.startswith(quote * 4, self.at):
                    self._step()
                self._step(3)
                return
            else:
                self._step()

    def _here(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else "\n"

    def _step(self, count: int = 1) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count

    def _space(self) -> None:
        while self._here() in " \t" and self.at < len(self.text):
            self._step()

    def _blank(self) -> None:
        """Past white space, line ends and comments."""
        while self.at < len(self.text):
            if self._here() in " \t\r\n":
                self._step()
            elif self._here() == "#":
                end = self.text.find("\n", self.at)
                self._step((len(self.text) if end < 0 else end) - self.at)
            else:
                return
