"""What the interviewer says before a question: how it follows from the last one, and how it is to
be answered.
"""

from __future__ import annotations

# {0} is the topic now, {1} the topic of the question before
SPEECH: dict[str, tuple[str, str]] = {
    "lead_open_0": ("那我们开始吧，先聊聊{0}。", "Let us begin. Tell me about {0}."),
    "lead_open_1": ("你好，我们直接从{0}说起。", "Good to meet you. Shall we start with {0}?"),
    "lead_new_0": (
        "好，{1}就到这里。换个话题，看看{0}。",
        "Good, that will do for {1}. Let us turn to {0}.",
    ),
    "lead_new_1": ("嗯，我记下了。下面问问{0}。", "I see, noted. Next, {0}."),
    "lead_new_2": (
        "明白。{1}先放一放，来说{0}。",
        "Right. Leaving {1} aside, how are you with {0}?",
    ),
    "lead_same_0": ("还是{0}，我再追问一个。", "Staying with {0}, one more thing."),
    "lead_same_1": ("接着刚才的{0}往下说。", "Let me follow up on that, still in {0}."),
    "lead_same_2": ("{0}这里我还有个问题。", "While we are at {0}, another question."),
    "lead_deeper_0": (
        "好，那{0}我们再挖深一点。",
        "All right, let us dig a little deeper into {0}.",
    ),
    "lead_deeper_1": (
        "刚才那个算热身，{0}来个难一点的。",
        "That was the warm-up. Something harder about {0}.",
    ),
    "lead_deeper_2": ("再往细里说，还是{0}。", "Let me push you further on {0}."),
    "lead_under_0": (
        "你刚才讲的{1}，底下靠的是{0}。这一层你怎么看？",
        "What you said about {1} rests on {0}. Take me down there.",
    ),
    "lead_under_1": (
        "那为什么会这样？先不谈{1}，回到{0}。",
        "And why is that so? Put {1} aside for a moment and go back to {0}.",
    ),
    "lead_under_2": (
        "{1}要站得住，{0}得先说清楚。",
        "For {1} to hold, {0} has to. Explain that part.",
    ),
    "lead_onward_0": (
        "{1}清楚了。那把它用到{0}上呢？",
        "So much for {1}. What becomes of it in {0}?",
    ),
    "lead_onward_1": (
        "顺着{1}再往前走一步，就到了{0}。",
        "One step on from {1} and you are in {0}.",
    ),
    "lead_onward_2": (
        "有了{1}，自然就会问到{0}。",
        "Once you have {1}, {0} is the natural next question.",
    ),
    "lead_again": ("我们接着上次中断的地方，{0}。", "We were interrupted. Back to {0}."),
    "how_concept_0": ("用你自己的话讲。", "In your own words, please."),
    "how_concept_1": ("像在白板前那样讲给我听。", "Explain it as you would at a whiteboard."),
    "how_choice_0": ("你选哪个？", "Which would you pick?"),
    "how_choice_1": ("凭你的判断选。", "What is your call?"),
    "how_symbolic_0": ("把式子写出来。", "Write the expression down for me."),
    "how_symbolic_1": ("推一下，给我最后的公式。", "Derive it and give me the formula."),
    "how_numeric_0": (
        "手算一遍，把每一步的数写出来。",
        "Work it through by hand, with the number of each step.",
    ),
    "how_numeric_1": ("带上数字算给我看。", "Show me with numbers."),
    "how_card_0": ("先想好，再翻面。", "Think of it first, then turn it over."),
    "how_card_1": ("说给自己听，再看背面。", "Say it to yourself, then look."),
    "how_order_0": ("按先后排一排。", "Put the steps in order."),
    "how_order_1": ("哪一步在前，哪一步在后？", "What comes first, and what after it?"),
    "how_code_0": ("写段代码吧。", "Let us see some code."),
    "how_code_1": ("动手实现一下。", "Could you implement that?"),
}


def spoken(lead: str, kind: str, seed: int) -> tuple[str, str]:
    """The names of the two sentences before a question; the same for the same seed."""
    leads = sorted(
        name for name in SPEECH if name == f"lead_{lead}" or name.startswith(f"lead_{lead}_")
    )
    hows = sorted(name for name in SPEECH if name.startswith(f"how_{kind}_"))
    return leads[seed % len(leads)], hows[seed // 7 % len(hows)]
