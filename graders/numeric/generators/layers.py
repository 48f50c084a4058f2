"""Single layers worked by hand: batch normalisation, attention with two queries, quantisation."""

from __future__ import annotations

from graders.numeric.generators.made import Description, made, step, whole
from graders.numeric.spec import NumericSpec, Variable


def batch_norm(description: Description) -> NumericSpec:
    """A batch of `size` values: mean, variance, normalised values, output, and the gradients to
    gamma and beta.
    """
    n = whole(description, "size", 4, 2, 6)
    variables = {
        "x": Variable(vector=n, integer=(-4, 8)),
        "gamma": Variable(choice=(0.5, 1.5, 2, 3)),
        "beta": Variable(choice=(-1, -0.5, 0.5, 1)),
        "eps": Variable(choice=(0.1, 0.5, 1)),
        "u": Variable(vector=n, integer=(-2, 3)),
    }
    return made(
        variables,
        [
            step(
                "m",
                "批均值",
                "batch mean",
                "mean(x)",
                ("sum(x)", "没有除以个数", "not divided by the count"),
            ),
            step(
                "s2",
                "批方差",
                "batch variance",
                "mean((x - m)^2)",
                (
                    f"sum((x - m)^2) / {n - 1}",
                    "批归一化除以 n，不是 n − 1",
                    "batch norm divides by n, not n − 1",
                ),
                ("sum((x - m)^2)", "没有除以个数", "not divided by the count"),
                ("mean(x^2)", "要先减均值", "the mean is to be subtracted first"),
            ),
            step(
                "xhat",
                "归一化值",
                "normalised values",
                "(x - m) / sqrt(s2 + eps)",
                ("(x - m) / (sqrt(s2) + eps)", "eps 在根号里面", "eps belongs inside the root"),
                (
                    "(x - m) / (s2 + eps)",
                    "要除以标准差，不是方差",
                    "divide by the deviation, not the variance",
                ),
            ),
            step(
                "out",
                "输出",
                "output",
                "gamma*xhat + beta",
                ("gamma*xhat", "漏了 beta", "beta is left out"),
                ("beta*xhat + gamma", "gamma 和 beta 用反了", "gamma and beta are swapped"),
            ),
            step(
                "ggamma",
                "dL/dgamma（上游梯度 u）",
                "dL/dgamma (upstream gradient u)",
                "sum(u*xhat)",
                ("mean(u*xhat)", "对批求和，不是平均", "summed over the batch, not averaged"),
                ("sum(u*x)", "要用归一化后的值", "the normalised values are meant"),
            ),
            step(
                "gbeta",
                "dL/dbeta",
                "dL/dbeta",
                "sum(u)",
                ("mean(u)", "对批求和，不是平均", "summed over the batch, not averaged"),
            ),
        ],
        ["s2 < 1", "sum(u) == 0", "abs(m) < 0.2"],
    )


def attention(description: Description) -> NumericSpec:
    """Scaled dot-product attention with two queries, two keys and two values, all of length 2."""
    entry = Variable(matrix=(2, 2), integer=(-2, 2))
    rows = (
        "[[W_11 / (W_11 + W_21), W_12 / (W_12 + W_22)], [W_21 / (W_11 + W_21), W_22 / (W_12 "
        "+ W_22)]]"
    )
    return made(
        {"Q": entry, "K": entry, "V": Variable(matrix=(2, 2), integer=(-3, 3))},
        [
            step(
                "S",
                "缩放后的分数",
                "scaled scores",
                "Q @ transpose(K) / sqrt(2)",
                ("Q @ transpose(K)", "没有除以 √d", "not divided by √d"),
                ("Q @ transpose(K) / 2", "除以 √d，不是 d", "divide by √d, not d"),
                ("Q @ K / sqrt(2)", "K 要转置", "K is to be transposed"),
            ),
            step(
                "W",
                "分数的指数",
                "exponentials of the scores",
                "exp(S)",
                ("2^S", "底是 e", "the base is e"),
            ),
            step(
                "A",
                "注意力权重（每行和为 1）",
                "attention weights (each row sums to 1)",
                "softmax(S)",
                (
                    rows,
                    "softmax 沿键的方向，每行和为 1",
                    "the softmax runs over the keys: each row sums to 1",
                ),
                ("W", "没有除以行和", "not divided by the sum of the row"),
            ),
            step(
                "out",
                "输出",
                "output",
                "A @ V",
                ("A * V", "要矩阵乘法", "a matrix product is meant"),
                ("transpose(A) @ V", "A 转置了", "A is transposed"),
            ),
        ],
        [
            "max(abs(Q @ transpose(K))) > 5",
            "max(abs(S)) == 0",
            "min(norm(Q), norm(K), norm(V)) == 0",
        ],
    )


def quantise(description: Description) -> NumericSpec:
    """Affine quantisation to `bits` (2 to 8): scale, zero point, codes, values back and the largest
    error.
    """
    bits = whole(description, "bits", 4, 2, 8)
    top = 2**bits - 1
    return made(
        {
            "low": Variable(real=(-3, -0.5, 0.25)),
            "high": Variable(real=(0.5, 4, 0.25)),
            "x": Variable(vector=3, real=(-0.9, 0.9, 0.1), exclude=(0,)),
        },
        [
            step(
                "s",
                "步长 s",
                "scale s",
                f"(high - low) / {top}",
                (
                    f"(high - low) / {top + 1}",
                    f"{bits} 位有 {top} 个间隔",
                    f"{bits} bits make {top} intervals",
                ),
                (f"high / {top}", "范围是 high − low", "the range is high − low"),
            ),
            step(
                "z",
                "零点",
                "zero point",
                "round(-low / s)",
                ("round(low / s)", "符号反了", "the sign is reversed"),
                ("round(high / s)", "零点由下端决定", "the lower end sets the zero point"),
                whole=True,
            ),
            step(
                "q",
                "量化后的整数",
                "codes",
                f"min(max(round(x / s) + z, 0), {top})",
                ("round(x / s)", "没有加零点", "the zero point is not added"),
                ("round(x / s) - z", "零点要加上", "the zero point is added"),
                whole=True,
            ),
            step(
                "back",
                "反量化",
                "values back",
                "(q - z)*s",
                ("q*s", "没有减零点", "the zero point is not subtracted"),
                ("(q + z)*s", "零点要减去", "the zero point is subtracted"),
            ),
            step(
                "err",
                "最大绝对误差",
                "largest absolute error",
                "max(abs(back - x))",
                ("mean(abs(back - x))", "要最大值，不是平均", "the largest is meant, not the mean"),
            ),
        ],
        [
            "abs(low / s - round(low / s)) > 0.4",
            "max(abs(x / s - round(x / s))) > 0.4",
            "err < 0.02",
        ],
    )
