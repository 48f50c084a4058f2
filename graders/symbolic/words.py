"""The sentences of formula questions: what each slip is called, without telling the answer."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "kind.symbolic": ("公式", "formula"),
    "kind.symbolic.many": ("公式题", "formulas"),
    "kind.symbolic.about": (
        "写公式，按符号判等，认出常见的错",
        "a formula, compared as mathematics, known slips named",
    ),
    "symbolic.undecided": (
        "机器没能判定这个写法是否等价，这次不计入复习。",
        "The machine could not decide whether this is equal; nothing is scheduled.",
    ),
    "symbolic.result-shape": (
        "结果应当是{wanted}, 这里却是{got}。",
        "The result should be {wanted}, but this is {got}.",
    ),
    "symbolic.no-symbols": (
        "缺少 [symbols] 表: 声明每个符号。",
        "The [symbols] table is missing: declare every symbol.",
    ),
    "symbolic.bad-declaration": ("{why}", "{why}"),
    "symbolic.answer-unequal": (
        "答案写成 {style} 后不等于自己: {text}（{outcome}）：换一种写法。",
        "The answer written as {style} is not equal to itself: {text} ({outcome}). Write it "
        "in another way.",
    ),
    "symbolic.slip-invisible": (
        '在声明的取值范围内，{slip} 这种错误看不出来：放宽范围，或写 indistinct = ["{slip}"]。',
        "On the declared domain the slip {slip} changes nothing: widen the domain, or allow "
        'it with indistinct = ["{slip}"].',
    ),
    "symbolic.misconception-right": (
        "误解 {number} 与答案没有区别（{outcome}）：换成确实不同的公式。",
        "Misconception {number} is {outcome}, not different: write a formula that differs.",
    ),
    "symbolic.misconception-unnamed": (
        "误解 {number} 没有被认出：它和另一个误解相同，或和答案太接近。",
        "Misconception {number} is not named: it equals another one, or is too close to the "
        "answer.",
    ),
    "symbolic.formula": ("{where}：{why}", "{where}: {why}"),
    "symbolic.counterexample": (
        "在 {at} 处：你的 {got}，应为 {expected}",
        "at {at}: yours {got}, expected {expected}",
    ),
    "symbolic.sign-reversed": (
        "整体符号反了。想一想：这个量增大时，结果应当变大还是变小？",
        "The sign is reversed. Which way should the result move when the input grows?",
    ),
    "symbolic.sign": ("有一项的符号写反了。", "One term has the wrong sign."),
    "symbolic.order-swapped": (
        "减法的两项写反了顺序。",
        "The two sides of a difference are swapped.",
    ),
    "symbolic.factor-2-lost": (
        "少了系数 2。",
        "A factor of 2 is missing.",
    ),
    "symbolic.factor-2-extra": (
        "多了系数 2，或少除了一个 2。",
        "There is a factor of 2 too many, or a 1/2 is missing.",
    ),
    "symbolic.half-lost": ("少了 1/2。", "The 1/2 is missing."),
    "symbolic.constant-lost": ("少了一个常数系数。", "A constant factor is missing."),
    "symbolic.normalisation-lost": (
        "没有除以个数。",
        "It is not divided by the count.",
    ),
    "symbolic.normalisation-extra": (
        "多除了一次个数。",
        "It is divided by the count once too often.",
    ),
    "symbolic.divisor-lost": ("分母里少了一项。", "Something is missing from the denominator."),
    "symbolic.inverted": ("分子分母颠倒了。", "The fraction is upside down."),
    "symbolic.term-lost": ("漏了一项。", "A term is missing."),
    "symbolic.bias-lost": ("漏了偏置项。", "The bias is left out."),
    "symbolic.epsilon-lost": ("漏了 epsilon。", "The epsilon is left out."),
    "symbolic.one-lost": ("漏了常数 1。", "The constant 1 is left out."),
    "symbolic.factor-lost": (
        "漏乘了一个因子。",
        "A factor is missing.",
    ),
    "symbolic.parentheses": (
        "好像少了括号：运算的先后变了。",
        "Parentheses seem to be missing: the order of operations has changed.",
    ),
    "symbolic.square-lost": ("少了平方。", "The square is missing."),
    "symbolic.square-extra": ("多了平方。", "There is a square too many."),
    "symbolic.power-lost": ("少了幂。", "The power is missing."),
    "symbolic.root-lost": ("少了开方。", "The square root is missing."),
    "symbolic.root-extra": ("多了开方。", "There is a square root too many."),
    "symbolic.abs-for-square": (
        "这里要平方，不是绝对值。",
        "A square is wanted here, not an absolute value.",
    ),
    "symbolic.square-distributed": (
        "和（差）的平方不等于平方的和（差）：交叉项去哪了？",
        "The square of a difference is not the difference of the squares: where has the "
        "cross term gone?",
    ),
    "symbolic.multiplied-for-divided": (
        "应当相除，这里乘上了。",
        "This multiplies where it should divide.",
    ),
    "symbolic.indicator-value": (
        "这里要的是 0 或 1 的指示值，不是量本身。",
        "An indicator of 0 or 1 is wanted here, not the quantity itself.",
    ),
    "symbolic.case-lost": (
        "只写了分段函数的一支。",
        "Only one branch of the case distinction is there.",
    ),
    "symbolic.constant-factor": (
        "形式对，但处处差同一个常数倍。",
        "The form is right, but it is off by the same constant factor everywhere.",
    ),
    "symbolic.constant-term": ("处处差同一个常数。", "It is off by the same constant everywhere."),
    "symbolic.square-of-sum": (
        "这是先求和再平方，应当先平方再求和。",
        "This squares the sum; the squares should be summed.",
    ),
    "symbolic.log-base": (
        "对数的底不对：这里要用自然对数还是别的底？",
        "The logarithm has the wrong base.",
    ),
    "symbolic.log-lost": ("少了对数。", "The logarithm is missing."),
    "symbolic.log-extra": ("多取了一次对数。", "There is a logarithm too many."),
    "symbolic.exp-lost": ("少了指数函数。", "The exponential is missing."),
    "symbolic.exp-extra": ("多取了一次指数。", "There is an exponential too many."),
    "symbolic.relu-lost": ("少了 ReLU。", "The ReLU is missing."),
    "symbolic.sigmoid-lost": ("少了 sigmoid。", "The sigmoid is missing."),
    "symbolic.tanh-lost": ("少了 tanh。", "The tanh is missing."),
    "symbolic.softmax-lost": ("少了 softmax。", "The softmax is missing."),
    "symbolic.abs-lost": ("少了绝对值。", "The absolute value is missing."),
    "symbolic.sign-lost": ("少了符号函数。", "The sign function is missing."),
    "symbolic.floor-lost": ("少了向下取整。", "The floor is missing."),
    "symbolic.ceil-lost": ("少了向上取整。", "The ceiling is missing."),
    "symbolic.ceil-for-floor": (
        "应当向下取整，这里向上取了。",
        "This rounds up where it should round down.",
    ),
    "symbolic.floor-for-ceil": (
        "应当向上取整，这里向下取了。",
        "This rounds down where it should round up.",
    ),
    "symbolic.complement": (
        "把一个 0 到 1 之间的量和 1 减去它弄混了。",
        "A quantity between 0 and 1 is taken for 1 minus it, or the other way round.",
    ),
    "symbolic.symbols-swapped": ("两个量互换了位置。", "Two quantities have changed places."),
    "symbolic.wrong-symbol": ("有一处用错了符号。", "One symbol is used in another's place."),
    "symbolic.elementwise-for-matmul": (
        "这里要矩阵乘法，不是逐元素相乘。",
        "A matrix product is wanted here, not an elementwise one.",
    ),
    "symbolic.operands-swapped": (
        "乘法的左右写反了，矩阵乘法不可交换。",
        "The order of a product is swapped; matrix products do not commute.",
    ),
    "symbolic.transpose": (
        "转置不对：检查一下形状。",
        "A transpose is missing or too many: check the shapes.",
    ),
    "symbolic.off-by-one": (
        "差 1：数一数端点。",
        "Off by one: count the ends again.",
    ),
    "symbolic.sum-bounds": ("求和的上下限差了一项。", "The bounds of the sum are off by one."),
    "symbolic.index-shift": ("下标错了一位。", "A subscript is shifted by one."),
    "symbolic.wrong-index": ("取错了下标。", "The wrong element is taken."),
    "symbolic.epsilon-place": (
        "epsilon 放错了地方：根号里面还是外面？",
        "Epsilon is in the wrong place: inside the root or outside?",
    ),
    "symbolic.comparison-reversed": ("比较的方向反了。", "The comparison points the wrong way."),
    "symbolic.max-for-min": ("max 和 min 弄反了。", "max and min are mixed up."),
    "symbolic.min-for-max": ("max 和 min 弄反了。", "max and min are mixed up."),
    "symbolic.activation-swapped": ("激活函数用错了。", "Another activation function is meant."),
    "symbolic.reduction-swapped": (
        "对数组的归约用错了：要最大（小）值，不是平均或求和。",
        "The array is reduced in the wrong way: its extreme is wanted, not its mean or sum.",
    ),
    "symbolic.round-lost": ("少了四舍五入取整。", "The rounding is missing."),
    "symbolic.rounding": (
        "取整的方式不对：要取最近的整数。",
        "This rounds the wrong way: the nearest whole number is wanted.",
    ),
    "symbolic.function-swapped": ("这里要的是另一个函数。", "Another function is meant here."),
    "symbolic.branches-swapped": ("分段的两支写反了。", "The two branches are swapped."),
    "symbolic.clip-lost": ("少了截断。", "The clipping is missing."),
    "symbolic.norm-order": ("范数的阶不对。", "The norm is of the wrong order."),
    "symbolic.sum-for-product": ("应当连乘，这里求和了。", "This sums where it should multiply."),
    "symbolic.product-for-sum": ("应当求和，这里连乘了。", "This multiplies where it should sum."),
    "symbolic.free-index": (
        "下标没有被求和，也没有别的含义：少了求和号？",
        "An index is left free: is a summation sign missing?",
    ),
    "symbolic.wrong-number": (
        "有一个常数写错了。",
        "One of the constants is not right.",
    ),
    "symbolic.wrong-power": (
        "幂次不对。",
        "The power is not the right one.",
    ),
    "symbolic.one-minus": (
        "这是 1 减去所求的量。",
        "This is 1 minus what is wanted.",
    ),
    "symbolic.reach-far": (
        "函数、根号或幂管得太宽，把旁边的也包了进去。",
        "A function, root or power reaches too far: it takes in what stands beside it.",
    ),
    "symbolic.reach-short": (
        "函数、根号或幂管得太窄，只作用在一部分上。",
        "A function, root or power reaches over a part only.",
    ),
    "symbolic.multiplied-for-power": (
        "这里要乘方，不是相乘。",
        "A power is wanted here, not a product.",
    ),
    "symbolic.square-for-abs": (
        "这里要绝对值，不是平方。",
        "An absolute value is wanted here, not a square.",
    ),
    "symbolic.divisor-one": (
        "除以的是 n 还是 n − 1？",
        "Is it divided by n or by n − 1?",
    ),
    "symbolic.reduction-inside": (
        "先归约、后取函数，顺序反了。",
        "The function is taken of the mean or sum; it should be taken of each entry.",
    ),
    "symbolic.reduction-outside": (
        "先取函数、后归约，顺序反了。",
        "The function is taken of each entry; it should be taken of the mean or sum.",
    ),
    "symbolic.factor-extra": (
        "多乘了一个因子。",
        "There is a factor too many.",
    ),
    "symbolic.divisor-extra": (
        "多除了一个量。",
        "It is divided once too often.",
    ),
    "symbolic.few-points": (
        "除了个别点，处处相等：看看边界或取整的那一点。",
        "It is equal but for a few points: look at the border, or at the tie that is rounded.",
    ),
    "symbolic.epsilon-added": (
        "多加了一个很小的常数（{epsilon}）。",
        "A small constant was added ({epsilon}).",
    ),
    "symbolic.comparison-edge": (
        "边界归错了一侧：等号该不该取？",
        "The border belongs to the other side: should equality count?",
    ),
    "symbolic.reciprocal": (
        "这是所求的量的倒数。",
        "This is one over what is wanted.",
    ),
    "symbolic.distributed": (
        "和（差）的函数不等于函数的和（差）。",
        "A function of a sum or difference is not taken term by term.",
    ),
}
