"""Detection, generation, speech and text: boxes, counts and rates by counting things one by one."""

import math

import numpy as np

from tests.numeric.bank.registry import Values, ints, oracle


def _squash(z: float) -> float:
    return 1 / (1 + math.exp(-z))


@oracle("resnext-grouped-parameters")
def grouped(v: Values) -> Values:
    """Weights by the sizes of the arrays themselves."""
    c, d, g = (ints(v)[name] for name in "cdg")
    one = np.zeros((c, d)).size
    mid = sum(np.zeros((3, 3, d // g, d // g)).size for _ in range(g))
    return {
        "inp": one,
        "mid": mid,
        "out": one,
        "block": one + mid + one,
        "plain": 2 * one + np.zeros((3, 3, d, d)).size,
    }


@oracle("dice-and-iou-of-masks")
def masks(v: Values) -> Values:
    """Two sets of pixels with these overlaps."""
    tp, fp, fn, tn = (ints(v)[name] for name in ("tp", "fp", "fn", "tn"))
    found, true = set(range(tp + fp)), set(range(tp)) | set(range(tp + fp, tp + fp + fn))
    every = tp + fp + fn + tn
    agree = sum((k in found) == (k in true) for k in range(every))
    return {
        "dice": 2 * len(found & true) / (len(found) + len(true)),
        "iou": len(found & true) / len(found | true),
        "sens": len(found & true) / len(true),
        "acc": agree / every,
    }


@oracle("ssd-default-boxes")
def default_boxes(v: Values) -> Values:
    """One box after another over the three maps."""
    n = ints(v)
    counts = [
        sum(n[k] for _ in range(n[m]) for _ in range(n[m]))
        for m, k in (("m1", "k1"), ("m2", "k2"), ("m3", "k2"))
    ]
    return {
        "big": counts[0],
        "total": sum(counts),
        "numbers": sum(counts) * len([*range(n["C"]), "x", "y", "w", "h"]),
    }


@oracle("yolo-cell-decoding")
def decoded(v: Values) -> Values:
    """Offsets within a cell, sizes relative to the anchor."""
    stride = v["img"] / v["S"]
    cx, cy = (
        v["col"] * stride + _squash(v["tx"]) * stride,
        v["row"] * stride + _squash(v["ty"]) * stride,
    )
    bw, bh = math.exp(math.log(v["aw"]) + v["tw"]), math.exp(math.log(v["ah"]) + v["th"])
    return {"stride": stride, "cx": cx, "cy": cy, "bw": bw, "left": cx - bw / 2, "bh": bh}


@oracle("gan-losses-and-gradients")
def gan(v: Values) -> Values:
    """The best discriminator by a fine search near its stationary point; gradients by complex steps
    of both losses.
    """

    def slope(loss):  # type: ignore[no-untyped-def]
        return np.imag(loss(1 / (1 + np.exp(-(v["f"] + 1e-30j))))) / 1e-30

    low, high = 1e-9, 1 - 1e-9
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if v["px"] / middle > v["pg"] / (1 - middle) else (low, middle)
    return {
        "best": low,
        "dg": _squash(v["f"]),
        "sat": slope(lambda d: np.log(1 - d)),
        "nonsat": slope(lambda d: -np.log(d)),
    }


@oracle("psnr-and-pixel-shuffle")
def psnr(v: Values) -> Values:
    """The error by a loop; the shuffled shape by really moving channels into space."""
    mse = math.fsum(e * e for e in v["err"]) / len(v["err"])
    h, c, r = (ints(v)[name] for name in "hcr")
    moved = np.zeros((h, h, r, r, c // r // r)).transpose(0, 2, 1, 3, 4).reshape(h * r, h * r, -1)
    return {
        "mse": mse,
        "psnr": 20 * math.log10(v["peak"]) - 10 * math.log10(mse),
        "side": moved.shape[0],
        "chan": moved.shape[2],
    }


@oracle("equal-error-rate-by-hand")
def error_rates(v: Values) -> Values:
    """False acceptances and rejections at two thresholds, trial by trial."""

    def rates(threshold: float) -> tuple[float, float]:
        return (
            len([s for s in v["other"] if not s < threshold]) / len(v["other"]),
            len([s for s in v["same"] if s < threshold]) / len(v["same"]),
        )

    (far, frr), (far2, frr2) = rates(v["low"]), rates(v["high"])
    return {"far": far, "frr": frr, "far2": far2, "frr2": frr2, "half": sum((far, frr)) / 2}


@oracle("frames-and-dilated-convolutions")
def frames(v: Values) -> Values:
    """Windows that fit, counted; the receptive field by walking back from one output."""
    n = ints(v)
    starts = [s for s in range(0, n["ms"], n["hop"]) if s + n["win"] <= n["ms"]]
    back = 0
    for _ in range(n["blocks"]):
        for layer in range(n["layers"]):
            back += 1 << layer
    return {
        "window": n["rate"] * n["win"],
        "frames": len(starts),
        "field": 1 + back,
        "reach": (1 + back) / n["rate"],
    }


@oracle("bm25-one-term")
def bm25(v: Values) -> Values:
    """Robertson's formula, term by term."""
    idf = math.log1p((v["N"] - v["df"] + 0.5) / (v["df"] + 0.5))
    norm = (1 - v["b"]) * v["k1"] + v["b"] * v["k1"] * v["dl"] / v["avg"]
    return {
        "idf": idf,
        "norm": norm,
        "score": idf * (v["tf"] + v["tf"] * v["k1"]) / (norm + v["tf"]),
    }


@oracle("mlm-masking-counts")
def masked(v: Values) -> Values:
    """80 % masked and 10 % random of what is chosen, by whole tokens."""
    chosen = round(v["B"] * v["T"] * v["rate"])
    return {
        "chosen": chosen,
        "masked": chosen * 8 / 10,
        "random": chosen / 10,
        "loss": chosen * math.log(v["V"]),
    }
