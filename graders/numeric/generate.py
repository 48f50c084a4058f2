"""Networks from a description: the variables, every step and its common slips, so that authors write no formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graders.verdict import SpecError

Made = dict[str, Any]
# activation -> (value of z, derivative in terms of z and a)
_ACTIVATIONS: dict[str, tuple[str, str]] = {
    "relu": ("relu({z})", "({z} > 0)"), "sigmoid": ("sigmoid({z})", "{a} * (1 - {a})"), "tanh": ("tanh({z})", "(1 - {a}^2)"),
    "linear": ("{z}", "1"),
}
# loss -> (value, dL/da) in terms of the output a and the target y
_LOSSES: dict[str, tuple[str, str]] = {
    "squared": ("sum((y - {a})^2)", "2 * ({a} - y)"), "half-squared": ("sum((y - {a})^2) / 2", "({a} - y)"),
    "bce": ("-sum(y * log({a}) + (1 - y) * log(1 - {a}))", "({a} - y) / ({a} * (1 - {a}))"),
}


def expand(description: Mapping[str, Any]) -> Made:
    """``variables``, ``reject`` and ``steps`` for a description such as ``{ network = "dense", layers = [2, 2, 1], ... }``.

    Raises `SpecError` where the description is not understood.
    """
    kinds: dict[str, Callable[[Mapping[str, Any]], Made]] = {"dense": _dense, "conv": _conv}
    make = kinds.get(str(description.get("network")))
    if make is None:
        raise SpecError(f"network must be one of {', '.join(kinds)}", "generate.network")
    return make(description)


def _step(id: str, zh: str, en: str, formula: str, wrong: tuple[tuple[str, str, str], ...] = (), **more: Any) -> Made:
    return {"id": id, "zh": zh, "en": en, "formula": formula, "marks": 1,
            "wrong": [{"formula": f, "zh": z, "en": e} for f, z, e in wrong], **more}


def _dense(description: Mapping[str, Any]) -> Made:
    """Forward, loss, deltas, gradients and one SGD step of a dense network; sizes up to 3-4-3-2."""
    layers = description.get("layers", [2, 2, 1])
    if not isinstance(layers, list) or not 2 <= len(layers) <= 4 or not all(isinstance(n, int) and 1 <= n <= 4 for n in layers):
        raise SpecError("layers is a list of 2 to 4 sizes, each from 1 to 4", "generate.layers")
    depth = len(layers) - 1
    activations = list(description.get("activations", ["relu"] * depth))
    loss = str(description.get("loss", "squared"))
    if len(activations) != depth or any(a not in _ACTIVATIONS for a in activations):
        raise SpecError(f"activations names {depth} of {', '.join(_ACTIVATIONS)}", "generate.activations")
    if loss not in _LOSSES or (loss == "bce" and activations[-1] != "sigmoid"):
        raise SpecError(f"loss is one of {', '.join(_LOSSES)}; bce needs a sigmoid at the end", "generate.loss")
    variables: Made = {"x": {"vector": layers[0], "integer": [1, 3]}}
    for k in range(1, depth + 1):
        variables[f"W{k}"] = {"matrix": [layers[k], layers[k - 1]], "real": [-1, 1, 0.25], "exclude": [0]}
        variables[f"b{k}"] = {"vector": layers[k], "real": [-1, 1, 0.5], "exclude": [0]}
    variables["y"] = {"vector": layers[-1], "choice": [0, 1] if loss == "bce" else [0, 1, 2]}
    steps = _forward(depth, activations)
    reject = [f"sum(relu(z{k})) == 0" for k in range(1, depth + 1) if activations[k - 1] == "relu"]
    reject += [f"min(abs(z{k})) < 0.2" for k in range(1, depth + 1)]
    reject.append(f"min(abs(a{depth} - y)) < 0.05")
    value, slope = (part.format(a=f"a{depth}") for part in _LOSSES[loss])
    steps.append(_step("L", "损失", "loss", value))
    if description.get("backward", True):
        steps += _backward(depth, activations, loss, slope)
        reject.append("norm(d1) == 0")
    if "learn" in description:
        steps += _update(depth, float(description["learn"]))
    return {"variables": variables, "reject": reject, "steps": steps}


def _forward(depth: int, activations: list[str]) -> list[Made]:
    steps = []
    before = "x"
    for k in range(1, depth + 1):
        z, a = f"z{k}", f"a{k}"
        steps.append(_step(z, f"第 {k} 层的加权和", f"weighted sums of layer {k}", f"W{k} @ {before} + b{k}",
                           ((f"W{k} @ {before}", "漏了偏置", "bias left out"),)))
        steps.append(_step(a, f"第 {k} 层的激活", f"activations of layer {k}", _ACTIVATIONS[activations[k - 1]][0].format(z=z, a=a)))
        before = a
    return steps


def _backward(depth: int, activations: list[str], loss: str, slope: str) -> list[Made]:
    steps = []
    for k in range(depth, 0, -1):
        z, a = f"z{k}", f"a{k}"
        derivative = _ACTIVATIONS[activations[k - 1]][1].format(z=z, a=a)
        inner = slope if k == depth else f"(transpose(W{k + 1}) @ d{k + 1})"
        wrong: tuple[tuple[str, str, str], ...] = ()
        if k == depth:
            wrong = ((f"-({inner}) * {derivative}", "符号反了", "the sign is reversed"),)
            if loss == "squared":
                wrong += ((f"({a} - y) * {derivative}", "平方误差求导少了系数 2", "the factor 2 of the square is missing"),)
        steps.append(_step(f"d{k}", f"dL/dz{k}", f"dL/dz{k}", f"({inner}) * {derivative}", wrong))
    for k in range(1, depth + 1):
        before = "x" if k == 1 else f"a{k - 1}"
        steps.append(_step(f"gW{k}", f"dL/dW{k}", f"dL/dW{k}", f"outer(d{k}, {before})",
                           ((f"-outer(d{k}, {before})", "符号反了", "the sign is reversed"),)))
        steps.append(_step(f"gb{k}", f"dL/db{k}", f"dL/db{k}", f"d{k}"))
    return steps


def _update(depth: int, learn: float) -> list[Made]:
    return [
        _step(f"W{k}new", f"更新后的 W{k}", f"W{k} after the step", f"W{k} - {learn} * gW{k}",
              ((f"W{k} + {learn} * gW{k}", "这是梯度上升", "this is gradient ascent"),))
        for k in range(1, depth + 1)
    ]


def _conv(description: Mapping[str, Any]) -> Made:
    """Sizes and parameter counts along conv, pool, conv, flatten, dense."""
    variables = {"n": {"choice": [28, 32, 36, 40]}, "c0": {"choice": [1, 3]}, "k": {"choice": [3, 5]}, "c1": {"choice": [8, 16, 32]},
                 "c2": {"choice": [16, 32, 64]}, "u": {"choice": [10, 32, 64]}}
    lost = "漏了偏置", "bias forgotten"
    steps = [
        _step("h1", "第一次卷积后的边长", "side after the first convolution", "n - k + 1", (("n - k", "差 1", "off by one"),), whole=True),
        _step("p1", "第一层参数量", "parameters of the first convolution", "(k*k*c0 + 1) * c1",
              (("k*k*c0*c1", *lost), ("(k*k*c0 + 1) * c1 - c1 + 1", "每个卷积核各有一个偏置", "every kernel has a bias of its own")), whole=True),
        _step("h2", "池化后的边长", "side after pooling", "h1 // 2", (), whole=True),
        _step("h3", "第二次卷积后的边长", "side after the second convolution", "h2 - k + 1", (("h2 - k", "差 1", "off by one"),), whole=True),
        _step("p2", "第二层参数量", "parameters of the second convolution", "(k*k*c1 + 1) * c2",
              (("k*k*c1*c2", *lost), ("(k*k + 1) * c2", "漏了输入通道数", "input channels forgotten")), whole=True),
        _step("f", "展平后的长度", "length after flattening", "h3*h3*c2", (("h3*c2", "边长要平方", "the side must be squared"),), whole=True),
        _step("p3", "全连接层参数量", "parameters of the dense layer", "(f + 1) * u", (("f*u", *lost),), whole=True),
        _step("total", "总参数量", "all parameters", "p1 + p2 + p3", (("p1 + p2", "漏了全连接层", "the dense layer is left out"),), whole=True),
    ]
    return {"variables": variables, "reject": [], "steps": steps}
