"""Scalar recurrent cells, one or more steps: plain RNN, LSTM, GRU."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from graders.numeric.generators.made import made, step
from graders.numeric.spec import NumericSpec, Recipe, StepSpec
from graders.numeric.variables import Variable
from graders.reading import Between

_WEIGHT = Variable(real=(-1, 1, 0.25), exclude=(0,))
_BIAS = Variable(real=(-0.5, 0.5, 0.25), exclude=(0,))
_STATE = Variable(real=(-0.9, 0.9, 0.1), exclude=(0,))
_INPUT = Variable(real=(-2, 2, 0.5), exclude=(0,))
_BIAS_LOST = ("漏了偏置", "bias left out")
_SIGMOID_GATE = ("门用 sigmoid", "a gate uses a sigmoid")


@dataclass(frozen=True, slots=True)
class Rnn(Recipe):
    """h_t = tanh(w h_{t-1} + u x_t + b) over `steps` inputs, and dh_last/dh_0 by the chain rule."""

    steps: Annotated[int, Between(1, 4)] = 2

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        times = range(1, self.steps + 1)
        variables = {
            "w": _WEIGHT,
            "u": _WEIGHT,
            "b": _BIAS,
            "h0": _STATE,
            "x": replace(_INPUT, vector=self.steps),
        }
        saturated = [f"abs(w*h{t - 1} + u*x_{t} + b) > 2.5" for t in times]
        steps = [*map(_rnn_state, times), _rnn_slope(self.steps)]
        return made(variables, steps, [*saturated, "abs(w) == 1"])


def _rnn_state(t: int) -> StepSpec:
    before = f"w*h{t - 1}"
    inner = f"{before} + u*x_{t} + b"
    return step(
        f"h{t}",
        f"第 {t} 步的状态",
        f"state after step {t}",
        f"tanh({inner})",
        (f"tanh({before} + u*x_{t})", *_BIAS_LOST),
        (f"tanh(u*x_{t} + b)", "漏了上一步的状态", "the previous state is left out"),
        (inner, "漏了 tanh", "the tanh is left out"),
        (f"relu({inner})", "激活是 tanh，不是 ReLU", "the activation is tanh, not ReLU"),
    )


def _rnn_slope(count: int) -> StepSpec:
    times = range(1, count + 1)
    slopes = " * ".join(f"(1 - h{t}^2)" for t in times)
    # over a single step a lost factor would be no slip
    weight_once = f"w * {slopes}" if count > 1 else f"w + {slopes}"
    return step(
        "J",
        f"dh{count}/dh0",
        f"dh{count}/dh0",
        " * ".join(f"w*(1 - h{t}^2)" for t in times),
        (f"w^{count}", "漏了 tanh 的导数", "the slope of tanh is left out"),
        (slopes, "漏了权重 w", "the weight w is left out"),
        (weight_once, "每一步都要乘一次 w", "w is a factor at every step"),
    )


_CELL = step(
    "cell",
    "新的细胞状态",
    "new cell state",
    "gate_f*c + gate_i*cand",
    ("gate_i*c + gate_f*cand", "两个门用反了", "the two gates are swapped"),
    ("gate_f*c", "漏了新写入的部分", "what is written is left out"),
    (
        "gate_f*c + (1 - gate_f)*cand",
        "这是 GRU 的做法：LSTM 有自己的输入门",
        "that is a GRU's way: an LSTM has an input gate of its own",
    ),
)
_OUTPUT = step(
    "out",
    "新的输出",
    "new output",
    "gate_o*tanh(cell)",
    ("gate_o*cell", "漏了 tanh", "the tanh is left out"),
    ("tanh(cell)", "漏了输出门", "the output gate is left out"),
)


@dataclass(frozen=True, slots=True)
class Lstm(Recipe):
    """One step of a scalar LSTM: gates f, i, o and candidate g, then the cell and the output."""

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        variables = {
            "x": _INPUT,
            "h": _STATE,
            "c": Variable(real=(-2, 2, 0.5), exclude=(0,)),
        }
        steps = [
            _lstm_part("gate_f", "遗忘门", "forget gate", "sigmoid", "tanh"),
            _lstm_part("gate_i", "输入门", "input gate", "sigmoid", "tanh"),
            _lstm_part("gate_o", "输出门", "output gate", "sigmoid", "tanh"),
            _lstm_part("cand", "候选值", "candidate", "tanh", "sigmoid"),
            _CELL,
            _OUTPUT,
        ]
        return made({**variables, **_parameters("fiog")}, steps)


def _lstm_part(name: str, zh: str, en: str, activation: str, other: str) -> StepSpec:
    """A gate or the candidate; `other` is the activation that people take for it."""
    letter = "g" if name == "cand" else name[-1]
    inputs, state, bias = f"w{letter}*x", f"u{letter}*h", f"b{letter}"
    return step(
        name,
        zh,
        en,
        f"{activation}({inputs} + {state} + {bias})",
        (f"{activation}({inputs} + {state})", *_BIAS_LOST),
        (
            f"{activation}({inputs} + {bias})",
            "漏了上一步的输出 h",
            "the previous output h is left out",
        ),
        (
            f"{other}({inputs} + {state} + {bias})",
            f"这里用 {activation}",
            f"{activation} is used here",
        ),
    )


def _parameters(letters: str) -> dict[str, Variable]:
    """Both weights and the bias of each gate."""
    parameters = {}
    for letter in letters:
        parameters[f"w{letter}"] = _WEIGHT
        parameters[f"u{letter}"] = _WEIGHT
        parameters[f"b{letter}"] = _BIAS
    return parameters


_GRU = made(
    {"x": _INPUT, "h": _STATE, **_parameters("zrc")},
    [
        step(
            "z",
            "更新门",
            "update gate",
            "sigmoid(wz*x + uz*h + bz)",
            ("sigmoid(wz*x + uz*h)", *_BIAS_LOST),
            ("tanh(wz*x + uz*h + bz)", *_SIGMOID_GATE),
        ),
        step(
            "r",
            "重置门",
            "reset gate",
            "sigmoid(wr*x + ur*h + br)",
            ("sigmoid(wr*x + ur*h)", *_BIAS_LOST),
            ("tanh(wr*x + ur*h + br)", *_SIGMOID_GATE),
        ),
        step(
            "cand",
            "候选状态",
            "candidate",
            "tanh(wc*x + uc*(r*h) + bc)",
            ("tanh(wc*x + uc*h + bc)", "漏了重置门", "the reset gate is left out"),
            ("sigmoid(wc*x + uc*(r*h) + bc)", "候选值用 tanh", "the candidate uses tanh"),
        ),
        step(
            "hnew",
            "新状态",
            "new state",
            "(1 - z)*h + z*cand",
            (
                "z*h + (1 - z)*cand",
                "z 和 1 − z 用反了（这里 z 乘候选值）",
                "z and 1 − z are swapped (here z goes with the candidate)",
            ),
            ("h + z*cand", "旧状态要乘 1 − z", "the old state is multiplied by 1 − z"),
            ("(1 - z)*h", "漏了候选值", "the candidate is left out"),
        ),
    ],
)


@dataclass(frozen=True, slots=True)
class Gru(Recipe):
    """One step of a scalar GRU, h' = (1 - z) h + z c, the reset gate before the recurrent
    weight.
    """

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        return _GRU
