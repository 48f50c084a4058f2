"""Convolution, pooling and what dense layers cost, by loops over positions and by counting
arrays.
"""

import math
from itertools import pairwise

import numpy as np

from tests.numeric.bank.registry import Values, ints, oracle


def size(n: int, reach: int, stride: int, padding: int = 0) -> int:
    """How many windows of `reach` fit, counted one by one."""
    return sum(1 for start in range(-padding, n + padding, stride) if start + reach <= n + padding)


@oracle("conv-three-by-three-by-hand")
def by_hand(v: Values) -> Values:
    windows = np.lib.stride_tricks.sliding_window_view(v["X"], (3, 3))
    conv = np.einsum("ijab,ab->ij", windows, v["K"]) + v["b"]
    return {"conv": conv, "a": np.where(conv > 0, conv, 0), "top": max(0.0, *conv.ravel())}


@oracle("pooling-forward-and-backward")
def pooling(v: Values) -> Values:
    x, g = v["X"], v["G"]
    pooled, average, gm, ga = np.zeros((2, 2)), np.zeros((2, 2)), np.zeros((4, 4)), np.zeros((4, 4))
    for i in (0, 1):
        for j in (0, 1):
            cells = [(2 * i + a, 2 * j + b) for a in (0, 1) for b in (0, 1)]
            winner = max(cells, key=lambda cell: x[cell])
            pooled[i, j], average[i, j] = x[winner], sum(x[cell] for cell in cells) / 4
            gm[winner] = g[i, j]
            for cell in cells:
                ga[cell] = g[i, j] / 4
    return {"pooled": pooled, "average": average, "gm": gm, "ga": ga, "gap": x.sum() / 16}


@oracle("conv-output-with-dilation")
def dilated(v: Values) -> Values:
    n, k, s, pad, dil, c0, c1, g = (
        ints(v)[name] for name in ("n", "k", "s", "pad", "dil", "c0", "c1", "g")
    )
    reach = len(range(0, dil * (k - 1) + 1))
    return {
        "reach": reach,
        "side": size(n, reach, s, pad),
        "par": np.zeros((k, k, c0, c1)).size + c1,
        "parg": g * np.zeros((k, k, c0 // g, c1 // g)).size + c1,
    }


@oracle("pooling-saves-dense-parameters")
def saved(v: Values) -> Values:
    n, c, u = (ints(v)[name] for name in ("n", "c", "u"))
    pooled = size(size(size(size(size(n, 3, 1), 2, 2), 3, 1), 2, 2), 3, 1)
    plain = size(size(size(n, 3, 1), 3, 1), 3, 1)
    d1, d2 = (math.prod((side, side, c, u)) + u for side in (pooled, plain))
    return {"with1": pooled, "without": plain, "d1": d1, "d2": d2, "pool": 0, "saved": d2 - d1}


@oracle("width-or-depth-parameters")
def width_or_depth(v: Values) -> Values:
    d, h, c = (ints(v)[name] for name in ("d", "h", "c"))

    def count(*widths: int) -> int:
        return sum(a * b + b for a, b in pairwise(widths))

    one, deep, wide = count(d, h, c), count(d, h, h, c), count(d, 2 * h, c)
    return {"one": one, "deep": deep, "wide": wide, "diff": wide - deep}
