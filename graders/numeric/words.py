"""The sentences of worked steps."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "kind.numeric": ("计算", "worked steps"),
    "numeric.rounded-early": (
        "方法对，但中间舍入太早：多保留几位再算。",
        "Right, but rounded too early: keep more digits on the way.",
    ),
    "numeric.too-long": (
        "答案太长: 最多 {most} 个字符。",
        "The answer is too long: at most {most} characters.",
    ),
    "numeric.empty": ("还没有写答案。", "There is no answer yet."),
    "numeric.unnamed-step": (
        "每行写一个“步骤 = 数值”, 步骤有: {shown}。",
        "Write one 'step = value' a line; the steps are {shown}.",
    ),
    "numeric.unknown-step": (
        "没有“{name}”这一步。步骤有: {steps}。",
        "There is no step '{name}'. The steps are {steps}.",
    ),
    "numeric.unknown-step-near": (
        "没有“{name}”这一步, 是不是 {near}?",
        "There is no step '{name}'; did you mean {near}?",
    ),
    "numeric.not-finite": (
        "这里要一个有限的数: 除以零、nan 和无穷都不行。",
        "A finite number is wanted: no division by zero, nan or infinity.",
    ),
    "numeric.wrong-length": (
        "这里要{wanted}, 写的是{got}。",
        "Wanted here is {wanted}, but this is {got}.",
    ),
    "numeric.no-steps": (
        "至少要有一个 [[step]]，或者一个 [generate]。",
        "At least one [[step]] is needed, or a [generate].",
    ),
    "numeric.generate": ("[generate] 有误：{why}", "[generate] has a fault: {why}"),
    "numeric.generate-network": (
        "network 要是 {known} 之一。",
        "network must be one of {known}.",
    ),
    "numeric.generate-whole": (
        "{name} 要是 {low} 到 {high} 的整数，这里是 {value}。",
        "{name} is a whole number from {low} to {high}, not {value}.",
    ),
    "numeric.generate-word": (
        "{name} 要是 {known} 之一，这里是 {value}。",
        "{name} is one of {known}, not {value}.",
    ),
    "numeric.generate-number": (
        "{name} 要是正数，这里是 {value}。",
        "{name} is a positive number, not {value}.",
    ),
    "numeric.generate-words": ("{name} 要是一个列表。", "{name} is a list."),
    "numeric.dense-layers": (
        "layers 是 2 到 4 个层宽，每个从 1 到 4。",
        "layers is a list of 2 to 4 sizes, each from 1 to 4.",
    ),
    "numeric.dense-activations": (
        "activations 要写 {depth} 个，从 {known} 里选；softmax 只能在最后一层。",
        "activations names {depth} of {known}; softmax only at the end.",
    ),
    "numeric.dense-ends": (
        "bce 的最后一层要是 sigmoid，ce 的要是 softmax，softmax 也只配 ce。",
        "bce needs a sigmoid at the end, ce a softmax, and a softmax needs ce.",
    ),
    "numeric.dense-softmax": (
        "softmax 至少要有两个输出。",
        "A softmax needs at least two outputs.",
    ),
    "numeric.no-source": (
        "写上 integer、choice、real、onehot、simplex 之一。",
        "Give one of integer, choice, real, onehot or simplex.",
    ),
    "numeric.no-value": (
        "没有可以抽的值，或者超过 {most} 个：检查上下限和 exclude。",
        "There is no value to draw, or more than {most}: check the bounds and exclude.",
    ),
    "numeric.real-range": (
        "real 写作 [下限, 上限, 步长]：下限不大于上限，步长为正，最多 {most} 个值。",
        "real is [low, high, step] with low <= high, a positive step and at most {most} values.",
    ),
    "numeric.simplex-full": (
        "{size} 个概率每个至少 {step}，加起来超过 1：把 step 改小。",
        "{size} probabilities of at least {step} sum to more than 1: make step smaller.",
    ),
    "numeric.name-twice": (
        "名字 {name} 用了两次：改掉一个。",
        "The name {name} is used twice: change one.",
    ),
    "numeric.no-draw": (
        "抽了 {tries} 次，没有一组数通过 reject 规则且不与错误公式撞上：放宽规则或变量。",
        "No draw out of {tries} passes the reject rules without a collision: relax the rules or "
        "the variables.",
    ),
    "numeric.no-draw-collides": (
        "抽了 {tries} 次，每次都有错误公式算出正确的数，或者数不是有限的：换变量的范围。",
        "In each of {tries} draws a listed wrong formula gives the right number, or a number is "
        "not finite: change the variables' ranges.",
    ),
    "numeric.no-variant": (
        "这道题的数不是有限的，或者有错误公式算出了正确的数：改公式。",
        "A number of this question is not finite, or a listed wrong formula gives the right one: "
        "change the formulas.",
    ),
    "numeric.example-incomplete": (
        "example 没有给 {names} 的值：补上。",
        "The example gives no value for {names}: add it.",
    ),
    "numeric.example-value": (
        "要是一个数，或者各行一样长的数组。",
        "It is a number, or an array with rows of one length.",
    ),
    "numeric.formula": ("{where}：{why}", "{where}: {why}"),
    "numeric.variants": (
        "{seeds} 个种子只有 {distinct} 种不同的题面：放宽变量的范围。",
        "{seeds} seeds give only {distinct} distinct variants: widen the variables' ranges.",
    ),
    "numeric.truth-refused": (
        "步骤 {step} 的正确数值 {value} 被判错：检查它的公式和精度。",
        "The right number of step {step}, {value}, is refused: check its formula and tolerance.",
    ),
    "numeric.truth-unread": (
        "正确的数值写成答案读不回来：{why}",
        "The right numbers written as an answer cannot be read back: {why}",
    ),
    "numeric.slip-unnamed": (
        "步骤 {step} 的错误公式没有被认出（种子 {seed}）：它和正确的数太接近，"
        "或与另一个错误公式相同。",
        "A listed wrong formula of step {step} is not named (seed {seed}): it is too close to the "
        "right number, or equals another one.",
    ),
}
