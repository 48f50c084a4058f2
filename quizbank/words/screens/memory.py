"""The words of custom study, the backlog, the plan and the statistics."""

from __future__ import annotations

MEMORY: dict[str, tuple[str, str]] = {
    "custom": ("自选练习", "Custom study"),
    "custom_what": ("练什么", "What"),
    "custom_kind": ("题型", "Kind"),
    "custom_topic": ("主题", "Topic"),
    "custom_due": ("先到期的，再新题", "Due first, then new"),
    "custom_missed": ("只要答错的", "Only what I missed"),
    "custom_cram": ("突击：全部，生疏的先来", "Cram: all, weakest first"),
    "custom_set_aside": ("放到一边的", "What was set aside"),
    "any_kind": ("不限", "Any"),
    "any_topic": ("全部主题", "All topics"),
    "custom_none": ("没有符合的题，换个选择。", "No question fits: choose something else."),
    "topic_needs": ("先学 {0}", "after {0}"),
    "topic_opened": ("已手动打开", "opened by you"),
    "leech": (
        "{0} 总是忘，先放到一边：重读讲解，拆成更小的题或改写它，再在自选练习（c）里练。",
        "{0} is set aside, forgotten again and again: read its explanation anew, split "
        "it or rewrite it, then practise it in custom study (c).",
    ),
    "list_comma": ("、", ", "),
    "now_open": ("{0}：每天的练习里会出现了。", "{0} now comes up in daily sessions."),
    "now_usual": (
        "{0}：等前置主题掌握到 60 % 再打开。",
        "{0} opens when what it builds on is at 60 %.",
    ),
    "backlog_ask": (
        "积压了 {0} 道，约 {1} 分钟。怎么办？",
        "{0} question{0:s} piled up, about {1} minute{1:s}. What now?",
    ),
    "backlog_spread": ("分摊到 {0} 天", "Spread them over {0} day{0:s}"),
    "backlog_today": ("今天全部做完", "All of it today"),
    "backlog_usual": ("照常，按每天的时间来", "As usual, within the day's minutes"),
    "backlog_none": ("没有积压。", "Nothing has piled up."),
    "backlog_planned": (
        "面试之前，积压的题由计划排进每天，不用选。",
        "With an interview ahead the plan orders what piled up: there is nothing to choose.",
    ),
    "stats_recall_tab": ("记忆", "Recall"),
    "stats_forgetting_tab": ("遗忘", "Forgetting"),
    "stats_workload_tab": ("工作量", "Workload"),
    "stats_time_tab": ("时间", "Time"),
    "stats_slips_tab": ("错误", "Slips"),
    "stats_topics_tab": ("主题", "Topics"),
    "stats_wait": ("正在统计……", "Counting..."),
    "stats_empty": (
        "还没有复习记录。回首页按 enter 做一次今天的练习，这里就会有内容。",
        "There are no reviews yet. Go home and press enter for today's session: this "
        "page fills up as you answer.",
    ),
    "stats_no_second_day": (
        "做过 {0} 次。等有题隔天再问过，就能看出记住了多少。",
        "{0} review{0:s} so far. Once questions have come again on a later day, this "
        "shows how much was remembered.",
    ),
    "stats_recall": (
        "隔天再问，记住 {0}，模型预测 {1}（{2} 次）",
        "Remembered {0} on a later day, expected {1} ({2} review{2:s})",
    ),
    "stats_fits": ("模型和你的记忆对得上。", "The model fits your memory."),
    "stats_faster": (
        "你忘得比模型想的快：复习多了以后运行 quizbank optimize。",
        "You forget faster than the model expects: with enough reviews, run quizbank optimize.",
    ),
    "stats_slower": (
        "你记得比模型想的牢：复习多了以后运行 quizbank optimize。",
        "You remember better than the model expects: with enough reviews, run quizbank optimize.",
    ),
    "stats_calibration_legend": (
        "横轴是模型预测，纵轴是实际记住的比例；落在斜线上就是预测准。{0} 每点 20 次以上，"
        "{1} 不到 20 次",
        "Across: expected; up: truly remembered; on the slanting line the forecast came "
        "true. {0} 20 reviews or more, {1} fewer",
    ),
    "stats_forgetting": ("遗忘曲线：{0}", "Forgetting: {0}"),
    "stats_curve_legend": (
        "线是模型预测，{0} {1} 是实际记住的（20 次以上、不到 20 次）；横轴：隔了几天（对数）",
        "The line is expected, {0} and {1} truly remembered (20 reviews or more, fewer); "
        "across: days since (log)",
    ),
    "stats_curve_row": (
        "隔 {0:>3} 天：记住 {1:>4}，预测 {2:>4}（{3} 次）",
        "after {0:>3} d: {1:>4} remembered, {2:>4} expected ({3} review{3:s})",
    ),
    "stats_workload": (
        "七天内到期 {0} 道，约 {1} 分钟；三十天内 {2} 道",
        "{0} due within seven days, about {1} minute{1:s}; {2} within thirty",
    ),
    "stats_workload_row": ("{0:>4} 道   约 {1} 分钟", "{0:>4} due   about {1} min"),
    "weekdays": ("一 二 三 四 五 六 日", "Mo Tu We Th Fr Sa Su"),
    "stats_heat": (
        "半年里练了 {0} 分钟，共 {1} 天",
        "{0} minute{0:s} on {1} day{1:s} in half a year",
    ),
    "stats_heat_legend": (
        "越深练得越久；最多的一天 {0} 分钟",
        "the darker, the longer; {0} minute{0:s} on the busiest day",
    ),
    "stats_times": ("每道题用多久", "Time an answer"),
    "stats_time_row": (
        "{0:>4} 秒（{1} 到 {2}），预计 {3}，{4} 次",
        "{0:>4} s ({1} to {2}), expected {3}, n = {4}",
    ),
    "stats_no_slips": ("还没有记下错误。", "No slips so far."),
    "stats_slip_row": ("{1} 次中 {0} 次：{2}", "{0} of {1}: {2}"),
    "of_kind": ("{0}的{1}", "{1} on {0}"),
    "stats_topics_legend": (
        "前置主题都到 60 % 才打开；自选练习（c）里按 F6 可以提前打开。",
        "A topic opens when what it builds on is at 60 %; F6 in custom study (c) opens it earlier.",
    ),
    "plan_in": ("距离 {0} 的面试 {1} 天", "{1} day{1:s} to the interview on {0}"),
    "plan_wait": ("正在推算……", "Working it out..."),
    "plan_passed": (
        "{0} 的面试已经过了，现在按平时的节奏问。在上面填新的日期，按 enter；"
        "没有面试了就清空再按 enter。",
        "The interview on {0} has passed, so the days go on as usual. Fill in a new date "
        "above and press enter, or clear it and press enter.",
    ),
    "plan_now": (
        "现在预计记得 {0}（八成把握在 {1} 到 {2}）。",
        "You should know {0} now (80 % sure of {1} to {2}).",
    ),
    "plan_zero": (
        "每天 0 分钟什么都不问：在上面改一改，按 enter。",
        "With 0 minutes a day nothing is asked: raise them above and press enter.",
    ),
    "plan_expected": (
        "照这个节奏，当天预计记得 {0}（八成把握在 {1} 到 {2}）；从现在起不再练是 {3}。",
        "At this pace you should know {0} on the day (80 % sure of {1} to {2}); without "
        "another review, {3}.",
    ),
    "plan_far": (
        "这个日期在一百年以后，检查一下年份。",
        "That is more than a hundred years away: check the year.",
    ),
    "plan_more": ("时间多一点、少一点会怎样", "What more or fewer minutes would do"),
    "plan_more_row": ("每天 {0:>3} 分钟", "{0:>3} min a day"),
    "plan_calendar": ("一天一天（复习 + 新题）", "Day by day (reviews + new)"),
    "plan_topics": ("各主题当天预计记得", "Expected on the day, by topic"),
}
