"""Rules about text: nothing acts or hides in it, and both languages say the same numbers and symbols."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

from quizbank.authoring.clean import first_forbidden
from quizbank.authoring.faults import Fault
from quizbank.domain.question import Question

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_BRACED = re.compile(r"\{[A-Za-z_]\w*\}")


def text_faults(question: Question) -> list[Fault]:
    """Characters that act or hide anywhere in the question, and numbers that differ between its languages."""
    faults = []
    every = json.dumps([dict(question.prompt), dict(question.spec), {k: list(v) for k, v in question.hints.items()},
                        dict(question.explanation)], ensure_ascii=False)
    hidden = first_forbidden(every.replace("\\u001b", "\x1b"))
    if hidden or "\\u00" in every:
        name = hidden[1] if hidden else "control character"
        faults.append(Fault(question.path, _line_of_forbidden(question.path), "hidden-character",
                            f"文中有不可见或控制字符（{name}），请删掉。", f"There is a hidden or control character ({name}): delete it."))
    if question.prompt.get("zh") and question.prompt.get("en"):
        faults.extend(_numbers_differ(question))
    return faults


def _line_of_forbidden(path: str) -> int:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return 1
    found = first_forbidden(text)
    return 1 if found is None else text[: found[0]].count("\n") + 1


def _numbers_differ(question: Question) -> list[Fault]:
    counts = {lang: _numbers(question.prompt[lang]) for lang in ("zh", "en")}
    missing = (counts["zh"] - counts["en"]) + (counts["en"] - counts["zh"])
    if not missing:
        return []
    shown = ", ".join(sorted(missing))
    return [Fault(question.path, 1, "languages-differ", f"中英文题面里的数字或变量不一致: {shown}。",
                  f"The prompts differ in numbers or variables: {shown}.")]


def _numbers(text: str) -> Counter[str]:
    """Which numbers and variables a prompt names; how often does not matter."""
    plain = unicodedata.normalize("NFKC", text)
    found = {number.replace(",", "") for number in _NUMBER.findall(plain)} | set(_BRACED.findall(plain))
    # small counts are often words in one language and digits in the other
    return Counter(sorted(f for f in found if not (f.isdigit() and int(f) <= 12)))
