"""The sentences of choice questions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "kind.choice": ("选择", "choice"),
    "kind.choice.many": ("选择题", "choices"),
    "kind.choice.about": ("选项，每个错项配一句诊断", "choices, a sentence for each wrong one"),
    "choice.empty": ("还没有选。", "Nothing is chosen yet."),
    "choice.unknown-letter": (
        "没有“{letter}”这个选项, 请填 a 到 {last} 的字母。",
        "There is no choice '{letter}'; answer with letters from a to {last}.",
    ),
    "choice.one-only": (
        "这是单选题, 只填一个字母。",
        "Only one choice is right here: give one letter.",
    ),
    "choice.no-choices": (
        "缺少 ## choices 小节：把选项写在里面。",
        "The '## choices' section is missing: write the choices there.",
    ),
    "choice.choices-differ": (
        "中英文的选项个数或正确项不一致：改成一样。",
        "The choices of the two languages differ in number or in which are right: make them agree.",
    ),
    "choice.choices-many": (
        "选项太多：最多 {most} 个，正好用完字母。",
        "There are too many choices: at most {most}, as many as letters.",
    ),
    "choice.choice-line": (
        "选项写作“- [x] 内容”或“- [ ] 内容”, 诊断缩进一行。",
        "Write a choice as '- [x] text' or '- [ ] text', its diagnosis on an indented line.",
    ),
    "choice.choices": ("至少要有两个选项。", "At least two choices are needed."),
    "choice.no-right-choice": (
        "没有标出正确选项: 用 - [x]。",
        "No choice is marked right: use '- [x]'.",
    ),
    "choice.multiple": (
        "有多个正确选项, 请加 multiple = true。",
        "Several choices are right: set multiple = true.",
    ),
    "choice.choice-twice": (
        "有两个选项文字相同：改掉一个。",
        "Two choices have the same text: change one.",
    ),
    "choice.no-diagnosis": (
        "错误选项“{choice}”没有诊断：在下一行缩进写上。",
        "The wrong choice '{choice}' has no diagnosis: write it on an indented line below.",
    ),
}
