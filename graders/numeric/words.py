"""The sentences of worked steps."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "kind.numeric": ("计算", "worked steps"),
    "kind.numeric.many": ("计算题", "worked problems"),
    "kind.numeric.about": (
        "分步计算，每次换数，认出错在哪一步",
        "worked in steps, new numbers each time, the slip found",
    ),
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
    "numeric.dense-learn": (
        "learn 要用到梯度：去掉 backward = false，或者去掉 learn。",
        "learn needs the gradients: leave out backward = false, or learn itself.",
    ),
    "numeric.no-source": (
        "写上 {names} 之一。",
        "Give one of {names}.",
    ),
    "numeric.two-sources": (
        "{names} 只能写一个。",
        "Give only one of {names}.",
    ),
    "numeric.two-shapes": (
        "{names} 只能写一个。",
        "Give only one of {names}.",
    ),
    "numeric.no-value": (
        "没有可以抽的值，或者超过 {most} 个：检查上下限和 exclude。",
        "There is no value to draw, or more than {most}: check the bounds and exclude.",
    ),
    "numeric.integer-range": (
        "integer 写作 [下限, 上限]：下限不大于上限，最多 {most} 个值。",
        "integer is [low, high] with low <= high and at most {most} values.",
    ),
    "numeric.real-range": (
        "real 写作 [下限, 上限, 步长]：下限不大于上限，步长为正，最多 {most} 个值。",
        "real is [low, high, step] with low <= high, a positive step and at most {most} values.",
    ),
    "numeric.simplex-full": (
        "{size} 个概率每个至少 {step}，加起来超过 1：把 step 改小。",
        "{size} probabilities of at least {step} sum to more than 1: make step smaller.",
    ),
    "numeric.simplex-step": (
        "simplex 的 step 要能整除 1，也不能小于 0.000001：写 0.05、0.1、0.125 这样的数。",
        "The step of a simplex goes into 1 a whole number of times and is at least 0.000001: take "
        "0.05, 0.1 or 0.125.",
    ),
    "numeric.name-twice": (
        "名字 {name} 用了两次：改掉一个。",
        "The name {name} is used twice: change one.",
    ),
    "numeric.no-draw": (
        "抽了 {tries} 次，没有一次的数能用。最常见的原因（{times} 次）：{why}",
        "None of {tries} draws can be asked. The reason most often ({times} times): {why}",
    ),
    "numeric.dropped-rule": (
        "reject 的这一条成立了。放宽它，或者放宽变量的范围。",
        "This reject rule is true. Relax it, or widen the variables' ranges.",
    ),
    "numeric.dropped-endless": (
        "这里算出的数不是有限的。改公式，或者换变量的范围。",
        "This number is not finite. Change the formula or the variables' ranges.",
    ),
    "numeric.dropped-collision": (
        "这个错误公式算出了正确的数。改公式，或者换变量的范围。",
        "This wrong formula gives the right number. Change it or the variables' ranges.",
    ),
    "numeric.example-incomplete": (
        "example 没有给 {names} 的值：补上。",
        "The example gives no value for {names}: add it.",
    ),
    "numeric.example-shape": (
        "example 里的 {name} 要是{wanted}：和它在 variables 里的声明一致。",
        "In the example {name} should be {wanted}, as it is declared.",
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
    "numeric.truth-not-whole": (
        "步骤 {step} 写了 whole = true，算出的却是 {value}：去掉 whole，或者在公式里取整。",
        "Step {step} says whole = true, but its value is {value}: leave out whole, or round in the "
        "formula.",
    ),
    "numeric.truth-unread": (
        "正确的数值写成答案读不回来：{why}",
        "The right numbers written as an answer cannot be read back: {why}",
    ),
    "numeric.example": ("example 里的数", "the numbers of the example"),
    "numeric.seed": ("种子 {seed}", "seed {seed}"),
    "numeric.slip-right": (
        "步骤 {step} 的错误公式算出了正确的数（{variant}）：改公式或这些数。",
        "A listed wrong formula of step {step} gives the right number ({variant}): change the "
        "formula or these numbers.",
    ),
    "numeric.slip-unwritable": (
        "步骤 {step} 的错误公式算出的数不能作为这一步的答案（{variant}）：{why}",
        "What a listed wrong formula of step {step} gives cannot be an answer to it ({variant}): "
        "{why}",
    ),
    "numeric.slip-unnamed": (
        "步骤 {step} 的错误公式没有被认出（{variant}）：检查它和其他错误公式。",
        "A listed wrong formula of step {step} is not named ({variant}): check it and the other "
        "wrong formulas.",
    ),
}
