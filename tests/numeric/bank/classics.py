"""The guide's own examples: forward and backward pass of the 2-2-1 network, losses, the CIFAR-10
network, counts.
"""

import math

import numpy as np

from tests.numeric.bank.registry import Values, ints, oracle


def neuron(weights: np.ndarray, inputs: np.ndarray, bias: float) -> float:
    """The weighted sum of one unit, term by term."""
    return math.fsum(float(w) * float(i) for w, i in zip(weights, inputs, strict=True)) + float(
        bias
    )


def network(v: Values) -> Values:
    """Forward values of the 2-2-1 ReLU network."""
    z = [neuron(row, v["x"], bias) for row, bias in zip(v["W"], v["b"], strict=True)]
    a = [max(0.0, s) for s in z]
    z3 = neuron(v["v"], np.array(a), v["c"])
    return {"z": z, "a": a, "z3": z3, "a3": max(0.0, z3)}


@oracle("forward-2-2-1")
def forward_output(v: Values) -> Values:
    return {"output": network(v)["a3"]}


@oracle("forward-steps")
def forward_steps(v: Values) -> Values:
    return network(v)


def slope(v: Values, name: str, index: tuple[int, ...]) -> float:
    """dL/d(parameter) by a central difference; exact here but for rounding, as the loss is
    quadratic in one parameter.
    """

    def loss(shift: float) -> float:
        moved = {**v, name: np.array(v[name], float)}
        moved[name][index] += shift
        return float((v["y"] - network(moved)["a3"]) ** 2)

    step = 2.0**-12
    return (loss(step) - loss(-step)) / (2 * step)


@oracle("backprop-2-2-1")
def backward(v: Values) -> Values:
    values = network(v)
    gb = np.array([slope(v, "b", (k,)) for k in range(2)])
    gw = np.array([[slope(v, "W", (i, j)) for j in range(2)] for i in range(2)])
    gv, gc = [slope(v, "v", (k,)) for k in range(2)], slope(v, "c", ())
    # a bias enters its pre-activation with slope 1, so its gradient is the delta of its unit
    return {
        "z": values["z"],
        "z3": values["z3"],
        "d3": gc,
        "d": gb,
        "gW": gw,
        "gb": gb,
        "gv": gv,
        "gc": gc,
        "Wn": v["W"] - v["eta"] * gw,
    }


@oracle("dying-relu-step")
def dying(v: Values) -> Values:
    guide = {
        "x": np.array([2.0, 3.0]),
        "W": np.array([[0.5, 1], [0.5, 1]]),
        "b": np.array([0.5, 0.5]),
        "v": np.array([1, 0.5]),
        "c": 0.5,
        "y": 1.0,
    }
    moved = {
        n: np.array(guide[n])
        - 0.1
        * np.array([slope(guide, n, i) for i in np.ndindex(np.shape(guide[n]))]).reshape(
            np.shape(guide[n])
        )
        for n in ("W", "b", "v", "c")
    }
    after = network({**guide, **moved})
    return {
        "g3": slope(guide, "c", ()),
        "vn": moved["v"][0],
        "zn": after["z"][0],
        "loss": (1 - after["a3"]) ** 2,
    }


@oracle("bce-four-samples")
def bce(v: Values) -> Values:
    given = [p if y else 1 - p for y, p in zip(v["y"], v["p"], strict=True)]
    return {"bce": -math.log(math.prod(given)) / 4}


@oracle("mse-batch")
def mse(v: Values) -> Values:
    y, p = v["y"], v["p"]
    slopes = []
    for k in range(4):
        up, down = p.copy(), p.copy()
        up[k] += 0.25
        down[k] -= 0.25
        slopes.append((np.mean((up - y) ** 2) - np.mean((down - y) ** 2)) / 0.5)
    return {"mse": sum((a - b) ** 2 for a, b in zip(y, p, strict=True)) / 4, "g": slopes}


@oracle("softmax-cross-entropy")
def softmax_ce(v: Values) -> Values:
    odds = [math.exp(s) for s in v["z"]]
    p = np.array(odds) / sum(odds)
    label = int(np.argmax(v["y"]))
    # the derivative of log(sum exp) - z_label, entry by entry
    return {
        "p": p,
        "loss": math.log(sum(odds)) - v["z"][label],
        "g": [p[k] - 1 if k == label else p[k] for k in range(3)],
    }


@oracle("cnn-chain")
def chain(v: Values) -> Values:
    n, c0, k, c1, c2, u = (ints(v)[name] for name in ("n", "c0", "k", "c1", "c2", "u"))
    h1 = len(range(0, n - k + 1))
    h2 = len(range(0, h1 - 1, 2))
    h3 = len(range(0, h2 - k + 1))
    shapes = {
        "p1": [(k, k, c0, c1), (c1,)],
        "p2": [(k, k, c1, c2), (c2,)],
        "p3": [(h3 * h3 * c2, u), (u,)],
    }
    sizes = {name: sum(math.prod(shape) for shape in arrays) for name, arrays in shapes.items()}
    return {"h1": h1, "h2": h2, "h3": h3, "f": h3 * h3 * c2, **sizes, "total": sum(sizes.values())}


@oracle("guide-cnn-parameters")
def guide_cnn(v: Values) -> Values:
    # as Keras counts them (errata, P11)
    return {"p1": 896, "p2": 18496, "p3": 36928, "side": 4, "p4": 65600, "p5": 650, "total": 122570}


@oracle("keras-step-counts")
def keras_steps(v: Values) -> Values:
    n, batch = int(v["N"]), int(v["batch"])
    held = round(n * v["split"])
    return {
        "val": held,
        "steps": len(range(0, n - held, batch)),
        "evals": len(range(0, int(v["test"]), batch)),
    }


@oracle("rnn-two-steps")
def rnn(v: Values) -> Values:
    def second(first: float) -> float:
        return math.tanh(v["w"] * v["x2"] + v["u"] * first + v["b"])

    h1 = math.tanh(v["w"] * v["x1"] + v["b"])
    return {
        "h1": h1,
        "h2": second(h1),
        "g": v["u"] / math.cosh(v["w"] * v["x2"] + v["u"] * h1 + v["b"]) ** 2,
    }


@oracle("confusion-metrics")
def confusion(v: Values) -> Values:
    pairs = (
        [(1, 1)] * int(v["tp"])
        + [(0, 1)] * int(v["fp"])
        + [(1, 0)] * int(v["fn"])
        + [(0, 0)] * int(v["tn"])
    )
    truth, said = np.array(pairs).T
    precision, recall = truth[said == 1].mean(), said[truth == 1].mean()
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 / (1 / precision + 1 / recall),
        "accuracy": (truth == said).mean(),
    }
