"""Rules about text: nothing acts or hides in it, and both languages say the same numbers and
symbols.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from graders.document import Document
from graders.kinds import kind_of
from graders.said import said
from graders.verdict import SpecError
from quizbank.authoring.faults import Fault
from quizbank.authoring.files import LoadResult
from quizbank.authoring.pictures.faults import picture_faults
from quizbank.authoring.pictures.lines import drawn_sections
from quizbank.authoring.prose import Passage, prose_faults
from quizbank.domain.clean import first_forbidden
from quizbank.domain.question import LANGS, Question

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
# as TOML writes a character by its number, unless the backslash itself is escaped
_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_BRACED = re.compile(r"\{[A-Za-z_]\w*\}")


def text_faults(loaded: LoadResult, question: Question, place: Path) -> Iterator[Fault]:
    """Characters that act or hide anywhere in the question's file, numbers that differ between its
    languages, formulas, figures and pictures that cannot be shown.

    `place` is where the file lies, or will: its pictures are looked for from there.
    """
    name, document = loaded.document.name, loaded.document
    hidden = _hidden(loaded.text)
    if hidden is not None:
        line, character = hidden
        yield Fault(name, line, said("authoring.hidden-character", name=character))
    yield from _numbers_differ(question, document)
    symbols = kind_of(question.kind).symbols(question.spec)
    yield from prose_faults(name, _passages(question, document), symbols)
    yield from picture_faults(name, loaded.text, place)


def _passages(question: Question, document: Document) -> Iterator[Passage]:
    """The texts of a question that may hold formulas and figures; the drawings of a worked question
    have the numbers of its example.
    """
    for section in drawn_sections(document):
        text, heading = section.text, section.heading
        shown = _as_shown(question, text) if heading in LANGS else text
        yield Passage(f"## {heading}", text, section.first, shown)


def _as_shown(question: Question, prompt: str) -> str:
    """A prompt as it is asked without a seed, in the numbers of its example."""
    try:
        shown = kind_of(question.kind).present(question.spec, prompt, None, "en")
    except SpecError:
        # told by the rules of its kind
        return ""
    return str(shown.prompt)


def _hidden(text: str) -> tuple[int, str] | None:
    """(line, name) of the first character that loading takes out, written plainly or as an escape
    of TOML.
    """
    text = text.removeprefix("\ufeff")
    if (found := first_forbidden(text)) is not None:
        return text[: found[0]].count("\n") + 1, found[1]
    for escape in _ESCAPE.finditer(text.split("\n+++", 1)[0]):
        code = int(escape[1] or escape[2], 16)
        if code < 0x110000 and (found := first_forbidden(chr(code))) is not None:
            return text[: escape.start()].count("\n") + 1, found[1]
    return None


def _numbers_differ(question: Question, document: Document) -> Iterator[Fault]:
    counts = {lang: _numbers(text) for lang, text in question.prompt.items()}
    if len(counts) < len(LANGS):
        return
    missing = (counts["zh"] - counts["en"]) + (counts["en"] - counts["zh"])
    second = document.find("en")
    if missing and second is not None:
        shown = ", ".join(sorted(missing))
        yield Fault(document.name, second.line, said("authoring.languages-differ", shown=shown))


def _numbers(text: str) -> Counter[str]:
    """Which numbers and variables a prompt names; how often does not matter."""
    plain = unicodedata.normalize("NFKC", text)
    found = {number.replace(",", "") for number in _NUMBER.findall(plain)} | set(
        _BRACED.findall(plain)
    )
    # small counts are often words in one language and digits in the other
    return Counter(sorted(f for f in found if not (f.isdigit() and int(f) <= 12)))
