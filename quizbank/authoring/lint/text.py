"""Rules about text: nothing acts or hides in it, and both languages say the same numbers and
symbols.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

from graders.kinds import kind_of
from graders.said import said
from graders.verdict import SpecError
from quizbank.authoring.faults import Fault
from quizbank.authoring.pictures.faults import picture_faults
from quizbank.authoring.prose import prose_faults
from quizbank.authoring.reading import read_bounded
from quizbank.authoring.sections import MAX_BYTES
from quizbank.domain.clean import first_forbidden
from quizbank.domain.question import Question

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
# as TOML writes a character by its number, unless the backslash itself is escaped
_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_BRACED = re.compile(r"\{[A-Za-z_]\w*\}")


def text_faults(question: Question, place: Path | None = None) -> list[Fault]:
    """Characters that act or hide anywhere in the question's file, numbers that differ between its
    languages, pictures that cannot be shown.

    `place` is where the file will lie, where that is another place.
    """
    faults = []
    written = _written(Path(question.path))
    hidden = _hidden(written)
    if hidden is not None:
        line, name = hidden
        faults.append(Fault(question.path, line, said("authoring.hidden-character", name=name)))
    if question.prompt.get("zh") and question.prompt.get("en"):
        faults.extend(_numbers_differ(question))
    symbols = kind_of(question.kind).symbols(question.spec)
    faults.extend(prose_faults(question.path, _sections(question), symbols))
    faults.extend(picture_faults(question.path, written, place or Path(question.path)))
    return faults


def _sections(question: Question) -> dict[str, str]:
    """The texts of a question by their headings; the drawings of a worked question have the numbers
    of its example.
    """
    texts = {f"## {lang}": text for lang, text in question.prompt.items()}
    texts = {name: _as_shown(question, text) for name, text in texts.items()}
    texts |= {f"## explanation {lang}": text for lang, text in question.explanation.items()}
    return texts | {
        f"## hint {lang} {n}": hint
        for lang, hints in question.hints.items()
        for n, hint in enumerate(hints, 1)
    }


def _as_shown(question: Question, prompt: str) -> str:
    """A prompt as it is asked without a seed, in the numbers of its example."""
    try:
        shown = kind_of(question.kind).present(question.spec, prompt, None, "en")
    except SpecError:
        # told by the rules of its kind
        return ""
    return str(shown.prompt)


def _written(path: Path) -> str:
    try:
        return read_bounded(path, MAX_BYTES).decode("utf-8").removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""


def _hidden(text: str) -> tuple[int, str] | None:
    """(line, name) of the first character that loading takes out, written plainly or as an escape
    of TOML.
    """
    if (found := first_forbidden(text)) is not None:
        return text[: found[0]].count("\n") + 1, found[1]
    for escape in _ESCAPE.finditer(text.split("\n+++", 1)[0]):
        code = int(escape[1] or escape[2], 16)
        if code < 0x110000 and (found := first_forbidden(chr(code))) is not None:
            return text[: escape.start()].count("\n") + 1, found[1]
    return None


def _numbers_differ(question: Question) -> list[Fault]:
    counts = {lang: _numbers(question.prompt[lang]) for lang in ("zh", "en")}
    missing = (counts["zh"] - counts["en"]) + (counts["en"] - counts["zh"])
    if not missing:
        return []
    shown = ", ".join(sorted(missing))
    return [Fault(question.path, 1, said("authoring.languages-differ", shown=shown))]


def _numbers(text: str) -> Counter[str]:
    """Which numbers and variables a prompt names; how often does not matter."""
    plain = unicodedata.normalize("NFKC", text)
    found = {number.replace(",", "") for number in _NUMBER.findall(plain)} | set(
        _BRACED.findall(plain)
    )
    # small counts are often words in one language and digits in the other
    return Counter(sorted(f for f in found if not (f.isdigit() and int(f) <= 12)))
