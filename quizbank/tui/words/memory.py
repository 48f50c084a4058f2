"""The words of custom study, the backlog, the plan and the statistics."""

from __future__ import annotations

MEMORY: dict[str, tuple[str, str]] = {
    "custom": ("自选练习", "Custom study"),
    "custom_keys": ("tab 下一栏   F5 开始   F6 打开/关上这个主题   esc 返回   F9 English",
                    "tab next   F5 begin   F6 open or close this topic   esc back   F9 中文"),
    "custom_what": ("练什么", "What"), "custom_kind": ("题型", "Kind"), "custom_topic": ("主题", "Topic"),
    "custom_due": ("先到期的，再新题", "Due first, then new"), "custom_missed": ("只要答错的", "Only what I missed"),
    "custom_cram": ("突击：全部，生疏的先来", "Cram: all of it, weakest first"), "custom_set_aside": ("放到一边的", "What was set aside"),
    "any_kind": ("不限", "Any"), "any_topic": ("全部主题", "All topics"),
    "custom_none": ("没有符合的题，换个选择。", "No question fits: choose something else."),
    "topic_needs": ("先学 {0}", "after {0}"), "topic_opened": ("已手动打开", "opened by you"),
    "now_open": ("{0}：每天的练习里会出现了。", "{0} now comes up in daily sessions."),
    "now_usual": ("{0}：等前置主题掌握到 60 % 再打开。", "{0} opens when what it builds on is at 60 %."),
    "backlog_ask": ("积压了 {0} 道，约 {1} 分钟。怎么办？", "{0} questions piled up, about {1} minutes. What now?"),
    "backlog_spread": ("1  分摊到 {0} 天", "1  Spread them over {0} days"),
    "backlog_today": ("2  今天全部做完", "2  All of it today"),
    "backlog_usual": ("3  照常，按每天的时间来", "3  As usual, within the day's minutes"),
    "backlog_keys": ("1 2 3 选择   esc 以后再说", "1 2 3 choose   esc later"),
    "backlog_none": ("没有积压。", "Nothing has piled up."),
}
