"""Grade letters: right minus wrong over the right ones, never under 0; correct only when exact."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from graders.choice.shown import shown
from graders.verdict import Diagnosis, Part, Verdict, invalid

_BETWEEN = re.compile(
    r"\b(?:and|answer|option|choice)s?\b|答案|选项?|[是和与及]|[\s,;:、。.()\[\]+&/\"']+"
)


def grade(spec: Mapping[str, Any], answer: str, seed: int | None = None) -> Verdict:
    """The verdict on letters as shown, such as ``b`` or ``a,c``, in any case and width; invalid
    where it is no such thing.

    Parts are the choices in the order shown, ``correct`` where choosing or leaving it was right.
    """
    order = dict(shown(spec, seed))
    letters = _letters(answer)
    if not letters:
        return invalid("empty", "还没有选。", "Nothing is chosen yet.", position=0)
    unknown = [letter for letter in letters if letter not in order]
    if unknown:
        last = list(order)[-1]
        return invalid(
            "unknown-letter",
            f"没有“{unknown[0]}”这个选项, 请填 a 到 {last} 的字母。",
            f"There is no choice '{unknown[0]}'; answer with letters from a to {last}.",
            position=_position(answer, unknown[0]),
        )
    if len(letters) > 1 and not spec.get("multiple"):
        return invalid(
            "one-only",
            "这是单选题, 只填一个字母。",
            "Only one choice is right here: give one letter.",
            position=_position(answer, letters[1]),
        )
    right = {letter for letter, choice in order.items() if choice["right"]}
    chosen = set(letters)
    score = max(0.0, (len(chosen & right) - len(chosen - right)) / len(right)) if right else 0.0
    diagnoses = []
    for letter in letters:
        told = order[letter].get("diagnosis")
        if letter not in right and told:
            diagnoses.append(
                Diagnosis(
                    f"choice:{_index(spec, order[letter])}", told.get("zh", ""), told.get("en", "")
                )
            )
    parts = tuple(_part(letter, choice, letter in chosen) for letter, choice in order.items())
    if chosen == right:
        return Verdict("correct", 1.0, 1.0, (), parts)
    return Verdict(
        "partial" if score > 0 else "wrong", round(score, 6), 1.0, tuple(diagnoses), parts
    )


def _letters(answer: str) -> list[str]:
    """Letters in order, each once; run together, or parted by commas, spaces, brackets and small
    words.
    """
    folded = unicodedata.normalize("NFKC", answer[:200]).casefold()
    return list(dict.fromkeys(_BETWEEN.sub("", folded)))


def _position(answer: str, letter: str) -> int:
    return next(
        (k for k, c in enumerate(answer) if letter in unicodedata.normalize("NFKC", c).casefold()),
        0,
    )


def _index(spec: Mapping[str, Any], choice: Mapping[str, Any]) -> int:
    """The choice's number in the file, from 1: the same slip has the same code in any order."""
    return 1 + next(
        k for k, other in enumerate(spec["choices"]) if other is choice or other == choice
    )


def _part(letter: str, choice: Mapping[str, Any], chosen: bool) -> Part:
    fits = chosen == bool(choice["right"])
    return Part(
        letter,
        "correct" if fits else "wrong",
        float(fits and chosen),
        float(bool(choice["right"])),
        "x" if choice["right"] else "-",
        "x" if chosen else "-",
        label_zh=str(choice.get("zh", "")),
        label_en=str(choice.get("en", "")),
    )
