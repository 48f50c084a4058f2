"""What is said of each failure: the contract's code, and the values that its sentence names."""

from __future__ import annotations

from graders.code.compare import Difference
from graders.code.limits import Limits
from graders.code.results import Fault
from graders.said import Said, Value, authored, said
from graders.verdict import Diagnosis

KIND = "code"


def say(word: str, **details: Value) -> Diagnosis:
    """The diagnosis of `word` with the values that its sentence names."""
    return Diagnosis(word, said(f"{KIND}.{word}", **details))


def of_difference(
    difference: Difference,
    case: int,
    name: str = "",
    *,
    word: str = "",
    relation: Said | None = None,
) -> Diagnosis:
    """What is said of a difference in case number `case` (from 1); `name` is a gradient's
    parameter, `relation` how the wrong numbers hang together with the right ones.
    """
    index = difference.index
    at = difference.path + (f"[{', '.join(map(str, index))}]" if index else "")
    return say(
        word or difference.word,
        case=case,
        name=name,
        where=said("code.at", at=at) if at else "",
        expected=difference.expected,
        got=difference.got,
        error=_error(difference),
        more=said("code.more", relation=relation) if relation else "",
    )


def _error(difference: Difference) -> Said | str:
    if difference.largest is None:
        return ""
    largest = f"{difference.largest:.3g}"
    return said("code.error", largest=largest, bad=difference.bad, size=difference.size)


def of_fault(
    fault: Fault, limits: Limits, entry: str, *, count: int = 0, source: str = ""
) -> Diagnosis:
    """What is said of a run that gave no value; quotes the learner's own line where there is one.
    `count` is how many arguments the question gives.
    """
    text = line_of(source, fault.line)[:100]
    detail = ": ".join(part for part in (fault.type, fault.message[:200]) if part)
    return say(
        fault.word,
        entry=entry,
        name=fault.message if fault.word == "forbidden-name" else entry,
        count=count,
        type=fault.type,
        message=fault.message,
        cpu=limits.cpu,
        wall=limits.wall,
        memory=_amount(limits.memory),
        detail=said("code.remark", text=detail) if detail else "",
        line=said("code.at-line", line=fault.line or 0, text=text) if text else "",
    )


def line_of(source: str, number: int | None) -> str:
    """A line of the source (counted from 1) without its indent; empty where there is none."""
    lines = source.splitlines()
    return lines[number - 1].strip() if number and 0 < number <= len(lines) else ""


def of_check(name: str, doc: str, case: int, message: str) -> Diagnosis:
    """What is said of a failed ``check_*``: its docstring's first line, or its ``zh:`` and ``en:``
    lines.
    """
    lines = [line.strip() for line in doc.splitlines() if line.strip()]
    first = lines[0] if lines else name
    texts = {lang: _in_language(lines, lang) or first for lang in ("zh", "en")}
    told = authored(texts["zh"].rstrip("。."), texts["en"].rstrip("。."))
    more = said("code.remark", text=message) if message else ""
    return say("wrong-property", case=case, property=told, message=more)


def _in_language(lines: list[str], lang: str) -> str:
    return next((line[3:].strip() for line in lines if line.startswith(f"{lang}:")), "")


def _amount(count: int) -> str:
    return f"{count / 2**30:g} GB" if count >= 2**30 else f"{count / 2**20:g} MB"
