"""The words of the mock interview."""

from __future__ import annotations

MOCK: dict[str, tuple[str, str]] = {
    "mock": ("模拟面试", "Mock interview"),
    "mock_length": ("多长时间（分钟）", "How long (minutes)"),
    "mock_role": ("面试岗位", "Role"),
    "mock_topics": ("主题（都不选就是全部）", "Topics (none ticked: all of them)"),
    "mock_rules": ("时钟不停，会接着追问，全部答完之前不给结果，也不影响复习安排。",
                   "The clock does not stop, I will follow up, nothing is marked until the end, and your schedule stays as it is."),
    "mock_begin": ("{0}，{1} 分钟，{2} 道题。", "{0}, {1} minutes, {2} questions."),
    "mock_none": ("这样选没有可问的题，换个岗位或主题。", "No question fits: choose another role or other topics."),
    "role_general": ("通用", "General"), "role_nlp": ("自然语言处理", "NLP"), "role_cv": ("计算机视觉", "Computer vision"),
    "role_speech": ("语音", "Speech"), "role_recommendation": ("推荐", "Recommendation"),
    "lead_new": ("换个话题：{0}。", "Let us turn to {0}."),
    "lead_same": ("接着说{0}：", "Staying with {0}:"),
    "lead_under": ("再往下问一层，{0}：", "What lies underneath, {0}:"),
    "lead_onward": ("再进一步，{0}：", "One step further, {0}:"),
    "mock_left": ("剩 {0}", "{0} left"),
    "mock_time_up": ("时间到了，写到这里的也算。", "Time is up; what you had written counts."),
    "mock_quit": ("现在结束，答过的 {0} 题就不判了。确定吗？", "End now? The {0} answers given will not be marked."),
    "mock_report": ("面试结果", "How it went"),
    "mock_saved": ("已保存到 {0}", "Saved to {0}"),
    "mock_added": ("明天先问这 {0} 道。", "{0} questions come first tomorrow."),
    "mock_nothing_weak": ("没有明显的弱项，不用加。", "Nothing was weak: there is nothing to add."),
    "study_first": ("先补这几样", "Study these first"),
    "your_answer": ("你的回答", "your answer"),
    "no_answer": ("（没有回答）", "(no answer)"),
}
