"""What a pack contains, in a few lines, before anything of it is added."""

from __future__ import annotations

from collections import Counter

from quizbank.app.packs import Contents
from quizbank.domain.question import KINDS

_KINDS_ZH = {"concept": "简答", "choice": "选择", "symbolic": "公式", "numeric": "计算", "code": "代码"}
_MOST_NAMES = 8


def contents_lines(contents: Contents, lang: str) -> list[str]:
    """The lines, in the reader's language; every word of the pack in them is clean."""
    return _zh(contents) if lang == "zh" else _en(contents)


def _en(contents: Contents) -> list[str]:
    pack, kinds = contents.pack, Counter(q.kind for q in contents.questions)
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    lines = [f"{pack.name or 'Unnamed pack'}{f' {pack.version}' if pack.version else ''}, licence {pack.licence or 'not stated'}:",
             f"  {len(contents.questions)} questions{f': {told}' if told else ''}",
             f"  {len(contents.new)} new, {len(contents.same)} you have already"]
    if contents.changed:
        lines.append(f"  {len(contents.changed)} replace yours, whose texts are kept beside the backups: {_names([q.id for q in contents.changed])}")
    if contents.topics:
        lines.append(f"  new topics: {_names([topic.title('en') for topic in contents.topics])}")
    if kinds["code"]:
        lines.append(f"  {kinds['code']} bring Python code, which runs only in the sandbox")
    if contents.left_out:
        lines.append(f"  not taken: {_names(contents.left_out)}")
    if contents.faults:
        lines.append(f"  skipped for their faults: {_names(sorted({fault.file for fault in contents.faults}))}")
    return lines


def _zh(contents: Contents) -> list[str]:
    pack, kinds = contents.pack, Counter(q.kind for q in contents.questions)
    told = "，".join(f"{_KINDS_ZH[kind]} {kinds[kind]}" for kind in KINDS if kinds[kind])
    lines = [f"{pack.name or '未命名的题包'}{f' {pack.version}' if pack.version else ''}，许可证：{pack.licence or '未写明'}",
             f"  共 {len(contents.questions)} 道题{f'：{told}' if told else ''}",
             f"  新题 {len(contents.new)} 道，已有 {len(contents.same)} 道"]
    if contents.changed:
        lines.append(f"  会替换你的 {len(contents.changed)} 道题（原文保存在备份旁边）：{_names([q.id for q in contents.changed])}")
    if contents.topics:
        lines.append(f"  新知识点：{_names([topic.title('zh') for topic in contents.topics])}")
    if kinds["code"]:
        lines.append(f"  {kinds['code']} 道题带有 Python 代码，只会在沙箱里运行")
    if contents.left_out:
        lines.append(f"  不会取出：{_names(contents.left_out)}")
    if contents.faults:
        lines.append(f"  有问题、会跳过：{_names(sorted({fault.file for fault in contents.faults}))}")
    return lines


def _names(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" … (+{rest})" if rest > 0 else "")
