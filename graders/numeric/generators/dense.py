"""Dense networks: forward values, loss, deltas, gradients and one step of an optimiser."""

from __future__ import annotations

from graders.numeric.generators.made import (
    Description,
    made,
    number,
    step,
    word,
    words,
)
from graders.numeric.spec import NumericSpec, StepSpec, Variable
from graders.said import said
from graders.verdict import SpecError

# activation -> (value of z, derivative in terms of z and a)
_ACTIVATIONS: dict[str, tuple[str, str]] = {
    "relu": ("relu({z})", "({z} > 0)"),
    "sigmoid": ("sigmoid({z})", "{a} * (1 - {a})"),
    "tanh": ("tanh({z})", "(1 - {a}^2)"),
    "linear": ("{z}", "1"),
    "softmax": ("softmax({z})", ""),
}
# loss -> (value, dL/da) in terms of the output a and the target y; of the two cross-entropies with
# their
# sigmoid or softmax, dL/dz = a - y
_LOSSES: dict[str, tuple[str, str]] = {
    "squared": ("sum((y - {a})^2)", "2 * ({a} - y)"),
    "half-squared": ("sum((y - {a})^2) / 2", "({a} - y)"),
    "mse": ("mean((y - {a})^2)", "2 * ({a} - y) / {n}"),
    "bce": ("-sum(y * log({a}) + (1 - y) * log(1 - {a}))", "({a} - y)"),
    "ce": ("-sum(y * log({a}))", "({a} - y)"),
}
_OPTIMISERS = ("sgd", "momentum", "adam")
_ENDS = {"bce": "sigmoid", "ce": "softmax"}


def dense(description: Description) -> NumericSpec:
    """Layers up to 3-4-3-2; `activations`, `loss`, `backward`, `learn` (a rate) with `optimiser`
    sgd, momentum or adam.
    """
    layers = _layers(description)
    depth = len(layers) - 1
    activations = words(description, "activations", ["relu"] * depth)
    loss = word(description, "loss", "squared", list(_LOSSES))
    _check(activations, loss, depth, layers[-1])
    steps = _forward(depth, activations)
    value, slope = (part.format(a=f"a{depth}", n=layers[-1]) for part in _LOSSES[loss])
    steps.append(step("L", "损失", "loss", value, *_loss_slips(loss, f"a{depth}")))
    reject = [f"sum(relu(z{k})) == 0" for k in range(1, depth + 1) if activations[k - 1] == "relu"]
    reject += [f"min(abs(z{k})) < 0.2" for k in range(1, depth + 1)]
    reject += [
        f"max(abs(z{k})) > 4"
        for k in range(1, depth + 1)
        if activations[k - 1] not in ("relu", "linear")
    ]
    reject.append(f"min(abs(a{depth} - y)) < 0.05")
    if description.get("backward", True):
        steps += _backward(depth, activations, loss, slope)
        reject.append("norm(d1) == 0")
    if "learn" in description:
        optimiser = word(description, "optimiser", "sgd", _OPTIMISERS)
        steps += _update(depth, number(description, "learn"), optimiser)
    return made(_variables(layers, loss, description), steps, reject)


def _layers(description: Description) -> list[int]:
    sizes = description.get("layers", [2, 2, 1])
    if not isinstance(sizes, list) or not 2 <= len(sizes) <= 4:
        raise SpecError(said("numeric.dense-layers"), ("generate", "layers"))
    layers = [size for size in sizes if type(size) is int and 1 <= size <= 4]
    if len(layers) < len(sizes):
        raise SpecError(said("numeric.dense-layers"), ("generate", "layers"))
    return layers


def _check(activations: list[str], loss: str, depth: int, outputs: int) -> None:
    if (
        len(activations) != depth
        or any(a not in _ACTIVATIONS for a in activations)
        or "softmax" in activations[:-1]
    ):
        raise SpecError(
            said("numeric.dense-activations", depth=depth, known=tuple(_ACTIVATIONS)),
            ("generate", "activations"),
        )
    if activations[-1] != _ENDS.get(loss, activations[-1]) or (
        activations[-1] == "softmax" and loss != "ce"
    ):
        raise SpecError(said("numeric.dense-ends"), ("generate", "loss"))
    if loss == "ce" and outputs < 2:
        raise SpecError(said("numeric.dense-softmax"), ("generate", "layers"))


def _variables(layers: list[int], loss: str, description: Description) -> dict[str, Variable]:
    variables: dict[str, Variable] = {"x": Variable(vector=layers[0], integer=(1, 3))}
    for k, (rows, columns) in enumerate(zip(layers[1:], layers[:-1], strict=True), 1):
        variables[f"W{k}"] = Variable(matrix=(rows, columns), real=(-1, 1, 0.25), exclude=(0,))
        variables[f"b{k}"] = Variable(vector=rows, real=(-1, 1, 0.5), exclude=(0,))
    variables["y"] = (
        Variable(onehot=layers[-1])
        if loss == "ce"
        else Variable(vector=layers[-1], choice=(0, 1) if loss == "bce" else (0, 1, 2))
    )
    if "learn" in description and description.get("optimiser") == "momentum":
        for k, (rows, columns) in enumerate(zip(layers[1:], layers[:-1], strict=True), 1):
            variables[f"V{k}"] = Variable(matrix=(rows, columns), real=(-1, 1, 0.5), exclude=(0,))
    return variables


def _loss_slips(loss: str, a: str) -> list[tuple[str, str, str]]:
    match loss:
        case "squared" | "mse":
            return (
                [
                    (
                        f"{_LOSSES['half-squared'][0].format(a=a)}",
                        "多除了 2",
                        "divided by 2, which this loss is not",
                    )
                ]
                if loss == "squared"
                else []
            )
        case "half-squared":
            return [(f"sum((y - {a})^2)", "漏了 1/2", "the 1/2 is missing")]
        case "bce":
            return [
                (f"-sum(y * log({a}))", "漏了负例那一项", "the term of the negatives is left out")
            ]
    return [
        (f"-sum(log({a}))", "只取真实类别那一项", "only the true class counts"),
        (f"sum(y * log({a}))", "符号反了", "the sign is reversed"),
    ]


def _forward(depth: int, activations: list[str]) -> list[StepSpec]:
    steps = []
    before = "x"
    for k in range(1, depth + 1):
        z, a, name = f"z{k}", f"a{k}", activations[k - 1]
        steps.append(
            step(
                z,
                f"第 {k} 层的加权和",
                f"weighted sums of layer {k}",
                f"W{k} @ {before} + b{k}",
                (f"W{k} @ {before}", "漏了偏置", "bias left out"),
            )
        )
        slips = [
            (f"exp({z})", "没有除以总和", "not divided by the sum"),
            (
                f"sigmoid({z})",
                "这里是 softmax，不是逐个 sigmoid",
                "a softmax is meant here, not one sigmoid each",
            ),
        ]
        steps.append(
            step(
                a,
                f"第 {k} 层的激活",
                f"activations of layer {k}",
                _ACTIVATIONS[name][0].format(z=z, a=a),
                *(slips if name == "softmax" else []),
            )
        )
        before = a
    return steps


def _backward(depth: int, activations: list[str], loss: str, slope: str) -> list[StepSpec]:
    steps = []
    for k in range(depth, 0, -1):
        z, a = f"z{k}", f"a{k}"
        # a cross-entropy and its own activation have a - y for both derivatives together
        derivative = (
            "1"
            if loss in _ENDS and k == depth
            else _ACTIVATIONS[activations[k - 1]][1].format(z=z, a=a)
        )
        inner = slope if k == depth else f"(transpose(W{k + 1}) @ d{k + 1})"
        product = inner if derivative == "1" else f"({inner}) * {derivative}"
        wrong = [(f"-({product})", "符号反了", "the sign is reversed")]
        if k == depth and loss in ("squared", "mse"):
            wrong.append(
                (
                    f"({inner}) / 2 * {derivative}",
                    "平方误差求导少了系数 2",
                    "the factor 2 of the square is missing",
                )
            )
        elif k == depth and loss == "bce":
            wrong.append(
                (
                    f"({inner}) * {a} * (1 - {a})",
                    "sigmoid 的导数已经和交叉熵的分母约掉了",
                    "the sigmoid's slope has already cancelled against the cross-entropy",
                )
            )
        # without the mask a live ReLU gives the same number, so that slip would collide in most
        # variants
        if derivative != "1" and activations[k - 1] != "relu":
            wrong.append(
                (inner, "漏了激活函数的导数", "the derivative of the activation is left out")
            )
        steps.append(step(f"d{k}", f"dL/dz{k}", f"dL/dz{k}", product, *wrong))
    for k in range(1, depth + 1):
        before = "x" if k == 1 else f"a{k - 1}"
        steps.append(
            step(
                f"gW{k}",
                f"dL/dW{k}",
                f"dL/dW{k}",
                f"outer(d{k}, {before})",
                (f"-outer(d{k}, {before})", "符号反了", "the sign is reversed"),
            )
        )
        steps.append(
            step(
                f"gb{k}",
                f"dL/db{k}",
                f"dL/db{k}",
                f"d{k}",
                (f"-d{k}", "符号反了", "the sign is reversed"),
            )
        )
    return steps


def _update(depth: int, learn: float, optimiser: str) -> list[StepSpec]:
    steps = []
    for k in range(1, depth + 1):
        g, w, new = f"gW{k}", f"W{k}", f"W{k}new"
        zh, en = f"更新后的 W{k}", f"W{k} after the step"
        ascent = (f"{w} + {learn} * {g}", "这是梯度上升", "this is gradient ascent")
        match optimiser:
            case "sgd":
                steps.append(step(new, zh, en, f"{w} - {learn} * {g}", ascent))
            case "momentum":
                steps.append(
                    step(
                        f"V{k}new",
                        f"W{k} 的动量",
                        f"velocity of W{k}",
                        f"0.9 * V{k} + {g}",
                        (
                            f"V{k} + {g}",
                            "旧动量没有乘 0.9",
                            "the old velocity is not multiplied by 0.9",
                        ),
                        (f"0.9 * V{k} - {g}", "符号反了", "the sign is reversed"),
                    )
                )
                steps.append(
                    step(
                        new,
                        zh,
                        en,
                        f"{w} - {learn} * V{k}new",
                        (f"{w} - {learn} * {g}", "没有用动量", "the momentum is not used"),
                        (f"{w} + {learn} * V{k}new", "这是梯度上升", "this is gradient ascent"),
                    )
                )
            case _:
                # the first step of Adam from zero moments: bias correction gives back g and g^2
                steps.append(
                    step(
                        f"m{k}",
                        f"W{k} 校正后的一阶矩",
                        f"corrected first moment of W{k}",
                        f"(0.1 * {g}) / (1 - 0.9)",
                        (f"0.1 * {g}", "没有做偏差校正", "not corrected for its bias"),
                    )
                )
                steps.append(
                    step(
                        f"v{k}",
                        f"W{k} 校正后的二阶矩",
                        f"corrected second moment of W{k}",
                        f"(0.001 * {g}^2) / (1 - 0.999)",
                        (f"0.001 * {g}^2", "没有做偏差校正", "not corrected for its bias"),
                    )
                )
                steps.append(
                    step(new, zh, en, f"{w} - {learn} * m{k} / (sqrt(v{k}) + 1e-8)", ascent)
                )
    return steps
