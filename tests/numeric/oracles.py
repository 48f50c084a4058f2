"""Every generated question worked out again from its definition: loops and NumPy, none of the
grader's formulas.

Each oracle takes the drawn values (and the description) and gives all steps by name.
"""

from itertools import pairwise, product
from math import exp, log, sqrt

import numpy as np

VALUES = {
    "relu": lambda z: z * (np.real(z) > 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "linear": lambda z: z,
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(),
}


def network_loss(v, d, parameters):  # type: ignore[no-untyped-def]
    """The loss of a dense network with these parameters, W1, b1, W2, ..."""
    a = v["x"]
    for k, name in enumerate(
        d.get("activations", ["relu"] * (len(d.get("layers", [2, 2, 1])) - 1)), 1
    ):
        a = VALUES[name](parameters[f"W{k}"] @ a + parameters[f"b{k}"])
    y, kind = v["y"], d.get("loss", "squared")
    if kind == "bce":
        return -sum(np.log(p) if t else np.log(1 - p) for t, p in zip(y, a, strict=True))
    if kind == "ce":
        return -np.log(a[int(np.argmax(y))])
    return (
        sum((t - p) ** 2 for t, p in zip(y, a, strict=True))
        / {"squared": 1, "half-squared": 2, "mse": len(a)}[kind]
    )


def dense(v, d):  # type: ignore[no-untyped-def]
    """Values forward by definition, every gradient by a complex step, which has no rounding to
    lose.
    """
    names = d.get("activations", ["relu"] * (len(d.get("layers", [2, 2, 1])) - 1))
    parameters = {k: np.array(v[k], float) for k in v if k[0] in "Wb"}
    out, a = {"L": network_loss(v, d, parameters)}, v["x"]
    for k, name in enumerate(names, 1):
        out[f"z{k}"] = sum(
            (parameters[f"W{k}"][:, j] * a[j] for j in range(len(a))), parameters[f"b{k}"]
        )
        a = out[f"a{k}"] = VALUES[name](out[f"z{k}"])
    for name, parameter in parameters.items():
        grad = np.zeros_like(parameter)
        for place in np.ndindex(*grad.shape):
            moved = {n: p.astype(complex) for n, p in parameters.items()}
            moved[name][place] += 1e-30j
            grad[place] = network_loss(v, d, moved).imag / 1e-30
        out["g" + name] = grad
        if name[0] == "b":
            # moving a bias moves the weighted sum by as much
            out["d" + name[1]] = grad
    rate = d.get("learn")
    for k in range(1, len(names) + 1) if rate else ():
        g, w = out[f"gW{k}"], parameters[f"W{k}"]
        if d.get("optimiser") == "momentum":
            out[f"V{k}new"] = 0.9 * v[f"V{k}"] + g
            out[f"W{k}new"] = w - rate * out[f"V{k}new"]
        elif d.get("optimiser") == "adam":
            out[f"m{k}"], out[f"v{k}"] = g, g * g
            out[f"W{k}new"] = w - rate * g / (abs(g) + 1e-8)
        else:
            out[f"W{k}new"] = w - rate * g
    return out


def conv(v, d):  # type: ignore[no-untyped-def]
    """Sizes by counting window positions, parameters by summing kernels."""
    n, k = int(v["n"]), int(v["k"])
    h1 = len([i for i in range(n) if i + k <= n])
    h2 = len(range(0, h1 - 1, 2))
    h3 = len([i for i in range(h2) if i + k <= h2])
    p1 = sum(k * k * int(v["c0"]) + 1 for _ in range(int(v["c1"])))
    p2 = sum(k * k * int(v["c1"]) + 1 for _ in range(int(v["c2"])))
    f = h3 * h3 * int(v["c2"])
    p3 = sum(f + 1 for _ in range(int(v["u"])))
    return {
        "h1": h1,
        "p1": p1,
        "h2": h2,
        "h3": h3,
        "p2": p2,
        "f": f,
        "p3": p3,
        "total": p1 + p2 + p3,
    }


def rnn(v, d):  # type: ignore[no-untyped-def]
    """The recurrence in a loop; its derivative by a complex step."""

    def run(h):  # type: ignore[no-untyped-def]
        states = []
        for x in v["x"]:
            h = np.tanh(v["w"] * h + v["u"] * x + v["b"])
            states.append(h)
        return states

    states = run(v["h0"])
    return {
        **{f"h{t}": h for t, h in enumerate(states, 1)},
        "J": run(v["h0"] + 1e-30j)[-1].imag / 1e-30,
    }


def _gate(v, g, h, fn="sigmoid"):  # type: ignore[no-untyped-def]
    return float(VALUES[fn](np.array(v["w" + g] * v["x"] + v["u" + g] * h + v["b" + g])))


def lstm(v, d):  # type: ignore[no-untyped-def]
    """Hochreiter and Schmidhuber's cell with a forget gate."""
    f, i, o, g = (
        _gate(v, "f", v["h"]),
        _gate(v, "i", v["h"]),
        _gate(v, "o", v["h"]),
        _gate(v, "g", v["h"], "tanh"),
    )
    cell = f * v["c"] + i * g
    return {
        "gate_f": f,
        "gate_i": i,
        "gate_o": o,
        "cand": g,
        "cell": cell,
        "out": o * (exp(2 * cell) - 1) / (exp(2 * cell) + 1),
    }


def gru(v, d):  # type: ignore[no-untyped-def]
    """Cho et al.'s unit with z on the candidate."""
    z, r = _gate(v, "z", v["h"]), _gate(v, "r", v["h"])
    cand = _gate(v, "c", r * v["h"], "tanh")
    return {"z": z, "r": r, "cand": cand, "hnew": v["h"] + z * (cand - v["h"])}


def batch_norm(v, d):  # type: ignore[no-untyped-def]
    """Mean and variance by loops."""
    x, n = list(v["x"]), len(v["x"])
    m = sum(x) / n
    s2 = sum(e * e for e in x) / n - m * m
    xhat = [(e - m) / sqrt(s2 + v["eps"]) for e in x]
    return {
        "m": m,
        "s2": s2,
        "xhat": xhat,
        "out": [v["gamma"] * e + v["beta"] for e in xhat],
        "ggamma": sum(u * e for u, e in zip(v["u"], xhat, strict=True)),
        "gbeta": float(sum(v["u"])),
    }


def attention(v, d):  # type: ignore[no-untyped-def]
    """Query by query."""
    scores = [
        [sum(a * b for a, b in zip(q, k, strict=True)) / sqrt(2) for k in v["K"]] for q in v["Q"]
    ]
    powers = [[exp(s) for s in row] for row in scores]
    weights = [[p / sum(row) for p in row] for row in powers]
    return {
        "S": scores,
        "W": powers,
        "A": weights,
        "out": [
            [sum(w * value[j] for w, value in zip(row, v["V"], strict=True)) for j in range(2)]
            for row in weights
        ],
    }


def quantise(v, d):  # type: ignore[no-untyped-def]
    """To 2^bits codes and back."""
    top = (1 << d.get("bits", 4)) - 1
    s = (v["high"] - v["low"]) / top
    z = round(-v["low"] / s)
    q = [min(max(round(x / s) + z, 0), top) for x in v["x"]]
    back = [(code - z) * s for code in q]
    return {
        "s": s,
        "z": z,
        "q": q,
        "back": back,
        "err": max(abs(b - x) for b, x in zip(back, v["x"], strict=True)),
    }


def edit_distance(v, d):  # type: ignore[no-untyped-def]
    """By recursion over the last letters, not by a table."""

    def distance(a, b):  # type: ignore[no-untyped-def]
        if not a or not b:
            return len(a) + len(b)
        if a[-1] == b[-1]:
            return distance(a[:-1], b[:-1])
        return 1 + min(distance(a[:-1], b), distance(a, b[:-1]), distance(a[:-1], b[:-1]))

    a, b = tuple(v["a"]), tuple(v["b"])
    cells = {
        f"D{i}{j}": distance(a[:i], b[:j])
        for i in range(1, len(a) + 1)
        for j in range(1, len(b) + 1)
    }
    return {**cells, "rate": distance(a, b) / len(a)}


def ctc(v, d):  # type: ignore[no-untyped-def]
    """By enumerating every path of blanks and a's; forward variables too."""

    def paths(t, state):  # type: ignore[no-untyped-def]
        total = 0.0
        for path in product((0, 1, 2), repeat=t):
            legal = (
                path[0] in (0, 1)
                and path[-1] == state
                and all(nxt - now in (0, 1) for now, nxt in pairwise(path))
            )
            if legal:
                total += np.prod([v["p"][k] if s == 1 else v["k"][k] for k, s in enumerate(path)])
        return total

    found = {"A11": paths(1, 0), "A12": paths(1, 1)} | {
        f"A{t}{s + 1}": paths(t, s) for t in (2, 3) for s in (0, 1, 2)
    }
    strings = [s for s in product("a-", repeat=3) if _collapse(s) == "a"]
    p = sum(
        np.prod([v["p"][k] if c == "a" else v["k"][k] for k, c in enumerate(s)]) for s in strings
    )
    return {**found, "P": p, "L": -log(p)}


def _collapse(s):  # type: ignore[no-untyped-def]
    return "".join(c for k, c in enumerate(s) if c != "-" and (k == 0 or s[k - 1] != c))


def bleu(v, d):  # type: ignore[no-untyped-def]
    """Papineni et al. with counters."""
    from collections import Counter

    c, r = list(v["c"]), list(v["r"])
    m1 = sum((Counter(c) & Counter(r)).values())
    m2 = sum((Counter(pairwise(c)) & Counter(pairwise(r))).values())
    return {
        "m1": m1,
        "m2": m2,
        "p1": m1 / 5,
        "p2": m2 / 4,
        "BP": exp(-0.2),
        "score": exp(-0.2 + (log(m1 / 5) + log(m2 / 4)) / 2),
    }


def _cells(box):  # type: ignore[no-untyped-def]
    return {
        (i, j) for i in range(int(box[0]), int(box[2])) for j in range(int(box[1]), int(box[3]))
    }


def iou(v, d):  # type: ignore[no-untyped-def]
    """By counting unit squares."""
    a, b = (
        _cells((v[n + "x"], v[n + "y"], v[n + "x"] + v[n + "w"], v[n + "y"] + v[n + "h"]))
        for n in "ab"
    )
    return {"inter": len(a & b), "union": len(a | b), "IoU": len(a & b) / len(a | b)}


def nms(v, d):  # type: ignore[no-untyped-def]
    """Boxes taken in turn, each against those kept."""
    boxes = {n: _cells((v[n + "x"], v[n + "y"], v[n + "x"] + 4, v[n + "y"] + 4)) for n in "abc"}
    shared = {
        f"inter_{m.upper()}{n.upper()}": len(boxes[m] & boxes[n]) for m, n in ("ab", "ac", "bc")
    }
    ratio = {
        f"IoU_{m.upper()}{n.upper()}": len(boxes[m] & boxes[n]) / len(boxes[m] | boxes[n])
        for m, n in ("ab", "ac", "bc")
    }
    kept = []
    for n in "abc":
        if all(ratio[f"IoU_{m.upper()}{n.upper()}"] <= v["t"] for m in kept):
            kept.append(n)
    return {
        **shared,
        **ratio,
        "keepB": float("b" in kept),
        "keepC": float("c" in kept),
        "kept": float(len(kept)),
    }


def confusion(v, d):  # type: ignore[no-untyped-def]
    """From lists of labels and calls."""
    rows = (
        [(1, 1)] * int(v["TP"])
        + [(0, 1)] * int(v["FP"])
        + [(1, 0)] * int(v["FN"])
        + [(0, 0)] * int(v["TN"])
    )

    def share(of, given):  # type: ignore[no-untyped-def]
        chosen = [row for row in rows if given(row)]
        return sum(of(row) for row in chosen) / len(chosen)

    precision, recall = share(lambda r: r[0], lambda r: r[1]), share(lambda r: r[1], lambda r: r[0])
    return {
        "accuracy": share(lambda r: r[0] == r[1], lambda r: True),
        "precision": precision,
        "recall": recall,
        "specificity": share(lambda r: not r[1], lambda r: not r[0]),
        "F1": 2 / (1 / precision + 1 / recall),
    }


def roc_auc(v, d):  # type: ignore[no-untyped-def]
    """By ranks (Mann-Whitney), ties by mid-rank."""
    p, q = list(v["p"]), list(v["q"])
    every = sorted(p + q)
    rank = {s: (2 * every.index(s) + every.count(s) + 1) / 2 for s in every}
    auc = (sum(rank[s] for s in p) - 3 * 4 / 2) / 12
    ties = sum(q.count(s) for s in p)
    return {"wins": auc * 12 - ties / 2, "ties": ties, "AUC": auc}


ORACLES = {
    "dense": dense,
    "conv": conv,
    "rnn": rnn,
    "lstm": lstm,
    "gru": gru,
    "batch-norm": batch_norm,
    "attention": attention,
    "quantise": quantise,
    "edit-distance": edit_distance,
    "ctc": ctc,
    "bleu": bleu,
    "iou": iou,
    "nms": nms,
    "confusion": confusion,
    "roc-auc": roc_auc,
}
