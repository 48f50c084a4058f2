"""The words of the mock interview."""

from __future__ import annotations

MOCK: dict[str, tuple[str, str]] = {
    "mock": ("模拟面试", "Mock interview"),
    "mock_length": ("多长时间（分钟）", "How long (minutes)"),
    "mock_role": ("面试岗位", "Role"),
    "mock_topics": ("主题（都不选就按岗位问）", "Topics (none ticked: those of the role)"),
    "mock_rules": (
        "时钟不停，会接着追问，全部答完之前不给结果，也不影响复习安排。",
        "The clock does not stop, I will follow up, nothing is marked until the end, and "
        "your schedule stays as it is.",
    ),
    "mock_begin": ("{0}，{1} 分钟，{2} 道题。", "{0}, {1} minute{1:s}, {2} question{2:s}."),
    "mock_none": (
        "这样选没有可问的题，换个岗位或主题。",
        "No question fits: choose another role or other topics.",
    ),
    "mock_last": ("上次（{0}）平均得分 {1}", "Last time ({0}): {1} on average"),
    "role_general": ("通用", "General"),
    "role_nlp": ("自然语言处理", "NLP"),
    "role_cv": ("计算机视觉", "Computer vision"),
    "role_speech": ("语音", "Speech"),
    "role_recommendation": ("推荐", "Recommendation"),
    "mock_left": ("剩 {0}", "{0} left"),
    "mock_time_up": ("时间到了，写到这里的也算。", "Time is up; what you had written counts."),
    "mock_end_ask": (
        "现在结束面试吗？答了 {0}/{1} 题，还剩 {2}。",
        "End the interview now? {0} of {1} answered, {2} left.",
    ),
    "mock_open_ask": (
        "有一场没做完的面试：{0}，答了 {1}/{2} 题，还剩 {3}，写了一半的也在。",
        "An interview was interrupted: {0}, {1} of {2} answered, {3} left. What you were "
        "writing is there too.",
    ),
    "mock_open_over": (
        "有一场面试还没看结果：{0}，答了 {1}/{2} 题。",
        "An interview still waits to be marked: {0}, {1} of {2} answered.",
    ),
    "mock_stuck": (
        "{0}\n\n按 F5 再试一次；已经答的都在。",
        "{0}\n\nF5 tries again; your answers so far are kept.",
    ),
    "mock_marking": ("正在判分，第 {0}/{1} 题……", "Marking answer {0} of {1}..."),
    "mock_empty": (
        "一道题也没答，没有可判的。下次哪怕只写一句也行。",
        "Nothing was answered, so there is nothing to mark. Next time, one sentence is "
        "enough to begin with.",
    ),
    "mock_report": ("面试结果", "How it went"),
    "mock_by_topic": ("各主题", "By topic"),
    "mock_saved": ("已保存到 {0}", "Saved to {0}"),
    "mock_added": ("明天先问这 {0} 道。", "Asked first tomorrow: {0} question{0:s}."),
    "mock_nothing_weak": ("没有明显的弱项，不用加。", "Nothing was weak: there is nothing to add."),
    "study_first": ("先补这几样", "Study these first"),
    "your_answer": ("你的回答", "your answer"),
    "no_answer": ("（没有回答）", "(no answer)"),
    "mock_correct": ("答对", "right"),
    "mock_partial": ("部分正确", "partly right"),
    "mock_wrong": ("没答对", "not right"),
    "mock_invalid": ("读不懂", "could not be read"),
    "mock_undecided": ("没能判定", "undecided"),
    "mock_unavailable": ("这里判不了", "cannot be marked here"),
    "mock_headline": (
        "{0}，{2} 分钟的面试用了 {1}，{4} 题答到第 {3} 题，平均得分 {5}",
        "{0}: {1} of {2} minute{2:s}, {3} of {4} question{4:s} reached, {5} on average",
    ),
    "mock_unmet": ("没来得及问：{0}", "Not reached: {0}"),
    "mock_unmarked": ("没能判定", "not marked"),
    "mock_your_answer": ("你的回答：", "Your answer:"),
    "mock_the_answer": ("答案：", "Answer:"),
    "role_llm": ("大模型", "LLM"),
    "role_research": ("算法研究", "Research"),
    "role_infra": ("训练与推理框架", "Infrastructure"),
    "seconds": ("{0} 秒", "{0} s"),
}
