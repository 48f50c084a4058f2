"""What the undo key takes back, before it does and after it did."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "undo.would-rating": (
        "上一步是给 {question} 评分（{at}）。要撤回吗？",
        "The last thing done was rating {question} ({at}). Take it back?",
    ),
    "undo.would-suspended": (
        "上一步是暂停或恢复 {question}（{at}）。要撤回吗？",
        "The last thing done was suspending {question}, or asking it again ({at}). Take it back?",
    ),
    "undo.would-flagged": (
        "上一步是标记 {question} 或取消标记（{at}）。要撤回吗？",
        "The last thing done was flagging {question}, or taking the flag off ({at}). Take it back?",
    ),
    "undo.would-buried_until": (
        "上一步是把 {question} 推后（{at}）。要撤回吗？",
        "The last thing done was putting {question} off ({at}). Take it back?",
    ),
    "undo.would-spread": (
        "上一步是把积压分摊到几天（{at}）。要撤回吗？",
        "The last thing done was spreading the backlog over days ({at}). Take it back?",
    ),
    "undo.would-edit": (
        "上一步是修改 {question}（{at}）。要撤回吗？",
        "The last thing done was editing {question} ({at}). Take it back?",
    ),
    "undo.would-skip": (
        "上一步是跳过 {question}（{at}）。要撤回吗？",
        "The last thing done was skipping {question} ({at}). Take it back?",
    ),
    "undo.done-rating": (
        "撤回了 {question} 的评分：答案还在，请重新评分。",
        "Took back the rating of {question}: your answer is still there, rate it anew.",
    ),
    "undo.done-suspended": (
        "{question} 恢复到暂停或恢复之前的样子。",
        "{question} is as it was before it was suspended, or asked again.",
    ),
    "undo.done-flagged": (
        "{question} 的标记恢复原样。",
        "The flag of {question} is as it was before.",
    ),
    "undo.done-buried_until": (
        "{question} 不再推后。",
        "{question} is not put off any more.",
    ),
    "undo.done-spread": (
        "积压不再分摊：那些题又到期了。",
        "The backlog is not spread any more: those questions are due again.",
    ),
    "undo.done-edit": (
        "{question} 恢复到修改之前。",
        "{question} is as it was before the edit.",
    ),
    "undo.done-skip": (
        "{question} 不再跳过。",
        "{question} is not skipped any more.",
    ),
}
