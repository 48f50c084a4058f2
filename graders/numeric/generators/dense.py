"""Dense networks: forward values, loss, deltas, gradients and one step of an optimiser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from graders.numeric.generators.made import Slip, made, step
from graders.numeric.spec import NumericSpec, Recipe, StepSpec
from graders.numeric.variables import Variable
from graders.reading import Between, Lengths
from graders.said import said
from graders.verdict import SpecError

Activation = Literal["relu", "sigmoid", "tanh", "linear", "softmax"]
Loss = Literal["squared", "half-squared", "mse", "bce", "ce"]
Optimiser = Literal["sgd", "momentum", "adam"]

# of z
_VALUES: dict[Activation, str] = {
    "relu": "relu({z})",
    "sigmoid": "sigmoid({z})",
    "tanh": "tanh({z})",
    "linear": "{z}",
    "softmax": "softmax({z})",
}
# da/dz in terms of z and a; a softmax stands at the end only, where its cross-entropy cancels it
_SLOPES: dict[Activation, str] = {
    "relu": "({z} > 0)",
    "sigmoid": "{a} * (1 - {a})",
    "tanh": "(1 - {a}^2)",
    "linear": "1",
}
# of the output a and the target y
_LOSSES: dict[Loss, str] = {
    "squared": "sum((y - {a})^2)",
    "half-squared": "sum((y - {a})^2) / 2",
    "mse": "mean((y - {a})^2)",
    "bce": "-sum(y * log({a}) + (1 - y) * log(1 - {a}))",
    "ce": "-sum(y * log({a}))",
}
# dL/da; of a cross-entropy with its own activation, dL/dz
_LOSS_SLOPES: dict[Loss, str] = {
    "squared": "2 * ({a} - y)",
    "half-squared": "({a} - y)",
    "mse": "2 * ({a} - y) / {n}",
    "bce": "({a} - y)",
    "ce": "({a} - y)",
}
# the activation that a cross-entropy needs at the end
_ENDS: dict[Loss, Activation] = {"bce": "sigmoid", "ce": "softmax"}
_TARGETS: dict[Loss, tuple[float, ...]] = {"bce": (0, 1)}
# these keep a weighted sum from saturating
_BENDING = ("sigmoid", "tanh", "softmax")
_DECAY = 0.9

_SIGN = ("符号反了", "the sign is reversed")
_ASCENT = ("这是梯度上升", "this is gradient ascent")
_BIASED = ("没有做偏差校正", "not corrected for its bias")


@dataclass(frozen=True, slots=True)
class Dense(Recipe):
    """Layers up to 3-4-3-2: values forward and a loss; with `backward` the gradients; with `learn`,
    a rate, one step of the optimiser. `activations` are those of each layer, ReLU unless told.
    """

    layers: Annotated[tuple[Annotated[int, Between(1, 4)], ...], Lengths(2, 4)] = (2, 2, 1)
    activations: tuple[Activation, ...] | None = None
    loss: Loss = "squared"
    backward: bool = True
    learn: Annotated[float, Between(0, 1e6, over=True)] | None = None
    optimiser: Optimiser = "sgd"

    @property
    def depth(self) -> int:
        """How many layers have weights."""
        return len(self.layers) - 1

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        relu: Activation = "relu"
        activations = self.activations
        if activations is None:
            activations = (relu,) * self.depth
        self._check(activations)
        steps = [*self._forward(activations), self._loss()]
        if self.backward:
            steps += self._deltas(activations)
            steps += self._gradients()
        if self.learn is not None:
            steps += _update(self.depth, self.learn, self.optimiser)
        return made(self._variables(), steps, self._reject(activations))

    def _check(self, activations: Sequence[Activation]) -> None:
        if len(activations) != self.depth or "softmax" in activations[:-1]:
            known = get_args(Activation)
            why = said("numeric.dense-activations", depth=self.depth, known=known)
            raise SpecError(why, ("generate", "activations"))
        last = activations[-1]
        needed = _ENDS.get(self.loss, last)
        if last != needed or (last == "softmax" and self.loss != "ce"):
            raise SpecError(said("numeric.dense-ends"), ("generate", "loss"))
        if self.loss == "ce" and self.layers[-1] < 2:
            raise SpecError(said("numeric.dense-softmax"), ("generate", "layers"))
        if self.learn is not None and not self.backward:
            raise SpecError(said("numeric.dense-learn"), ("generate", "learn"))

    def _variables(self) -> dict[str, Variable]:
        sizes = list(enumerate(zip(self.layers[1:], self.layers[:-1], strict=True), 1))
        outputs = self.layers[-1]
        variables = {"x": Variable(vector=self.layers[0], integer=(1, 3))}
        for k, size in sizes:
            variables[f"W{k}"] = Variable(matrix=size, real=(-1, 1, 0.25), exclude=(0,))
            variables[f"b{k}"] = Variable(vector=size[0], real=(-1, 1, 0.5), exclude=(0,))
        if self.loss == "ce":
            variables["y"] = Variable(onehot=outputs)
        else:
            variables["y"] = Variable(vector=outputs, choice=_TARGETS.get(self.loss, (0, 1, 2)))
        if self.learn is not None and self.optimiser == "momentum":
            for k, size in sizes:
                variables[f"V{k}"] = Variable(matrix=size, real=(-1, 1, 0.5), exclude=(0,))
        return variables

    def _reject(self, activations: Sequence[Activation]) -> list[str]:
        """Draws in which a layer is dead, a ReLU's kink near, a unit saturated, the loss too small
        or no gradient left.
        """
        layers = list(enumerate(activations, 1))
        reject = [f"sum(relu(z{k})) == 0" for k, name in layers if name == "relu"]
        reject += [f"min(abs(z{k})) < 0.2" for k, _ in layers]
        reject += [f"max(abs(z{k})) > 4" for k, name in layers if name in _BENDING]
        reject.append(f"min(abs(a{self.depth} - y)) < 0.05")
        if self.backward:
            reject.append("norm(d1) == 0")
        return reject

    def _forward(self, activations: Sequence[Activation]) -> list[StepSpec]:
        steps = []
        before = "x"
        for k, name in enumerate(activations, 1):
            sums = f"W{k} @ {before}"
            forgotten = (sums, "漏了偏置", "bias left out")
            steps.append(
                step(
                    f"z{k}",
                    f"第 {k} 层的加权和",
                    f"weighted sums of layer {k}",
                    f"{sums} + b{k}",
                    forgotten,
                )
            )
            slips = _softmax_slips(f"z{k}") if name == "softmax" else []
            steps.append(
                step(
                    f"a{k}",
                    f"第 {k} 层的激活",
                    f"activations of layer {k}",
                    _VALUES[name].format(z=f"z{k}"),
                    *slips,
                )
            )
            before = f"a{k}"
        return steps

    def _loss(self) -> StepSpec:
        output = f"a{self.depth}"
        formula = _LOSSES[self.loss].format(a=output)
        return step("L", "损失", "loss", formula, *_loss_slips(self.loss, output))

    def _deltas(self, activations: Sequence[Activation]) -> list[StepSpec]:
        """dL/dz from the last layer to the first."""
        steps = []
        for k in range(self.depth, 0, -1):
            activation = activations[k - 1]
            inner, slope = self._factors(k, activation)
            product = inner if slope == "1" else f"({inner}) * {slope}"
            slips: list[Slip] = [(f"-({product})", *_SIGN)]
            if k == self.depth:
                slips += self._end_slips(inner, slope)
            # a live ReLU has the slope 1, so that this slip would collide in most variants
            if slope != "1" and activation != "relu":
                slips.append(
                    (inner, "漏了激活函数的导数", "the derivative of the activation is left out")
                )
            steps.append(step(f"d{k}", f"dL/dz{k}", f"dL/dz{k}", product, *slips))
        return steps

    def _factors(self, k: int, activation: Activation) -> tuple[str, str]:
        """What comes back to layer k, and the slope that it is multiplied by."""
        output = f"a{k}"
        slope = _SLOPES.get(activation, "1").format(z=f"z{k}", a=output)
        if k < self.depth:
            return f"(transpose(W{k + 1}) @ d{k + 1})", slope
        inner = _LOSS_SLOPES[self.loss].format(a=output, n=self.layers[-1])
        # a cross-entropy and its own activation have a - y for both derivatives together
        return inner, "1" if self.loss in _ENDS else slope

    def _end_slips(self, inner: str, slope: str) -> list[Slip]:
        """What goes wrong where the loss meets the last layer."""
        if self.loss in ("squared", "mse"):
            return [
                (
                    f"({inner}) / 2 * {slope}",
                    "平方误差求导少了系数 2",
                    "the factor 2 of the square is missing",
                )
            ]
        if self.loss == "bce":
            output = f"a{self.depth}"
            return [
                (
                    f"({inner}) * {output} * (1 - {output})",
                    "sigmoid 的导数已经和交叉熵的分母约掉了",
                    "the sigmoid's slope has already cancelled against the cross-entropy",
                )
            ]
        return []

    def _gradients(self) -> list[StepSpec]:
        steps = []
        for k in range(1, self.depth + 1):
            before = "x" if k == 1 else f"a{k - 1}"
            for name, formula in ((f"W{k}", f"outer(d{k}, {before})"), (f"b{k}", f"d{k}")):
                label = f"dL/d{name}"
                steps.append(step(f"g{name}", label, label, formula, (f"-{formula}", *_SIGN)))
        return steps


def _softmax_slips(z: str) -> list[Slip]:
    return [
        (f"exp({z})", "没有除以总和", "not divided by the sum"),
        (
            f"sigmoid({z})",
            "这里是 softmax，不是逐个 sigmoid",
            "a softmax is meant here, not one sigmoid each",
        ),
    ]


def _loss_slips(loss: Loss, a: str) -> list[Slip]:
    match loss:
        case "squared":
            halved = _LOSSES["half-squared"].format(a=a)
            return [(halved, "多除了 2", "divided by 2, which this loss is not")]
        case "mse":
            return []
        case "half-squared":
            return [(f"sum((y - {a})^2)", "漏了 1/2", "the 1/2 is missing")]
        case "bce":
            positives = f"-sum(y * log({a}))"
            return [(positives, "漏了负例那一项", "the term of the negatives is left out")]
        case "ce":
            return [
                (f"-sum(log({a}))", "只取真实类别那一项", "only the true class counts"),
                (f"sum(y * log({a}))", *_SIGN),
            ]


def _update(depth: int, learn: float, optimiser: Optimiser) -> list[StepSpec]:
    makers = {"sgd": _by_descent, "momentum": _by_momentum, "adam": _by_adam}
    make = makers[optimiser]
    return [new for k in range(1, depth + 1) for new in make(k, learn)]


def _new_weights(k: int, formula: str, *slips: Slip) -> StepSpec:
    return step(f"W{k}new", f"更新后的 W{k}", f"W{k} after the step", formula, *slips)


def _by_descent(k: int, learn: float) -> list[StepSpec]:
    ascent = (f"W{k} + {learn} * gW{k}", *_ASCENT)
    return [_new_weights(k, f"W{k} - {learn} * gW{k}", ascent)]


def _by_momentum(k: int, learn: float) -> list[StepSpec]:
    unscaled = "旧动量没有乘 0.9", "the old velocity is not multiplied by 0.9"
    velocity = step(
        f"V{k}new",
        f"W{k} 的动量",
        f"velocity of W{k}",
        f"{_DECAY} * V{k} + gW{k}",
        (f"V{k} + gW{k}", *unscaled),
        (f"{_DECAY} * V{k} - gW{k}", *_SIGN),
    )
    weights = _new_weights(
        k,
        f"W{k} - {learn} * V{k}new",
        (f"W{k} - {learn} * gW{k}", "没有用动量", "the momentum is not used"),
        (f"W{k} + {learn} * V{k}new", *_ASCENT),
    )
    return [velocity, weights]


def _by_adam(k: int, learn: float) -> list[StepSpec]:
    """The first step of Adam from zero moments: bias correction gives back g and g^2."""
    first = step(
        f"m{k}",
        f"W{k} 校正后的一阶矩",
        f"corrected first moment of W{k}",
        f"(0.1 * gW{k}) / (1 - 0.9)",
        (f"0.1 * gW{k}", *_BIASED),
    )
    second = step(
        f"v{k}",
        f"W{k} 校正后的二阶矩",
        f"corrected second moment of W{k}",
        f"(0.001 * gW{k}^2) / (1 - 0.999)",
        (f"0.001 * gW{k}^2", *_BIASED),
    )
    ascent = (f"W{k} + {learn} * gW{k}", *_ASCENT)
    weights = _new_weights(k, f"W{k} - {learn} * m{k} / (sqrt(v{k}) + 1e-8)", ascent)
    return [first, second, weights]
