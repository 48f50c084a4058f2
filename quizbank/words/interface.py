"""Every word of the interface, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from quizbank.domain.counting import Count
from quizbank.words.screens.author import AUTHOR
from quizbank.words.screens.browse import BROWSE
from quizbank.words.screens.home import HOME
from quizbank.words.screens.keys import KEY_WORDS
from quizbank.words.screens.memory import MEMORY
from quizbank.words.screens.mock import MOCK
from quizbank.words.screens.mock_speech import SPEECH
from quizbank.words.screens.settings import SETTINGS

STRINGS: dict[str, tuple[str, str]] = {
    "left": ("约剩 {0} 分钟", "about {0} min left"),
    "difficulty": ("难度 {0}", "difficulty {0}"),
    "rate_first": ("按 1 到 4 评分", "rate it: 1 to 4"),
    "turn_word": ("翻面", "turn over"),
    "cursor_word": ("移动光标", "move"),
    "move_word": ("移动这一步", "move the step"),
    "turn_over": ("先想好答案，再按 enter 翻面。", "Think of the answer, then press enter."),
    "confirm": ("确认这些要点", "confirm these points"),
    "retry": ("再试一次", "try again"),
    "accept": ("接受“{0}”", "accept '{0}'"),
    "next": ("下一题", "next"),
    "again": ("重来", "again"),
    "hard": ("困难", "hard"),
    "good": ("良好", "good"),
    "easy": ("轻松", "easy"),
    "today_again": ("今天", "today"),
    "days": ("{0} 天", "{0} d"),
    "read_as": ("读作", "read as"),
    "symbols": ("符号", "symbols"),
    "checking": ("正在判分……", "Checking..."),
    "running": ("正在运行，{0}", "Running, {0}"),
    "cancelling": ("正在停下来……", "Stopping..."),
    "rate_word": ("评分", "rate"),
    "cancel_word": ("停止运行", "stop the run"),
    "hint": ("提示 {0}/{1}：", "Hint {0} of {1}: "),
    "no_hint": ("这道题没有更多提示。", "There are no more hints."),
    "correct": ("答对了。", "Right."),
    "partial": ("部分正确。", "Partly right."),
    "wrong": ("还没有答对。", "Not yet."),
    "invalid": (
        "读不懂这个答案，改一改再交；没有计入复习。",
        "This cannot be read yet: mend it and check again. Nothing is scheduled.",
    ),
    "undecided": ("没能判定，不计入复习。", "Undecided; nothing is scheduled."),
    "unavailable": ("现在判不了，不计入复习。", "Cannot be graded here; nothing is scheduled."),
    "expected": ("应为", "expected"),
    "yours": ("你的", "yours"),
    "follows": ("按你的推算", "from yours"),
    "carried": ("按你前面的结果算是对的", "carried: right for what you had"),
    "blank": ("空着", "blank"),
    "at_point": ("在 {0} 处：你的 {1}，应为 {2}", "at {0}: yours {1}, expected {2}"),
    "marks": ("共 {0} / {1} 分", "{0} of {1} mark{2:s}"),
    "answer": ("答案", "Answer"),
    "explanation": ("讲解", "Explanation"),
    "rubric": (
        "勾选你确实说到的点（数字键改），再按 enter",
        "Tick the points you did make (number keys), then enter",
    ),
    "summary": ("今天的小结", "Today's summary"),
    "answered": (
        "做了 {0} 道，答对 {1} 道，用了 {2} 分钟",
        "{0} answered, {1} of them right, in {2} min",
    ),
    "remembered": ("以前学过的 {1} 道里记住 {0} 道", "{0} of {1} from earlier days remembered"),
    "missed_most": ("丢分的主题：{0}", "Missed: {0}"),
    "slowest": ("最费时（{0} 秒）：{1}", "Took longest ({0} s): {1}"),
    "tomorrow": ("明天到期 {0} 道", "{0} due tomorrow"),
    "undone": ("已撤销：{0}", "Taken back: {0}"),
    "nothing_undo": ("没有可以撤销的。", "There is nothing to take back."),
    "copied": ("已复制。", "Copied."),
    "saved": ("已保存。", "Saved."),
    "buried": ("今天不再问这道题。", "Not asked again today."),
    "suspended": ("不再问这道题。", "Not asked any more."),
    "flagged": ("已标记。", "Flagged."),
    "too_small": (
        "窗口太小：至少要 60 列 16 行。",
        "The window is too small: 60 columns and 16 rows at least.",
    ),
    "plan": ("计划", "Plan"),
    "plan_date": ("面试日期", "Interview date"),
    "plan_minutes": ("每天几分钟", "Minutes a day"),
    "plan_bad_date": ("日期请写成 2027-03-15 这样。", "Write the date like 2027-03-15."),
    "plan_none": (
        "还没有设面试日期。在上面填好，按 enter，就能看到那天预计能记住多少。",
        "No interview date yet. Fill it in above and press enter to see what you can "
        "expect to remember on that day.",
    ),
    "plan_past": ("这个日期已经过去了。", "That date has passed already."),
    "plan_bad_minutes": ("分钟数是 0 到 720 的整数。", "Minutes are a whole number from 0 to 720."),
    "stats": ("统计", "Statistics"),
    "reviews": ("复习次数", "reviews"),
    "retention": ("记住率", "retention"),
    "mastery": ("各主题掌握度", "Mastery by topic"),
    "slips": ("最常见的错误", "Most frequent slips"),
    "ask_again": (
        "{0}。按 F5 再试一次，写过的都在。",
        "{0}. F5 tries again; what you wrote is kept.",
    ),
    "grader_failed": ("判分程序出了问题：{0}", "The grader failed: {0}"),
    **AUTHOR,
    **BROWSE,
    **HOME,
    **KEY_WORDS,
    **MEMORY,
    **MOCK,
    **SETTINGS,
    **SPEECH,
}


def in_a_row(facts: Sequence[str], ascii_only: bool) -> str:
    """Facts on one line with a dot between them, or a dash in ASCII."""
    return (" - " if ascii_only else " · ").join(facts)


def clock(seconds: float) -> str:
    """Minutes and seconds, none below zero."""
    left = max(0, round(seconds))
    return f"{left // 60}:{left % 60:02}"


def text(key: str, lang: str, *values: object) -> str:
    """The words of `key` in `lang`, with values filled in; "{0:s}" is the plural's s of a whole
    number.
    """
    zh, en = STRINGS[key]
    return (zh if lang == "zh" else en).format(
        *(Count(value) if type(value) is int else value for value in values)
    )
