"""Single layers worked by hand: batch normalisation, attention with two queries, quantisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from graders.numeric.generators.made import made, step
from graders.numeric.spec import NumericSpec, Recipe, StepSpec
from graders.numeric.variables import Variable
from graders.reading import Between

_MEAN = step(
    "m",
    "批均值",
    "batch mean",
    "mean(x)",
    ("sum(x)", "没有除以个数", "not divided by the count"),
)
_NORMALISED = [
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
]


@dataclass(frozen=True, slots=True)
class BatchNorm(Recipe):
    """A batch of `size` values: mean, variance, normalised values, output, and the gradients to
    gamma and beta.
    """

    size: Annotated[int, Between(2, 6)] = 4

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        variables = {
            "x": Variable(vector=self.size, integer=(-4, 8)),
            "gamma": Variable(choice=(0.5, 1.5, 2, 3)),
            "beta": Variable(choice=(-1, -0.5, 0.5, 1)),
            "eps": Variable(choice=(0.1, 0.5, 1)),
            "u": Variable(vector=self.size, integer=(-2, 3)),
        }
        steps = [_MEAN, _variance(self.size), *_NORMALISED]
        return made(variables, steps, ["s2 < 1", "sum(u) == 0", "abs(m) < 0.2"])


def _variance(size: int) -> StepSpec:
    return step(
        "s2",
        "批方差",
        "batch variance",
        "mean((x - m)^2)",
        (
            f"sum((x - m)^2) / {size - 1}",
            "批归一化除以 n，不是 n − 1",
            "batch norm divides by n, not n − 1",
        ),
        ("sum((x - m)^2)", "没有除以个数", "not divided by the count"),
        ("mean(x^2)", "要先减均值", "the mean is to be subtracted first"),
    )


_ENTRY = Variable(matrix=(2, 2), integer=(-2, 2))
# the softmax taken over the wrong side
_BY_COLUMNS = (
    "[[W_11 / (W_11 + W_21), W_12 / (W_12 + W_22)], [W_21 / (W_11 + W_21), W_22 / (W_12 + W_22)]]"
)
_ATTENTION = made(
    {"Q": _ENTRY, "K": _ENTRY, "V": Variable(matrix=(2, 2), integer=(-3, 3))},
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
                _BY_COLUMNS,
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


@dataclass(frozen=True, slots=True)
class Attention(Recipe):
    """Scaled dot-product attention with two queries, two keys and two values, all of length 2."""

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        return _ATTENTION


_RANGES = {
    "low": Variable(real=(-3, -0.5, 0.25)),
    "high": Variable(real=(0.5, 4, 0.25)),
    "x": Variable(vector=3, real=(-0.9, 0.9, 0.1), exclude=(0,)),
}
_ZERO_POINT = step(
    "z",
    "零点",
    "zero point",
    "round(-low / s)",
    ("round(low / s)", "符号反了", "the sign is reversed"),
    ("round(high / s)", "零点由下端决定", "the lower end sets the zero point"),
    whole=True,
)
_BACK = [
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
]
_DOUBTFUL = [
    "abs(low / s - round(low / s)) > 0.4",
    "max(abs(x / s - round(x / s))) > 0.4",
    "err < 0.02",
]


@dataclass(frozen=True, slots=True)
class Quantise(Recipe):
    """Affine quantisation to `bits`: scale, zero point, codes, values back and the largest
    error.
    """

    bits: Annotated[int, Between(2, 8)] = 4

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        top = 2**self.bits - 1
        steps = [_scale(self.bits, top), _ZERO_POINT, _codes(top), *_BACK]
        return made(_RANGES, steps, _DOUBTFUL)


def _scale(bits: int, top: int) -> StepSpec:
    return step(
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
    )


def _codes(top: int) -> StepSpec:
    return step(
        "q",
        "量化后的整数",
        "codes",
        f"min(max(round(x / s) + z, 0), {top})",
        ("round(x / s)", "没有加零点", "the zero point is not added"),
        ("round(x / s) - z", "零点要加上", "the zero point is added"),
        whole=True,
    )
