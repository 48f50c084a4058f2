"""The words of the bank and of one question's history."""

from __future__ import annotations

BROWSE: dict[str, tuple[str, str]] = {
    "browse": ("题库", "The bank"), "search": ("搜题面、编号、主题", "search prompts, ids, topics"),
    "browse_count": ("{0} 道", "{0} question{0:s}"), "browse_more": ("{0} 道以上，只列前 {0} 道", "more than {0}, the first {0} listed"),
    "browse_none": ("没有符合的题：换个词，或清掉筛选。", "Nothing fits: try another word, or clear the filters."),
    "any_state": ("任何状态", "any state"), "any_mark": ("全部题", "all questions"),
    "all_kinds": ("所有题型", "all kinds"), "all_topics": ("所有主题", "all topics"),
    "state_new": ("没做过", "new"), "state_due": ("到期", "due"), "state_learning": ("学习中", "learning"),
    "state_suspended": ("不再问", "suspended"), "state_buried": ("今天不问", "buried"), "state_leech": ("总是忘", "leech"),
    "mark_flagged": ("标记过的", "flagged"), "mark_own": ("我写的、改的", "my own"),
    "column_question": ("题目", "question"), "column_kind": ("题型", "kind"), "column_topic": ("主题", "topic"),
    "column_level": ("难", "lvl"), "column_state": ("状态", "state"),
    "due_now": ("今天到期", "due today"), "due_late": ("过期 {0} 天", "{0} d late"), "due_in": ("{0} 天后", "in {0} d"),
    "is_flagged": ("已标记", "flagged"), "is_own": ("自己的题", "your own"),
    "never_asked": ("还没做过。", "Never asked so far."),
    "card_line": ("做过 {0} 次，忘过 {1} 次，下次 {2}；约 {3} 天后记得的可能降到九成", "{0} review{0:s}, {1} lapse{1:s}, next {2}; recall falls to 90 % about {3} day{3:s} after"),
    "history": ("这道题的经历", "What this question has been through"),
    "history_none": ("还没做过这道题。", "This question was never answered."),
    "history_answer": ("当时的回答", "the answer then"), "history_older": ("题目后来改过", "the question has changed since"),
    "history_count": ("{0} 次，答对 {1} 次，中位用时 {2} 秒", "{0} answer{0:s}, {1} right, median {2} s"),
    "unsuspended": ("又会问这道题了。", "It will be asked again."), "unburied": ("今天又会问这道题。", "It will be asked today again."),
    "unflagged": ("已取消标记。", "No longer flagged."),
    "rated_none": ("没评分", "not rated"), "mode_mock": ("模拟面试", "mock interview"),
}
