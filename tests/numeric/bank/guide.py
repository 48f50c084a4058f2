"""The guide's backprop example with every update, by central differences of the loss."""

import numpy as np

from tests.numeric.bank.registry import Values, oracle


@oracle("backprop-guide-update")
def every_update(v: Values) -> Values:
    """Every parameter moved by a complex step; deltas are the gradients of the biases."""

    def loss(p: Values) -> complex:
        hidden = [sum(p["W"][i][j] * v["x"][j] for j in range(2)) + p["b"][i] for i in range(2)]
        out = sum(p["v"][i] * hidden[i] * (hidden[i].real > 0) for i in range(2)) + p["c"]
        return (v["y"] - out * (out.real > 0)) ** 2

    start = {name: np.array(v[name], dtype=complex) for name in ("W", "b", "v", "c")}
    gradient: Values = {}
    for name, value in start.items():
        gradient[name] = np.zeros(value.shape)
        for place in np.ndindex(*value.shape):
            moved = {**start, name: value.copy()}
            moved[name][place] += 1e-30j
            gradient[name][place] = np.imag(loss(moved)) / 1e-30
    change = {name: -v["eta"] * g for name, g in gradient.items()}
    hidden = np.maximum(np.einsum("ij,j->i", v["W"], v["x"]) + v["b"], 0)
    d3 = gradient["c"]
    return {
        "h": hidden,
        "o": float(np.einsum("i,i->", v["v"], hidden) + v["c"]),
        "slope": 1,
        "dLda": d3,
        "d3": d3,
        "d1": gradient["b"][0],
        "d2": gradient["b"][1],
        **{f"dw{i + 1}{j + 1}": change["W"][i, j] for i in range(2) for j in range(2)},
        "db1": change["b"][0],
        "db2": change["b"][1],
        "dv": change["v"],
        "dc": change["c"],
    }
