"""What comes along when a formula is pasted from a chat, a notebook or a paper: fences, labels,
comments, boxes. It is blanked out, so that every other character keeps its place.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"```[A-Za-z]*")
_LABEL = re.compile(
    r"\s*[*_]*\s*(?:(?:the|final|my)\s+)*(?:answer|solution|result|formula|答案|答|解|结果|公式)"
    r"\s*(?:is\b|是|为)?\s*[*_]*\s*[:=]\s*[*_]*",
    re.IGNORECASE,
)
_CODE_LINE = re.compile(r"^[ \t]*(?:import|from|def)\b[^\n]*$|^[ \t]*return\b", re.MULTILINE)
_HASH = re.compile(r"#[^\n]*")
_LATEX_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_COMMANDS = re.compile(r"\\(?:boxed|fbox|mathop|mathbin|mathrel|smash)(?![A-Za-z])")
_DROPPED_GROUPS = re.compile(
    r"\\(?:tag\*?|label|color|hspace|vspace|phantom)\s*\{[^{}]*\}|\\textcolor\s*\{[^{}]*\}"
)
_ROW_SKIP = re.compile(r"(?<=\\\\)\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm)\s*\]")
_BRACE = re.compile(r"\\(?:under|over)brace(?=\s*\{)")
_EQUALS = re.compile(r"\s*:?=(?!=)")
_STOP = re.compile(r"[\s,;.]+$")


def cleaned(text: str) -> str:
    """`text`, whose signs are plain already, with what is no formula blanked out; as long as it
    was.
    """
    for pattern in (_FENCE, _HASH, _CODE_LINE, _DROPPED_GROUPS, _ROW_SKIP, _COMMANDS):
        text = pattern.sub(_blank, text)
    text = text.replace("`", " ").replace("\\operatorname*", "\\operatorname ")
    if "\\" in text:
        text = _LATEX_COMMENT.sub(_blank, text)
    text = _unbold(_unbraced(text))
    label = _LABEL.match(text)
    if label:
        text = " " * label.end() + text[label.end() :]
    text = _EQUALS.sub(_blank, text, count=1) if _EQUALS.match(text) else text
    return _STOP.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _unbold(text: str) -> str:
    """``**x + 1**`` as x + 1."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if end - start > 4 and text.startswith("**", start) and text.startswith("**", end - 2):
        return text[:start] + "  " + text[start + 2 : end - 2] + "  " + text[end:]
    return text


def _unbraced(text: str) -> str:
    """``\\underbrace{x}_{note}`` as {x}."""
    while found := _BRACE.search(text):
        end = _group_end(text, text.index("{", found.end() - 1))
        after = end
        while text[after : after + 1] == " ":
            after += 1
        if text[after : after + 1] in ("_", "^"):
            opener = after + 1
            last = _group_end(text, opener) if text[opener : opener + 1] == "{" else opener + 1
            text = text[:after] + " " * (last - after) + text[last:]
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text


def _group_end(text: str, start: int) -> int:
    """The place after the brace that closes the one at `start`, or the end of the text."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] == "\\":
            continue
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return place + 1
    return len(text)
