"""Speech and text: error rates by lists of pairs, frames by enumeration, ranking scores by their
definition.
"""

import math

import numpy as np

from tests.numeric.bank.registry import Values, ints, oracle


@oracle("equal-error-rate-by-hand")
def equal_error(v: Values) -> Values:
    def rates(threshold: float) -> tuple[float, float]:
        accepted = [s >= threshold for s in v["other"]]
        refused = [not s >= threshold for s in v["same"]]
        return float(np.mean(accepted)), float(np.mean(refused))

    far, frr = rates(v["low"])
    far2, frr2 = rates(v["high"])
    return {"far": far, "frr": frr, "far2": far2, "frr2": frr2, "half": np.mean([far, frr])}


@oracle("frames-and-dilated-convolutions")
def frames(v: Values) -> Values:
    ms, win, hop, blocks, layers, rate = (
        ints(v)[name] for name in ("ms", "win", "hop", "blocks", "layers", "rate")
    )
    count = sum(1 for start in range(0, ms, hop) if start + win <= ms)
    seen = {0}
    for _ in range(blocks):
        for layer in range(layers):
            seen |= {place + 2**layer for place in seen}
    return {
        "window": len(range(win * rate)),
        "frames": count,
        "field": max(seen) + 1,
        "reach": (max(seen) + 1) / rate,
    }


@oracle("mlm-masking-counts")
def masking(v: Values) -> Values:
    tokens = int(v["B"]) * int(v["T"])
    chosen = tokens * round(100 * v["rate"]) // 100
    masked, random = chosen * 8 // 10, chosen // 10
    return {
        "chosen": chosen,
        "masked": masked,
        "random": random,
        "loss": -sum(math.log(1 / v["V"]) for _ in range(chosen)),
    }


@oracle("bm25-one-term")
def bm25(v: Values) -> Values:
    idf = math.log1p((v["N"] - v["df"] + 0.5) / (v["df"] + 0.5))
    length = v["k1"] * (1 + v["b"] * (v["dl"] / v["avg"] - 1))
    return {"idf": idf, "norm": length, "score": idf * (v["k1"] + 1) / (1 + length / v["tf"])}
