"""Why a rating is suggested, what is said of a day, and when a question comes next."""

from __future__ import annotations

_RELEARN = (
    "重读讲解，拆成更小的题或改写它，再按 c 或用 quizbank review --set-aside 练；"
    "隔天记住了就会回来。",
    "Read the explanation anew, split it into smaller questions or rewrite it, then practise with "
    "c or quizbank review --set-aside; what you remember on a later day comes back.",
)

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
    "note.clock-back": (
        "电脑的时钟比上一次复习早了 {minutes} 分钟，像是往回拨过。复习照常记录，按较晚的那天算。",
        "This computer's clock is {minutes} minute{minutes:s} behind your last review: it seems to "
        "have been set back. Reviews are recorded as usual and count for the later day.",
    ),
    "note.future-reviews": (
        "记录里有未来的复习，最晚到 {date}：这台或另一台机器的日期曾经设错。记录不会丢，"
        "那些题到时候再问；请检查时钟。",
        "Some reviews are dated in the future, up to {date}: the date was wrong here or on another "
        "machine. Nothing is lost and those questions wait until then; please check the clock.",
    ),
    "note.interview-today": (
        "面试就在今天：不再排新计划，到期的题照常问。祝顺利。",
        "The interview is today: there is nothing left to plan, what is due is asked as usual. "
        "Good luck.",
    ),
    "note.interview-past": (
        "面试日期 {interview} 已经过了，现在按平时的节奏问。按 p 或用 quizbank plan "
        "--interview 设新的日期。",
        "The interview date {interview} has passed, so the days go on as usual. Set a new one with "
        "p or quizbank plan --interview.",
    ),
    "note.zero-minutes": (
        "每天的时间设成了 0 分钟，所以什么都不问。按 p 或用 quizbank plan --minutes 20 改回来。",
        "The day has 0 minutes, so nothing is asked. Change that with p or quizbank plan "
        "--minutes 20.",
    ),
    "note.backlog": (
        "积压了 {n} 道（约 {minutes} 分钟）。可以分摊到 {days} 天，"
        "也可以今天全做或照常：按 f，或用 quizbank backlog。",
        "{n} question{n:s} piled up (about {minutes} minute{minutes:s}). Spread them over {days} "
        "day{days:s}, do them all today, or go on as usual: press f, or quizbank backlog.",
    ),
    "note.leech": (
        "总是忘、先放到一边的题（共 {n} 道）：{named}。" + _RELEARN[0],
        "{n} question is set aside, forgotten again and again: {named}. " + _RELEARN[1],
    ),
    "note.leeches": (
        "总是忘、先放到一边的题（共 {n} 道）：{named}。" + _RELEARN[0],
        "{n} questions are set aside, forgotten again and again: {named}. " + _RELEARN[1],
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
