"""The words of writing questions."""

from __future__ import annotations

AUTHOR: dict[str, tuple[str, str]] = {
    "author_start": ("写一道题", "Write a question"),
    "author_pick": (
        "先选题型，会给你一份填好的样例，改成自己的就行。",
        "Pick a kind: you get a filled example, and make it your own.",
    ),
    "author_topic": ("放在哪个主题下", "Its topic"),
    "author_own_topic": ("我的笔记", "My notes"),
    "author_go_on": ("接着写：{0}", "Go on with {0}"),
    "author_new": ("新题", "new question"),
    "author_editing": ("改题 {0}", "Editing {0}"),
    "author_overlay": (
        "这是题库自带的题：保存后成为你自己的版本，升级题库不会动它。",
        "This one comes with the bank: saved, it becomes your own version, which an "
        "upgrade leaves alone.",
    ),
    "author_overlaid": (
        "这是你自己的版本；{0} 恢复题库原来的。",
        "This is your own version; {0} goes back to the bank's.",
    ),
    "author_changed": (
        "注意：题库里的这道题后来更新过。{0} 换成题库的新版，或者照旧保存自己的。",
        "Note: the bank's version has changed since. {0} takes the bank's, or save yours "
        "as before.",
    ),
    "author_reading": ("正在检查……", "Checking..."),
    "author_clean": ("没有发现问题。", "Nothing is wrong with it."),
    "author_clean_code": (
        "读得懂；保存时会把参考实现和每个变异体跑一遍（{0} 现在就跑）。",
        "It reads well; saving runs the reference and every mutant ({0} runs them now).",
    ),
    "author_line": ("第 {0} 行", "line {0}"),
    "author_more": ("还有 {0} 处", "{0} more"),
    "author_nothing": (
        "改好下面的问题，这里就会显示题目。",
        "Mend what is listed below, and the question appears here.",
    ),
    "author_same": (
        "这种题每次都一样，没有变式。",
        "This kind is the same every time: there are no variants.",
    ),
    "author_faulty": (
        "还有问题没改，没有保存；写的内容已经留着。",
        "Not saved yet: mend what is listed first. Your text is kept.",
    ),
    "author_saved": ("已保存 {0}，从现在起会问到。", "{0} is saved and will be asked from now on."),
    "author_kept": (
        "还没保存，写的内容留着，下次接着写。",
        "Not saved yet: your text is kept, go on whenever you like.",
    ),
    "author_reverted": (
        "{0} 恢复成题库的版本；你的文件改名留着（.old）。",
        "{0} is the bank's version again; your file is kept with the ending .old.",
    ),
    "author_revert_ask": (
        "恢复题库的 {0}？你的版本会改名留着。",
        "Go back to the bank's {0}? Your version is kept under another name.",
    ),
    "author_stuck": (
        "检查程序停了（{0}）。写的内容还在，再按一次就会重新启动。",
        "The checker stopped ({0}). Your text is still here; it starts afresh the next time.",
    ),
    "author_shared": (
        "{0} 道题写进了 {1}。把这个文件发给别人，用 quizbank add 就能加入。",
        "Wrote {0} question{0:s} to {1}. Send that file; others add it with quizbank add.",
    ),
    "author_none": ("还没有自己写的题。", "There are no questions of your own yet."),
}
