"""The kind's own part of a question file: choices, rubric, formulas, steps, code."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from typing import Any

from quizbank.authoring.sections import Document, Section

_CHOICE = re.compile(r"-\s*\[([ xX])\]\s*(.*)")
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_TEXT_KEYS = ("zh", "en")
_MOST_CHOICES = 26
# of rubric points, steps, misconceptions, mutants: more than any question has
_MOST_TABLES = 100


def choice_body(document: Document) -> dict[str, Any]:
    """Choices from ``## choices``, or from both ``## choices zh`` and ``## choices en``."""
    shared = document.find("choices")
    by_language = {lang: document.find(f"choices {lang}") for lang in _TEXT_KEYS}
    lists = {lang: _choices(document, section) for lang, section in by_language.items() if section}
    if shared:
        lists = dict.fromkeys(_TEXT_KEYS, _choices(document, shared))
    if not lists:
        document.fault(
            document.front_line,
            "no-choices",
            "缺少 ## choices 小节。",
            "The '## choices' section is missing.",
        )
        return {"multiple": False, "choices": []}
    columns = list(lists.values())
    if len({tuple(right for right, _, _ in column) for column in columns}) != 1:
        line = (by_language["en"] or shared or document.sections[0]).line
        document.fault(
            line,
            "choices-differ",
            "中英文的选项个数或正确项不一致。",
            "The choices of the two languages differ in number or in which are right.",
        )
        return {"multiple": False, "choices": []}
    if len(columns[0]) > _MOST_CHOICES:
        line = (by_language["en"] or shared or document.sections[0]).line
        document.fault(
            line,
            "choices-many",
            f"选项太多：最多 {_MOST_CHOICES} 个，正好用完字母。",
            f"There are too many choices: at most {_MOST_CHOICES}, as many as letters.",
        )
        return {"multiple": False, "choices": []}
    choices = []
    for k, (right, _, _) in enumerate(columns[0]):
        texts = {lang: column[k][1] for lang, column in lists.items()}
        told = {lang: column[k][2] for lang, column in lists.items() if column[k][2]}
        choices.append(
            {
                "right": right,
                "zh": "",
                "en": "",
                **texts,
                "diagnosis": {"zh": "", "en": "", **told} if told else None,
            }
        )
    return {"multiple": bool(document.front.get("multiple", False)), "choices": choices}


def _choices(document: Document, section: Section) -> list[tuple[bool, str, str]]:
    found: list[tuple[bool, str, str]] = []
    for k, line in enumerate(section.text.splitlines()):
        if match := _CHOICE.fullmatch(line.strip()) if not line.startswith((" ", "\t")) else None:
            found.append((match[1] != " ", match[2], ""))
        elif line.strip() and found and line.startswith((" ", "\t")):
            right, text, told = found[-1]
            found[-1] = (right, text, f"{told} {line.strip()}".strip())
        elif line.strip():
            document.fault(
                section.line + 1 + k,
                "choice-line",
                "选项写作“- [x] 内容”或“- [ ] 内容”, 诊断缩进一行。",
                "Write a choice as '- [x] text' or '- [ ] text', its diagnosis on an "
                "indented line.",
            )
    return found


def concept_body(document: Document) -> dict[str, Any]:
    """The rubric with its accepted phrases, and the contradictions."""
    rubric = _tables(document, "rubric", {"id": str, "weight": (int, float), "accept": list})
    contradictions = _tables(document, "contradiction", {"accept": list, "penalty": (int, float)})
    if not rubric:
        document.fault(
            document.front_line,
            "no-rubric",
            "缺少 [[rubric]] 评分点。",
            "There is no [[rubric]] point.",
        )
    total = sum(float(point.get("weight", 0)) for point in rubric)
    return {
        "rubric": [{"zh": "", "en": "", **p} for p in rubric],
        "contradictions": contradictions,
        "pass_mark": document.front.get("pass_mark", 0.6 * total),
        "samples": document.front.get("answers_tested", []),
    }


def symbolic_body(document: Document) -> dict[str, Any]:
    """The declared symbols, the answer and the misconceptions."""
    front = document.front
    if not isinstance(front.get("symbols"), dict) or not front.get("symbols"):
        document.fault(
            document.line_of("symbols"),
            "no-symbols",
            "缺少 [symbols] 表: 声明每个符号。",
            "The [symbols] table is missing: declare every symbol.",
        )
    if not isinstance(front.get("answer"), str):
        document.fault(
            document.line_of("answer"),
            "no-answer",
            '缺少 answer = "..."。',
            'answer = "..." is missing.',
        )
    return {
        "symbols": front.get("symbols", {}),
        "answer": str(front.get("answer", "0")),
        "misconceptions": _tables(document, "misconception", {"answer": str}),
        **({"indistinct": front["indistinct"]} if "indistinct" in front else {}),
    }


def numeric_body(document: Document) -> dict[str, Any]:
    """Variables, given values and steps."""
    front = document.front
    steps = _tables(document, "step", {"id": str, "formula": str})
    if not steps:
        document.fault(
            document.front_line,
            "no-steps",
            "至少要有一个 [[step]]。",
            "At least one [[step]] is needed.",
        )
    return {
        "variables": front.get("variables", {}),
        "given": front.get("given", {}),
        "reject": front.get("reject", []),
        "example": front.get("example", {}),
        "digits": front.get("digits"),
        "steps": [{"marks": 1, "zh": "", "en": "", **step} for step in steps],
    }


def code_body(document: Document) -> dict[str, Any]:
    """The entry point, the fences, and the mutants."""
    front = document.front
    body: dict[str, Any] = {
        "entry": front.get("entry", ""),
        "arguments": front.get("arguments", "tensor"),
        "gradients": front.get("gradients", []),
        "forbidden": front.get("forbidden", []),
        "rtol": front.get("rtol"),
        "atol": front.get("atol"),
        "limits": front.get("limits", {}),
        "model": bool(front.get("model", False)),
    }
    if not body["entry"]:
        document.fault(
            document.front_line,
            "no-entry",
            '缺少 entry = "函数名"。',
            'entry = "function name" is missing.',
        )
    for name in ("starter", "cases", "reference", "checks"):
        section = document.find(name)
        body[name] = _fence(document, section) if section else ""
        if section is None and name in ("cases", "reference"):
            document.fault(
                document.front_line,
                "no-" + name,
                f"缺少 ## {name} 小节。",
                f"The '## {name}' section is missing.",
            )
    mutants = document.find("mutants")
    body["mutants"] = _mutants(document, mutants) if mutants else []
    # settings of the code grader that are not named here pass through to it
    known = set(body) | {
        "id",
        "kind",
        "topic",
        "difficulty",
        "minutes",
        "guide",
        "errata",
        "sources",
        "tags",
        "roles",
    }
    return {**{k: v for k, v in front.items() if k not in known}, **body}


def _fence(document: Document, section: Section) -> str:
    found = _fenced(section.text)
    if found is None:
        document.fault(
            section.line,
            "no-fence",
            f"“{section.heading}”里要有一个代码块。",
            f"'{section.heading}' needs a fenced block of code.",
        )
        return ""
    return found


def _fenced(text: str) -> str | None:
    """What stands in the first fence; None where there is none that is closed."""
    fence, body = "", list[str]()
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif opened and line.strip(" ") == opened[1] and opened[1].startswith(fence):
            return textwrap.dedent("".join(f"{line}\n" for line in body))
        elif fence:
            body.append(line)
    return None


def _mutants(document: Document, section: Section) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for block in re.split(r"^### +", section.text, flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        texts = dict(re.findall(r"^(zh|en):\s*(.+)$", rest, flags=re.MULTILINE))
        fenced = _fenced(rest)
        if fenced is None or not texts:
            document.fault(
                section.line,
                "mutant",
                f"变异体 {name.strip()} 需要 zh:、en: 两行和一个代码块。",
                f"The mutant {name.strip()} needs lines 'zh:' and 'en:' and a fence.",
            )
            continue
        if len(found) == _MOST_TABLES:
            document.fault(
                section.line,
                "mutant",
                f"变异体太多：最多 {_MOST_TABLES} 个。",
                f"There are too many mutants: at most {_MOST_TABLES}.",
            )
            break
        found.append(
            {
                "name": name.strip(),
                "zh": texts.get("zh", ""),
                "en": texts.get("en", ""),
                "source": fenced,
            }
        )
    return found


def _tables(document: Document, key: str, needed: dict[str, Any]) -> list[dict[str, Any]]:
    """The ``[[key]]`` tables that have what they need; the others are faults."""
    raw = document.front.get(key, [])
    if not isinstance(raw, list):
        document.fault(
            document.line_of(key),
            "table",
            f"{key} 要写作 [[{key}]]。",
            f"Write {key} as [[{key}]].",
        )
        return []
    if len(raw) > _MOST_TABLES:
        document.fault(
            document.line_of(key),
            "table",
            f"[[{key}]] 太多：最多 {_MOST_TABLES} 个。",
            f"There are too many [[{key}]]: at most {_MOST_TABLES}.",
        )
        return []
    tables = []
    for k, table in enumerate(raw):
        missing = [
            n
            for n, kind in needed.items()
            if not isinstance(table, dict)
            or not isinstance(table.get(n), kind)
            or isinstance(table.get(n), bool)
        ]
        if missing:
            names = ", ".join(missing)
            document.fault(
                document.line_of(key, k + 1),
                "table",
                f"第 {k + 1} 个 [[{key}]] 缺少或写错了: {names}。",
                f"[[{key}]] number {k + 1} lacks or misspells: {names}.",
            )
        else:
            tables.append(table)
    return tables


BODIES: dict[str, Callable[[Document], dict[str, Any]]] = {
    "choice": choice_body,
    "concept": concept_body,
    "symbolic": symbolic_body,
    "numeric": numeric_body,
    "code": code_body,
}
