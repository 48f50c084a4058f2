"""A symbol's declaration, told to a learner: the pack's own notation in English, its words in Chinese."""

from __future__ import annotations

import re

_DOMAINS = {"real": "实数", "positive": "正数", "nonnegative": "非负数", "binary": "0 或 1"}
_SHAPE = re.compile(r"(scalar|vector|matrix|tensor|simplex|onehot|integer|size)\s*(?:\[([^\]]*)\])?\s*(.*)", re.DOTALL)


def declared(declaration: str, lang: str) -> str:
    """`vector[n] in (0,1)` as it is, or in Chinese 向量[n]，取自 (0,1); what is not recognised stays as it is."""
    found = _SHAPE.fullmatch(declaration.strip())
    if lang != "zh" or found is None:
        return declaration
    shape, sizes, domain = found.groups()
    size = f"[{sizes}]" if sizes is not None else ""
    match shape:
        case "integer":
            return f"整数 {domain}".rstrip()
        case "size":
            return "长度"
        case "simplex":
            return f"概率向量{size}"
        case "onehot":
            return f"独热向量{size}"
        case "scalar":
            return _domain(domain) or "数"
        case _:
            name = {"vector": "向量", "matrix": "矩阵", "tensor": "张量"}[shape]
            return f"{_adjective(domain)}{name}{size}" if domain in _DOMAINS else "，".join(part for part in (f"{name}{size}", _domain(domain)) if part)


def _adjective(domain: str) -> str:
    return {"real": "实", "positive": "正", "nonnegative": "非负", "binary": "0-1 "}[domain]


def _domain(domain: str) -> str:
    if domain.startswith("in "):
        return f"取自 {domain[3:].strip()}"
    if domain.startswith("integer "):
        return f"整数 {domain[8:].strip()}"
    return _DOMAINS.get(domain, domain)
