"""The words of the home screen."""

from __future__ import annotations

HOME: dict[str, tuple[str, str]] = {
    "today": ("今天", "Today"),
    "due": ("到期", "due"),
    "new": ("新题", "new"),
    "about_minutes": ("约 {0} 分钟", "about {0} min"),
    "done_today": ("已做 {0} 道", "{0} done"),
    "start": ("开始", "Start"),
    "streak": ("连续 {0} 天", "{0}-day streak"),
    "forecast": ("七天内到期", "Due in the next seven days"),
    "interview_in": ("距离面试 {0} 天", "interview in {0} day{0:s}"),
    "interview_card": ("{0} 面试那天", "On {0}, the interview"),
    "interview_none_card": ("面试", "The interview"),
    "no_interview": (
        "还没有设面试日期：按 {0} 设置",
        "no interview date yet: press {0} to set one",
    ),
    "recall_pace": ("照这个节奏，预计记得", "At this pace you should know"),
    "more": ("每天多 10 分钟：{0:+} 个百分点", "{0:+} point{0:s} with 10 more min a day"),
    "topics_card": ("正在学的主题", "Topics in play"),
    "topics_none": (
        "答过题后，这里是各主题掌握度。",
        "Once you have answered, this shows how well each topic is known.",
    ),
    "opens": ("之后：{0}", "opens {0}"),
    "losing": ("最近常丢分的地方", "You keep losing"),
    "times": ("最近 {1} 次里 {0} 次", "{0} of your last {1}"),
    "months_card": ("这半年", "The months behind"),
    "months": ("1 2 3 4 5 6 7 8 9 10 11 12", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    "date": ("{2} 月 {1} 日 周{0}", "{0} {1} {2}"),
    "opening": ("正在打开题库……", "Opening the bank..."),
    "nothing": (
        "今天的题都做完了。按 {0} 可以再多练几道。",
        "Today's questions are done. Press {0} to practise ahead.",
    ),
}
