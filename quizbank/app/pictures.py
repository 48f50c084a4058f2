"""What a picture in a question's text comes to: its words, and the file where it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from graders.said import said
from quizbank.app.display import clean
from quizbank.authoring.faults import Unusable
from quizbank.authoring.pictures.lines import PictureLine
from quizbank.authoring.pictures.place import Picture, broken, read_picture
from quizbank.words.catalogue import sentence

__all__ = ["Depicted", "Picture", "Unusable", "broken", "depict", "installed", "read_picture"]


@dataclass(frozen=True, slots=True)
class Depicted:
    """A picture's words in one line, and its size in pixels; `fault` is the sentence that says why
    it cannot be shown, else empty.
    """

    words: str
    width: int = 0
    height: int = 0
    fault: str = ""


def installed() -> bool:
    """Whether the optional packages that show pictures are there; neither is imported."""
    return find_spec("textual_image") is not None and find_spec("PIL") is not None


def depict(line: PictureLine, path: str, lang: str, ascii_only: bool = False) -> Depicted:
    """The picture that the question file at `path` has on a line; never raises."""
    words = _words(
        clean(line.alt), clean(PurePosixPath(line.target).name or line.target), lang, ascii_only
    )
    try:
        picture = read_picture(Path(path), line.target)
    except Unusable as fault:
        return Depicted(words, fault=sentence(fault.said, lang))
    return Depicted(words, picture.width, picture.height)


def _words(alt: str, name: str, lang: str, ascii_only: bool) -> str:
    marks = "ascii-" if ascii_only else ""
    if not alt:
        return sentence(said(f"picture.{marks}name", name=name), lang)
    return sentence(said(f"picture.{marks}alt", alt=alt, name=name), lang)
