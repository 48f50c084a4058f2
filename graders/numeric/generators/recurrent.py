"""Scalar recurrent cells, one or two steps: plain RNN, LSTM, GRU."""

from __future__ import annotations

from dataclasses import replace

from graders.numeric.generators.made import Description, made, step, whole
from graders.numeric.spec import NumericSpec, Variable

_WEIGHT = Variable(real=(-1, 1, 0.25), exclude=(0,))
_STATE = Variable(real=(-0.9, 0.9, 0.1), exclude=(0,))
_INPUT = Variable(real=(-2, 2, 0.5), exclude=(0,))
_BIAS_LOST = ("漏了偏置", "bias left out")


def rnn(description: Description) -> NumericSpec:
    """h_t = tanh(w h_{t-1} + u x_t + b) over `steps` 1 to 4 inputs, and dh_last/dh_0 by the chain
    rule.
    """
    count = whole(description, "steps", 2, 1, 4)
    steps = []
    for t in range(1, count + 1):
        before = f"h{t - 1}"
        steps.append(
            step(
                f"h{t}",
                f"第 {t} 步的状态",
                f"state after step {t}",
                f"tanh(w*{before} + u*x_{t} + b)",
                (f"tanh(w*{before} + u*x_{t})", *_BIAS_LOST),
                (f"tanh(u*x_{t} + b)", "漏了上一步的状态", "the previous state is left out"),
                (f"w*{before} + u*x_{t} + b", "漏了 tanh", "the tanh is left out"),
                (
                    f"relu(w*{before} + u*x_{t} + b)",
                    "激活是 tanh，不是 ReLU",
                    "the activation is tanh, not ReLU",
                ),
            )
        )
    factors = " * ".join(f"w*(1 - h{t}^2)" for t in range(1, count + 1))
    slopes = " * ".join(f"(1 - h{t}^2)" for t in range(1, count + 1))
    steps.append(
        step(
            "J",
            f"dh{count}/dh0",
            f"dh{count}/dh0",
            factors,
            (f"w^{count}", "漏了 tanh 的导数", "the slope of tanh is left out"),
            (slopes, "漏了权重 w", "the weight w is left out"),
            (
                f"w * {slopes}" if count > 1 else f"w + {slopes}",
                "每一步都要乘一次 w",
                "w is a factor at every step",
            ),
        )
    )
    return made(
        {
            "w": _WEIGHT,
            "u": _WEIGHT,
            "b": Variable(real=(-0.5, 0.5, 0.25), exclude=(0,)),
            "h0": _STATE,
            "x": replace(_INPUT, vector=count),
        },
        steps,
        [f"abs(w*h{t - 1} + u*x_{t} + b) > 2.5" for t in range(1, count + 1)] + ["abs(w) == 1"],
    )


def lstm(description: Description) -> NumericSpec:
    """One step of a scalar LSTM: gates f, i, o and candidate g, then the cell and the output."""
    variables: dict[str, Variable] = {
        "x": _INPUT,
        "h": _STATE,
        "c": Variable(real=(-2, 2, 0.5), exclude=(0,)),
    }
    steps = []
    for gate, zh, en in (
        ("f", "遗忘门", "forget gate"),
        ("i", "输入门", "input gate"),
        ("o", "输出门", "output gate"),
        ("g", "候选值", "candidate"),
    ):
        variables |= {
            f"w{gate}": _WEIGHT,
            f"u{gate}": _WEIGHT,
            f"b{gate}": Variable(real=(-0.5, 0.5, 0.25), exclude=(0,)),
        }
        inner, fn, other = (
            f"w{gate}*x + u{gate}*h + b{gate}",
            "tanh" if gate == "g" else "sigmoid",
            "sigmoid" if gate == "g" else "tanh",
        )
        name = "gate_" + gate if gate != "g" else "cand"
        steps.append(
            step(
                name,
                zh,
                en,
                f"{fn}({inner})",
                (f"{fn}(w{gate}*x + u{gate}*h)", *_BIAS_LOST),
                (
                    f"{fn}(w{gate}*x + b{gate})",
                    "漏了上一步的输出 h",
                    "the previous output h is left out",
                ),
                (f"{other}({inner})", f"这里用 {fn}", f"{fn} is used here"),
            )
        )
    steps.append(
        step(
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
    )
    steps.append(
        step(
            "out",
            "新的输出",
            "new output",
            "gate_o*tanh(cell)",
            ("gate_o*cell", "漏了 tanh", "the tanh is left out"),
            ("tanh(cell)", "漏了输出门", "the output gate is left out"),
        )
    )
    return made(variables, steps)


def gru(description: Description) -> NumericSpec:
    """One step of a scalar GRU, h' = (1 - z) h + z c, the reset gate before the recurrent
    weight.
    """
    variables: dict[str, Variable] = {"x": _INPUT, "h": _STATE}
    for gate in "zrc":
        variables |= {
            f"w{gate}": _WEIGHT,
            f"u{gate}": _WEIGHT,
            f"b{gate}": Variable(real=(-0.5, 0.5, 0.25), exclude=(0,)),
        }
    return made(
        variables,
        [
            step(
                "z",
                "更新门",
                "update gate",
                "sigmoid(wz*x + uz*h + bz)",
                ("sigmoid(wz*x + uz*h)", *_BIAS_LOST),
                ("tanh(wz*x + uz*h + bz)", "门用 sigmoid", "a gate uses a sigmoid"),
            ),
            step(
                "r",
                "重置门",
                "reset gate",
                "sigmoid(wr*x + ur*h + br)",
                ("sigmoid(wr*x + ur*h)", *_BIAS_LOST),
                ("tanh(wr*x + ur*h + br)", "门用 sigmoid", "a gate uses a sigmoid"),
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
