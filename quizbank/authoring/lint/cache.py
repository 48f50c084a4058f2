"""Which files lint found clean, by content: a question is proven again only when it, or what proves
it, has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from quizbank.authoring.pictures.carry import carry

_MOST = 20_000


class LintCache:
    """Keys of clean files, kept in one JSON file; a damaged or unwritable one is the same as none.
    Faults are never kept.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._clean: dict[str, None] = dict.fromkeys(_load(path))
        self._changed = False

    def key(self, place: Path, text: str, code: bool) -> str:
        """The key of the text of a file at `place` and of its pictures; `code` says whether its
        submissions are run.
        """
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
        digest.update(rules_version().encode() + bytes([code]))
        digest.update(_pictures(place, text))
        return digest.hexdigest()

    def __contains__(self, key: str) -> bool:
        return key in self._clean

    def add(self, key: str) -> None:
        """Remember a clean file."""
        self._clean[key] = None
        self._changed = True

    def save(self) -> None:
        """Write the file whole, the newest entries only."""
        if self.path is None or not self._changed:
            return
        partial = self.path.with_suffix(f".{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(list(self._clean)[-_MOST:]), encoding="utf-8")
            partial.replace(self.path)
        except OSError:
            with suppress(OSError):
                partial.unlink()


def _pictures(place: Path, text: str) -> bytes:
    if "![" not in text:
        return b""
    carried = carry(text, place)
    missing = [(line, fault.said) for line, fault in carried.faults]
    return repr((sorted(carried.pictures), missing)).encode()


def _load(path: Path | None) -> list[str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8")) if path else []
    except (OSError, ValueError):
        return []
    return [key for key in known if isinstance(key, str)] if isinstance(known, list) else []


@lru_cache(maxsize=1)
def rules_version() -> str:
    """A digest of everything a verdict rests on: the graders' and lint's own source, Python, NumPy,
    SymPy, TensorFlow.
    """
    from importlib.metadata import PackageNotFoundError, version

    digest = hashlib.sha256(sys.version.encode())
    for package in ("graders", "quizbank.authoring"):
        spec = find_spec(package)
        for folder in spec.submodule_search_locations or () if spec else ():
            for source in sorted(Path(folder).rglob("*.py")):
                digest.update(source.read_bytes())
    for name in ("numpy", "sympy", "tensorflow"):
        try:
            digest.update(version(name).encode())
        except PackageNotFoundError:
            digest.update(b"-")
    return digest.hexdigest()
