"""The sentences of cards."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "kind.card": ("卡片", "card"),
    "kind.card.many": ("卡片", "cards"),
    "kind.card.about": (
        "正面和背面，或者填空；自己评分",
        "front and back, or blanks; rated by yourself",
    ),
    "card.empty": ("空还没有填。", "Nothing is filled in yet."),
    "card.no-back": (
        "卡片没有背面：写一个 ## back zh 或 ## back en 小节，或者在题面里用 {{{{答案}}}} 挖空。",
        "The card has no back: write a '## back zh' or '## back en' section, or blanks such as "
        "{{{{answer}}}} in the prompt.",
    ),
    "card.blank-empty": (
        "空里没有答案：写成 {{{{答案}}}} 或 {{{{答案::提示}}}}。",
        "A blank holds no answer: write {{{{answer}}}} or {{{{answer::hint}}}}.",
    ),
    "card.blank-open": (
        "“{{{{” 没有用 “}}}}” 结束。",
        "A blank that begins with '{{{{' is never closed by '}}}}'.",
    ),
    "card.blanks-differ": (
        "中英文的空个数不同：改成一样多。",
        "The two languages have different numbers of blanks: make them agree.",
    ),
    "card.accept-without-blanks": (
        "accept 只对有空的卡片有用：在题面里挖空，或去掉它。",
        "accept is for cards with blanks: put blanks into the prompt, or take it out.",
    ),
    "card.blank-over-lines": (
        "空里的答案含有换行或分号，没法一行填一个：拆成几个空。",
        "A blank's answer holds a line end or a semicolon and cannot be typed on a line of its "
        "own: make several blanks of it.",
    ),
}
