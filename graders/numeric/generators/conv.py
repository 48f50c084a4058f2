"""A small convolutional network: sizes and parameter counts along its layers."""

from __future__ import annotations

from dataclasses import dataclass

from graders.numeric.generators.made import made, step
from graders.numeric.spec import NumericSpec, Recipe
from graders.numeric.variables import Variable

_VARIABLES = {
    "n": Variable(choice=(28, 32, 36, 40)),
    "c0": Variable(choice=(1, 3)),
    "k": Variable(choice=(3, 5)),
    "c1": Variable(choice=(8, 16, 32)),
    "c2": Variable(choice=(16, 32, 64)),
    "u": Variable(choice=(10, 32, 64)),
}
_BIAS_LOST = ("漏了偏置", "bias forgotten")
_FIRST_LOST = (
    "漏了 +1：第一个位置也要数",
    "the + 1 is missing: the first position counts as well",
)
_STEPS = [
    step(
        "h1",
        "第一次卷积后的边长",
        "side after the first convolution",
        "n - k + 1",
        ("n - k", *_FIRST_LOST),
        whole=True,
    ),
    step(
        "p1",
        "第一层参数量",
        "parameters of the first convolution",
        "(k*k*c0 + 1) * c1",
        ("k*k*c0*c1", *_BIAS_LOST),
        (
            "(k*k*c0 + 1) * c1 - c1 + 1",
            "每个卷积核各有一个偏置",
            "every kernel has a bias of its own",
        ),
        whole=True,
    ),
    step(
        "h2",
        "池化后的边长",
        "side after pooling",
        "h1 // 2",
        ("h1 - 2", "步长为 2 的池化把边长减半", "pooling with stride 2 halves the side"),
        whole=True,
    ),
    step(
        "h3",
        "第二次卷积后的边长",
        "side after the second convolution",
        "h2 - k + 1",
        ("h2 - k", *_FIRST_LOST),
        whole=True,
    ),
    step(
        "p2",
        "第二层参数量",
        "parameters of the second convolution",
        "(k*k*c1 + 1) * c2",
        ("k*k*c1*c2", *_BIAS_LOST),
        ("(k*k + 1) * c2", "漏了输入通道数", "input channels forgotten"),
        whole=True,
    ),
    step(
        "f",
        "展平后的长度",
        "length after flattening",
        "h3*h3*c2",
        ("h3*c2", "边长要平方", "the side must be squared"),
        whole=True,
    ),
    step(
        "p3",
        "全连接层参数量",
        "parameters of the dense layer",
        "(f + 1) * u",
        ("f*u", *_BIAS_LOST),
        whole=True,
    ),
    step(
        "total",
        "总参数量",
        "all parameters",
        "p1 + p2 + p3",
        ("p1 + p2", "漏了全连接层", "the dense layer is left out"),
        whole=True,
    ),
]


@dataclass(frozen=True, slots=True)
class Conv(Recipe):
    """Sizes and parameter counts along conv, pool, conv, flatten, dense; every size is drawn."""

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        return made(_VARIABLES, _STEPS)
