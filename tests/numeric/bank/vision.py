"""Boxes, masks, images and blocks: counted cell by cell, decoded box by box."""

import cmath
import math
from collections.abc import Callable

import numpy as np

from tests.numeric.bank.registry import Values, ints, oracle


@oracle("yolo-cell-decoding")
def yolo(v: Values) -> Values:
    side = v["img"] / v["S"]

    def within(t: float) -> float:
        return math.exp(t) / (1 + math.exp(t))

    x, y = side * v["col"] + side * within(v["tx"]), side * v["row"] + side * within(v["ty"])
    width, height = v["aw"] * math.e ** v["tw"], v["ah"] * math.e ** v["th"]
    return {"stride": side, "cx": x, "cy": y, "bw": width, "left": x - 0.5 * width, "bh": height}


@oracle("ssd-default-boxes")
def ssd(v: Values) -> Values:
    m1, m2, m3, k1, k2, classes = (ints(v)[name] for name in ("m1", "m2", "m3", "k1", "k2", "C"))
    boxes = [np.zeros((m, m, k)).size for m, k in ((m1, k1), (m2, k2), (m3, k2))]
    return {
        "big": boxes[0],
        "total": sum(boxes),
        "numbers": sum(
            np.zeros((count, classes)).size + np.zeros((count, 4)).size for count in boxes
        ),
    }


@oracle("average-precision-of-five")
def average_precision(v: Values) -> Values:
    hit, n = [bool(h) for h in v["hit"]], int(v["n"])
    precision, recall, found = [], [0.0], 0
    for rank, one in enumerate(hit, 1):
        found += one
        precision.append(found / rank)
        recall.append(found / n)
    # the area under precision over recall, plain and under the envelope
    area = sum((recall[k + 1] - recall[k]) * precision[k] for k in range(5))
    under = sum((recall[k + 1] - recall[k]) * max(precision[k:]) for k in range(5))
    return {"prec": precision, "rec": recall[-1], "ap": area, "envelope": under}


@oracle("dice-and-iou-of-masks")
def dice(v: Values) -> Values:
    tp, fp, fn, tn = (ints(v)[name] for name in ("tp", "fp", "fn", "tn"))
    truth = np.array([1] * (tp + fn) + [0] * (fp + tn), bool)
    said = np.array([1] * tp + [0] * fn + [1] * fp + [0] * tn, bool)
    both = (truth & said).sum()
    return {
        "dice": 2 * both / (truth.sum() + said.sum()),
        "iou": both / (truth | said).sum(),
        "sens": said[truth].mean(),
        "acc": (truth == said).mean(),
    }


@oracle("psnr-and-pixel-shuffle")
def psnr(v: Values) -> Values:
    rms = np.linalg.norm(v["err"]) / 2
    h, c, r = (ints(v)[name] for name in ("h", "c", "r"))
    shuffled = np.zeros((h, h, r, r, c // r**2)).transpose(0, 2, 1, 3, 4).reshape(h * r, h * r, -1)
    return {
        "mse": rms**2,
        "psnr": 20 * math.log10(v["peak"] / rms),
        "side": shuffled.shape[0],
        "chan": shuffled.shape[2],
    }


@oracle("resnext-grouped-parameters")
def resnext(v: Values) -> Values:
    c, d, g = (ints(v)[name] for name in ("c", "d", "g"))

    def kernel(side: int, inputs: int, outputs: int, groups: int = 1) -> int:
        return sum(
            np.zeros((side, side, inputs // groups, outputs // groups)).size for _ in range(groups)
        )

    first, last, mid = kernel(1, c, d), kernel(1, d, c), kernel(3, d, d, g)
    return {
        "inp": first,
        "mid": mid,
        "out": last,
        "block": first + mid + last,
        "plain": first + kernel(3, d, d) + last,
    }


@oracle("gan-losses-and-gradients")
def gan(v: Values) -> Values:
    def d(logit: float) -> float:
        return 1 / (1 + math.exp(-logit))

    def slope(loss: Callable[[complex], complex]) -> float:
        # a complex step: exact to the last digits, without differences
        return loss(v["f"] + 1e-30j).imag / 1e-30

    odds = v["px"] / v["pg"]
    return {
        "best": odds / (1 + odds),
        "dg": d(v["f"]),
        "sat": slope(lambda f: -cmath.log(1 + cmath.exp(f))),
        "nonsat": slope(lambda f: cmath.log(1 + cmath.exp(-f))),
    }
