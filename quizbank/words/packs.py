"""What is said of packs before and after they are added."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "pack.title": ("{name}，许可证：{licence}", "{name}, licence {licence}:"),
    "pack.version": ("{name} {version}", "{name} {version}"),
    "pack.unnamed": ("未命名的题包", "Unnamed pack"),
    "pack.no-licence": ("未写明", "not stated"),
    "pack.kinds": ("  共 {n} 道题：{kinds}", "  {n} question{n:s}: {kinds}"),
    "pack.empty": ("  共 0 道题", "  0 questions"),
    "pack.kind": ("{name} {n}", "{n} {name}"),
    "pack.new": ("  新题 {new} 道，已有 {same} 道", "  {new} new, {same} you have already"),
    "pack.changed": (
        "  会替换你的 {n} 道题（原文保存在备份旁边）：{names}",
        "  {n} replace yours, whose texts are kept beside the backups: {names}",
    ),
    "pack.topics": ("  新知识点：{names}", "  new topics: {names}"),
    "pack.code": (
        "  {n} 道题带有 Python 代码，只会在沙箱里运行",
        "  {n} with Python code, which runs only in the sandbox",
    ),
    "pack.left-out": ("  不会取出：{names}", "  not taken: {names}"),
    "pack.unseen": ("  缺图片的题：{names}", "  without a picture of theirs: {names}"),
    "pack.skipped": ("  有问题、会跳过：{names}", "  skipped for their faults: {names}"),
    "pack.more": ("… (+{rest})", "… (+{rest})"),
    "pack.ask": ("加入这些题吗？", "Add these questions?"),
    "pack.say-yes": (
        "没有加入任何题：确认要加时请用 --yes。",
        "Nothing was added: say --yes to add them.",
    ),
    "pack.added": (
        "新增 {added} 道，更新 {changed} 道，跳过 {skipped} 个文件。",
        "Added {added}, changed {changed}, skipped {skipped} file{skipped:s}.",
    ),
    "pack.shared": (
        "{n} 道题写进了 {file}。别人用 quizbank add 就能加入。",
        "Wrote {n} question{n:s} to {file}. Others add them with 'quizbank add'.",
    ),
}
