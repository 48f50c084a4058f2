"""The sentences of questions about an order."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "kind.order": ("排序", "order"),
    "kind.order.many": ("排序题", "orders"),
    "kind.order.about": ("打乱的步骤，排回原来的顺序", "steps to put in order"),
    "order.empty": ("还没有排。", "Nothing is put in order yet."),
    "order.unknown-letter": (
        "没有“{letter}”这一步, 请用 a 到 {last} 的字母。",
        "There is no step '{letter}'; answer with the letters from a to {last}.",
    ),
    "order.letter-twice": (
        "“{letter}”写了两次：每一步写一次。",
        "'{letter}' stands there twice: give each step once.",
    ),
    "order.letters-missing": (
        "还缺 {letters}：每一步都要排进去。",
        "{letters} is missing: every step belongs into the order.",
    ),
    "order.reversed": (
        "{first} 应当在 {second} 之前。",
        "{first} comes before {second}.",
    ),
    "order.no-steps": (
        "缺少 ## steps zh 或 ## steps en 小节：把步骤按正确顺序编号写在里面。",
        "The '## steps zh' or '## steps en' section is missing: number the steps there in the "
        "right order.",
    ),
    "order.line": (
        "步骤写作“1. 内容”，续行缩进。",
        "Write a step as '1. text'; a line that goes on is indented.",
    ),
    "order.count": (
        "有 {count} 个步骤：要有 2 到 {most} 个。",
        "There are {count} steps: write 2 to {most}.",
    ),
    "order.languages-differ": (
        "中英文的步骤数不同：改成一样多。",
        "The two languages have different numbers of steps: make them agree.",
    ),
    "order.no-step": (
        "没有这一步：步骤从 1 到 {count}，一对里是两个不同的步骤。",
        "There is no such step: they are numbered 1 to {count}, and a pair is two of them.",
    ),
    "order.turned-round": (
        "before 的步骤要排在 after 的前面：把两个数换过来。",
        "The step in before stands before the one in after: change the numbers about.",
    ),
    "order.free-and-not": (
        "这一对在 free 里可以互换，这里又说不能：去掉一处。",
        "This pair may change places by free, and may not by this: take one of them out.",
    ),
    "order.nothing-matters": (
        "free 让所有步骤都能互换，没有什么可排的：去掉几对。",
        "free lets all steps change places, so there is nothing to order: take pairs out.",
    ),
    "order.twice": (
        "有两个步骤文字相同：改掉一个。",
        "Two steps have the same text: change one.",
    ),
    "order.truth-refused": (
        "正确的顺序被判错（种子 {seed}）：检查 order 和 free。",
        "The right order is refused (seed {seed}): check order and free.",
    ),
    "order.no-reason": (
        "没有写为什么：加上 zh 或 en。",
        "It does not say why: write zh or en.",
    ),
    "order.unnamed": (
        "把这两步对调没有被认出：检查 before 和 after。",
        "Changing these two steps about is not named: check before and after.",
    ),
}
