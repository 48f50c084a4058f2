"""Why a rating is suggested, what is said of a day, and when a question comes next."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "day.fits": (
        "到期的 {due} 道里，{minutes} 分钟能做 {fit} 道；其余的明天先问。",
        "{fit} of {due} due fit in {minutes} minute{minutes:s}; the rest come first tomorrow.",
    ),
    "day.new-held": (
        "新题先少给一些：接下来几天到期的题已经差不多占满每天的时间。",
        "There are few new questions for now: what falls due in the next days nearly fills your "
        "time.",
    ),
    "day.not-reached": (
        "照这个节奏，到面试那天学不到：{topics}。可以每天多几分钟，"
        "或用 quizbank plan --focus 选重点。",
        "At this pace you will not reach {topics}. Give the days more minutes, or choose with "
        "quizbank plan --focus.",
    ),
    "day.not-reached-more": (
        "照这个节奏，到面试那天学不到：{topics}，还有另外 {n} 个主题。可以每天多几分钟，"
        "或用 quizbank plan --focus 选重点。",
        "At this pace you will not reach {topics} and {n} more topic{n:s}. Give the days more "
        "minutes, or choose with quizbank plan --focus.",
    ),
    "focus.unknown": (
        "没有“{name}”这个方向或主题。可选的方向：{roles}。",
        "There is no role or topic '{name}'. The roles are {roles}.",
    ),
    "focus.near": (
        "没有“{name}”这个方向或主题。是不是 {near}？",
        "There is no role or topic '{name}'. Did you mean {near}?",
    ),
    "pause.bad": (
        "“{text}”不是假期：请写成 2026-12-24..2026-12-27，第一天不晚于最后一天。",
        "'{text}' is no holiday: write it as 2026-12-24..2026-12-27, the first day not after the "
        "last.",
    ),
    "next.today": ("今天再问", "again today"),
    "next.on": ("{date}", "{date}"),
    "next.not-before": ("面试前不再问", "not again before the interview"),
    "date.short": ("{month}{day}日 {weekday}", "{weekday} {day} {month}"),
    "weekday.1": ("周一", "Mon"),
    "weekday.2": ("周二", "Tue"),
    "weekday.3": ("周三", "Wed"),
    "weekday.4": ("周四", "Thu"),
    "weekday.5": ("周五", "Fri"),
    "weekday.6": ("周六", "Sat"),
    "weekday.7": ("周日", "Sun"),
    "month.1": ("1月", "Jan"),
    "month.2": ("2月", "Feb"),
    "month.3": ("3月", "Mar"),
    "month.4": ("4月", "Apr"),
    "month.5": ("5月", "May"),
    "month.6": ("6月", "Jun"),
    "month.7": ("7月", "Jul"),
    "month.8": ("8月", "Aug"),
    "month.9": ("9月", "Sep"),
    "month.10": ("10月", "Oct"),
    "month.11": ("11月", "Nov"),
    "month.12": ("12月", "Dec"),
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
