"""Why a rating is suggested."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "rating.none": ("这次不计入复习。", "Nothing is scheduled for this one."),
    "rating.unread": (
        "有一处读不懂，改好再交。",
        "One field could not be read: mend it and try again.",
    ),
    "rating.revealed": ("重来：看过答案了。", "Again: the answer was shown."),
    "rating.wrong": ("重来：还没有答对。", "Again: not right yet."),
    "rating.tries": ("重来：试了 {n} 次才对。", "Again: right only at try {n}."),
    "rating.hard": ("困难：{why}{time}。", "Hard: {why}{time}."),
    "rating.good": ("良好：一次答对{time}。", "Good: right, first try{time}."),
    "rating.easy": ("轻松：一次答对{time}。", "Easy: right, first try{time}."),
    "rating.score": ("得分 {score:.0%}", "{score:.0%} of the marks"),
    "rating.hints": ("用了 {n} 个提示", "with {n} hint{n:s}"),
    "rating.second": ("第二次才对", "right at the second try"),
    "rating.slow": ("答对了但偏慢", "right, but slow"),
    "rating.time": ("，用时 {seconds:.0f} 秒", ", {seconds:.0f} s"),
    "rating.time-median": (
        "，用时 {seconds:.0f} 秒，你的中位数是 {median:.0f} 秒",
        ", {seconds:.0f} s, your median is {median:.0f} s",
    ),
}
