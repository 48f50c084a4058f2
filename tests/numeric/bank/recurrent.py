"""Cells and attention with complex-free elementary functions, and shapes counted on real arrays."""

import math

import numpy as np

from tests.numeric.bank.registry import Values, oracle


def logistic(z: float) -> float:
    """1/(1 + e^-z) by the half angle: a route of its own."""
    return (1 + math.tanh(z / 2)) / 2


@oracle("lstm-scalar-step")
def lstm(v: Values) -> Values:
    z = [w * v["x"] + u * v["h0"] + b for w, u, b in zip(v["w"], v["u"], v["b"], strict=True)]
    i, f, g, o = logistic(z[0]), logistic(z[1]), math.tanh(z[2]), logistic(z[3])
    c = f * v["c0"] + i * g
    return {"i1": i, "f1": f, "g1": g, "o1": o, "c1": c, "h1": o * math.tanh(c)}


@oracle("gru-scalar-step")
def gru(v: Values) -> Values:
    z, r = (logistic(v["w"][k] * v["x"] + v["u"][k] * v["h0"] + v["b"][k]) for k in (0, 1))
    cand = math.tanh(v["w"][2] * v["x"] + v["u"][2] * r * v["h0"] + v["b"][2])
    return {"z1": z, "r1": r, "cand": cand, "h1": cand + z * (v["h0"] - cand), "slope": z}


@oracle("recurrent-layer-shapes")
def shapes(v: Values) -> Values:
    lengths, d, h = [int(n) for n in v["lens"]], int(v["D"]), int(v["H"])
    mask = np.array([[t < n for t in range(max(lengths))] for n in lengths])
    one = np.zeros((d, h)).size + np.zeros((h, h)).size + h
    return {
        "T": mask.shape[1],
        "padded": 1 - mask.mean(),
        "out": np.zeros((*mask.shape, h)).size,
        "rnn": one,
        "lstm": np.zeros((d, 4 * h)).size + np.zeros((h, 4 * h)).size + 4 * h,
        "gru": np.zeros((d, 3 * h)).size + np.zeros((h, 3 * h)).size + np.zeros((2, 3 * h)).size,
    }


@oracle("attention-two-tokens")
def attention(v: Values) -> Values:
    q, k, values = v["Q"], v["K"], v["V"]
    scores = np.array([[np.vdot(a, b) for b in k] for a in q]) / 2**0.5

    def read(row: int, seen: int) -> tuple[np.ndarray, np.ndarray]:
        weight = np.array([math.exp(s) for s in scores[row][:seen]])
        weight /= weight.sum()
        return weight, sum(w * values[j] for j, w in enumerate(weight))

    full = [read(row, 2) for row in (0, 1)]
    return {
        "scores": scores,
        "A": [w for w, _ in full],
        "out": [o for _, o in full],
        "causal": read(1, 2)[1],
        "first": read(0, 1)[1],
    }
