"""What a pack contains, in a few lines, before anything of it is added."""

from __future__ import annotations

from collections import Counter

from quizbank.app.kinds import KINDS
from quizbank.app.packs import Contents
from quizbank.domain.counting import counted

_KINDS_ZH = {
    "concept": "简答",
    "choice": "选择",
    "symbolic": "公式",
    "numeric": "计算",
    "code": "代码",
}
_MOST_NAMES = 8


def contents_lines(contents: Contents, lang: str) -> list[str]:
    """The lines, in the reader's language; every word of the pack in them is clean."""
    pack, kinds = contents.pack, Counter(q.kind for q in contents.questions)
    code, changed = kinds["code"], _names([q.id for q in contents.changed])
    topics = _names([topic.title(lang) for topic in contents.topics])
    skipped = _names(sorted({fault.file for fault in contents.faults}))
    unseen = _names(sorted({fault.file for fault in contents.unseen}))
    version = f" {pack.version}" if pack.version else ""
    told_zh = "，".join(f"{_KINDS_ZH[kind]} {kinds[kind]}" for kind in KINDS if kinds[kind])
    told_en = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    count, new, same = len(contents.questions), len(contents.new), len(contents.same)
    lines: list[tuple[object, str, str]] = [
        (
            True,
            f"{pack.name or '未命名的题包'}{version}，许可证：{pack.licence or '未写明'}",
            f"{pack.name or 'Unnamed pack'}{version}, licence {pack.licence or 'not stated'}:",
        ),
        (
            True,
            f"  共 {count} 道题{f'：{told_zh}' if told_zh else ''}",
            f"  {counted(count, 'question')}{f': {told_en}' if told_en else ''}",
        ),
        (True, f"  新题 {new} 道，已有 {same} 道", f"  {new} new, {same} you have already"),
        (
            contents.changed,
            f"  会替换你的 {len(contents.changed)} 道题（原文保存在备份旁边）：{changed}",
            f"  {len(contents.changed)} replace yours, whose texts are kept beside the "
            f"backups: {changed}",
        ),
        (contents.topics, f"  新知识点：{topics}", f"  new topics: {topics}"),
        (
            code,
            f"  {code} 道题带有 Python 代码，只会在沙箱里运行",
            f"  {counted(code, 'brings', 'bring')} Python code, which runs only in the sandbox",
        ),
        (
            contents.left_out,
            f"  不会取出：{_names(contents.left_out)}",
            f"  not taken: {_names(contents.left_out)}",
        ),
        (contents.unseen, f"  缺图片的题：{unseen}", f"  without a picture of theirs: {unseen}"),
        (contents.faults, f"  有问题、会跳过：{skipped}", f"  skipped for their faults: {skipped}"),
    ]
    return [zh if lang == "zh" else en for there, zh, en in lines if there]


def _names(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" … (+{rest})" if rest > 0 else "")
