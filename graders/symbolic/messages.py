"""What each slip is called: a stable code and a sentence in each language that teaches without
telling the answer.
"""

from __future__ import annotations

from graders.verdict import Diagnosis

_SENTENCES: dict[str, tuple[str, str]] = {
    "sign-reversed": (
        "整体符号反了。想一想：这个量增大时，结果应当变大还是变小？",
        "The sign is reversed. Which way should the result move when the input grows?",
    ),
    "sign": ("有一项的符号写反了。", "One term has the wrong sign."),
    "order-swapped": ("减法的两项写反了顺序。", "The two sides of a difference are swapped."),
    "factor-2-lost": (
        "少了系数 2。平方求导时系数去哪了？",
        "A factor of 2 is missing. What does differentiating a square leave in front?",
    ),
    "factor-2-extra": (
        "多了系数 2，或少除了一个 2。",
        "There is a factor of 2 too many, or a 1/2 is missing.",
    ),
    "half-lost": ("少了 1/2。", "The 1/2 is missing."),
    "constant-lost": ("少了一个常数系数。", "A constant factor is missing."),
    "normalisation-lost": (
        "没有除以个数：求的是和，不是平均。",
        "It is not divided by the count: this is a sum, not a mean.",
    ),
    "normalisation-extra": (
        "多除了一次个数：要的是和，不是平均。",
        "It is divided by the count once too often: a sum is wanted, not a mean.",
    ),
    "divisor-lost": ("分母里少了一项。", "Something is missing from the denominator."),
    "inverted": ("分子分母颠倒了。", "The fraction is upside down."),
    "term-lost": ("漏了一项。", "A term is missing."),
    "bias-lost": ("漏了偏置项。", "The bias is left out."),
    "epsilon-lost": ("漏了 epsilon。", "The epsilon is left out."),
    "one-lost": ("漏了常数 1。", "The constant 1 is left out."),
    "factor-lost": (
        "漏乘了一个因子。链式法则的每一环都写上了吗？",
        "A factor is missing. Is every link of the chain rule there?",
    ),
    "parentheses": (
        "好像少了括号：运算的先后变了。",
        "Parentheses seem to be missing: the order of operations has changed.",
    ),
    "square-lost": ("少了平方。", "The square is missing."),
    "square-extra": ("多了平方。", "There is a square too many."),
    "power-lost": ("少了幂。", "The power is missing."),
    "root-lost": ("少了开方。", "The square root is missing."),
    "root-extra": ("多了开方。", "There is a square root too many."),
    "abs-for-square": (
        "这里要平方，不是绝对值。",
        "A square is wanted here, not an absolute value.",
    ),
    "square-distributed": (
        "和（差）的平方不等于平方的和（差）：交叉项去哪了？",
        "The square of a difference is not the difference of the squares: where has the "
        "cross term gone?",
    ),
    "multiplied-for-divided": ("应当相除，这里乘上了。", "This multiplies where it should divide."),
    "indicator-value": (
        "这里要的是 0 或 1 的指示值，不是量本身。",
        "An indicator of 0 or 1 is wanted here, not the quantity itself.",
    ),
    "case-lost": ("只写了分段函数的一支。", "Only one branch of the case distinction is there."),
    "constant-factor": (
        "形式对，但处处差同一个常数倍。",
        "The form is right, but it is off by the same constant factor everywhere.",
    ),
    "constant-term": ("处处差同一个常数。", "It is off by the same constant everywhere."),
    "square-of-sum": (
        "这是先求和再平方，应当先平方再求和。",
        "This squares the sum; the squares should be summed.",
    ),
    "log-base": ("对数的底不对：这里要用自然对数还是别的底？", "The logarithm has the wrong base."),
    "log-lost": ("少了对数。", "The logarithm is missing."),
    "log-extra": ("多取了一次对数。", "There is a logarithm too many."),
    "exp-lost": ("少了指数函数。", "The exponential is missing."),
    "exp-extra": ("多取了一次指数。", "There is an exponential too many."),
    "relu-lost": ("少了 ReLU。", "The ReLU is missing."),
    "sigmoid-lost": ("少了 sigmoid。", "The sigmoid is missing."),
    "tanh-lost": ("少了 tanh。", "The tanh is missing."),
    "softmax-lost": ("少了 softmax。", "The softmax is missing."),
    "abs-lost": ("少了绝对值。", "The absolute value is missing."),
    "sign-lost": ("少了符号函数。", "The sign function is missing."),
    "floor-lost": ("少了向下取整。", "The floor is missing."),
    "ceil-lost": ("少了向上取整。", "The ceiling is missing."),
    "ceil-for-floor": (
        "应当向下取整，这里向上取了。",
        "This rounds up where it should round down.",
    ),
    "floor-for-ceil": (
        "应当向上取整，这里向下取了。",
        "This rounds down where it should round up.",
    ),
    "complement": ("把 p 和 1 − p 弄混了。", "p and 1 − p are mixed up."),
    "symbols-swapped": ("两个量互换了位置。", "Two quantities have changed places."),
    "wrong-symbol": ("有一处用错了符号。", "One symbol is used in another's place."),
    "elementwise-for-matmul": (
        "这里要矩阵乘法，不是逐元素相乘。",
        "A matrix product is wanted here, not an elementwise one.",
    ),
    "operands-swapped": (
        "乘法的左右写反了，矩阵乘法不可交换。",
        "The order of a product is swapped; matrix products do not commute.",
    ),
    "transpose": (
        "转置不对：检查一下形状。",
        "A transpose is missing or too many: check the shapes.",
    ),
    "off-by-one": ("差 1：数一数端点。", "Off by one: count the ends again."),
    "sum-bounds": ("求和的上下限差了一项。", "The bounds of the sum are off by one."),
    "index-shift": ("下标错了一位。", "A subscript is shifted by one."),
    "wrong-index": ("取错了下标。", "The wrong element is taken."),
    "epsilon-place": (
        "epsilon 放错了地方：根号里面还是外面？",
        "Epsilon is in the wrong place: inside the root or outside?",
    ),
    "comparison-reversed": ("比较的方向反了。", "The comparison points the wrong way."),
    "max-for-min": ("max 和 min 弄反了。", "max and min are mixed up."),
    "min-for-max": ("max 和 min 弄反了。", "max and min are mixed up."),
    "activation-swapped": ("激活函数用错了。", "Another activation function is meant."),
    "reduction-swapped": (
        "对数组的归约用错了：要最大（小）值，不是平均或求和。",
        "The array is reduced in the wrong way: its extreme is wanted, not its mean or sum.",
    ),
    "round-lost": ("少了四舍五入取整。", "The rounding is missing."),
    "rounding": (
        "取整的方式不对：要取最近的整数。",
        "This rounds the wrong way: the nearest whole number is wanted.",
    ),
    "function-swapped": ("这里要的是另一个函数。", "Another function is meant here."),
    "branches-swapped": ("分段的两支写反了。", "The two branches are swapped."),
    "clip-lost": ("少了截断。", "The clipping is missing."),
    "norm-order": ("范数的阶不对。", "The norm is of the wrong order."),
    "sum-for-product": ("应当连乘，这里求和了。", "This sums where it should multiply."),
    "product-for-sum": ("应当求和，这里连乘了。", "This multiplies where it should sum."),
    "free-index": (
        "下标没有被求和，也没有别的含义：少了求和号？",
        "An index is left free: is a summation sign missing?",
    ),
}


def named(code: str) -> Diagnosis:
    """The diagnosis of a code."""
    zh, en = _SENTENCES[code]
    return Diagnosis(code, zh, en)
