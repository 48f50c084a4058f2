"""Boxes and metrics: IoU and suppression, confusion counts, the area under a ROC curve with
ties.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

from graders.numeric.generators.made import Slip, made, step
from graders.numeric.spec import NumericSpec, Recipe, StepSpec
from graders.numeric.variables import Variable


def _overlap(a: str, b: str) -> str:
    """The area that boxes [x1, y1, x2, y2] share."""
    return (
        f"max(min({a}_3, {b}_3) - max({a}_1, {b}_1), 0) * max(min({a}_4, {b}_4) - max({a}_2, "
        f"{b}_2), 0)"
    )


def _area(a: str) -> str:
    return f"({a}_3 - {a}_1)*({a}_4 - {a}_2)"


_CORNERS = dict.fromkeys(("ax", "ay", "bx", "by"), Variable(integer=(0, 4)))
_SIDES = dict.fromkeys(("aw", "ah", "bw", "bh"), Variable(integer=(2, 6)))
_IOU = made(
    {**_CORNERS, **_SIDES},
    [
        step(
            "inter",
            "交集面积",
            "area of the overlap",
            _overlap("A", "B"),
            (
                "(min(A_3, B_3) - max(A_1, B_1) + 1) * (min(A_4, B_4) - max(A_2, B_2) + 1)",
                "坐标连续时不加 1",
                "nothing is added with continuous coordinates",
            ),
        ),
        step(
            "union",
            "并集面积",
            "area of the union",
            f"{_area('A')} + {_area('B')} - inter",
            (f"{_area('A')} + {_area('B')}", "交集算了两次", "the overlap is counted twice"),
        ),
        step(
            "IoU",
            "交并比",
            "intersection over union",
            "inter / union",
            (
                f"inter / min({_area('A')}, {_area('B')})",
                "除以并集，不是较小的框",
                "divide by the union, not by the smaller box",
            ),
            ("2*inter / (union + inter)", "这是 Dice", "that is Dice"),
        ),
    ],
    ["inter == 0", "norm(A - B) == 0"],
    {"A": "[ax, ay, ax + aw, ay + ah]", "B": "[bx, by, bx + bw, by + bh]"},
)


@dataclass(frozen=True, slots=True)
class Iou(Recipe):
    """Overlap, union and IoU of two boxes [x1, y1, x2, y2]."""

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        return _IOU


_BOXES = ("A", "B", "C")
_TOO_MANY = ("交并比大于阈值的才删", "boxes above the threshold are the ones removed")
_KEPT = [
    step(
        "keepB",
        "B 留下吗（1 或 0）",
        "is B kept (1 or 0)",
        "IoU_AB <= t",
        ("IoU_AB > t", *_TOO_MANY),
        whole=True,
    ),
    step(
        "keepC",
        "C 留下吗（1 或 0）",
        "is C kept (1 or 0)",
        "(IoU_AC <= t) * (1 - keepB*(IoU_BC > t))",
        ("(IoU_AC > t)", *_TOO_MANY),
        whole=True,
    ),
    step(
        "kept",
        "留下几个框",
        "how many boxes are kept",
        "1 + keepB + keepC",
        ("keepB + keepC", "分数最高的框总是留下", "the box with the highest score always stays"),
        whole=True,
    ),
]
# apart boxes, and overlaps on the threshold
_UNCLEAR = [
    "min(IoU_AB, IoU_AC) == 0",
    "abs(IoU_AB - t) < 0.02",
    "abs(IoU_AC - t) < 0.02",
    "abs(IoU_BC - t) < 0.02",
    "keepC == (IoU_AC > t)",
]


@dataclass(frozen=True, slots=True)
class Nms(Recipe):
    """Greedy suppression of three boxes already sorted by score, at a threshold: the three IoUs and
    who is kept.
    """

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        variables = {"t": Variable(choice=(0.3, 0.5))}
        given = {}
        for box in _BOXES:
            x, y = f"{box.lower()}x", f"{box.lower()}y"
            variables[x] = Variable(integer=(0, 4))
            variables[y] = Variable(integer=(0, 3))
            given[box] = f"[{x}, {y}, {x} + 4, {y} + 4]"
        pairs = [part for one, two in combinations(_BOXES, 2) for part in _pair(one, two)]
        return made(variables, [*pairs, *_KEPT], _UNCLEAR, given)


def _pair(one: str, two: str) -> list[StepSpec]:
    """The overlap of two boxes and its share."""
    shared = f"inter_{one}{two}"
    area = step(
        shared,
        f"{one} 与 {two} 的交集面积",
        f"overlap of {one} and {two}",
        _overlap(one, two),
    )
    slips: list[Slip] = [
        (f"{shared} / 32", "并集要减去交集", "the overlap is to be subtracted from the union"),
        (f"{shared} / 16", "除以并集，不是一个框", "divide by the union, not by one box"),
    ]
    # B and C may lie apart, where these slips give the right 0
    share = step(
        f"IoU_{one}{two}",
        f"{one} 与 {two} 的交并比",
        f"IoU of {one} and {two}",
        f"{shared} / (32 - {shared})",
        *(slips if one == "A" else []),
    )
    return [area, share]


_COUNT = Variable(integer=(2, 40))
_CONFUSION = made(
    {"TP": _COUNT, "FP": _COUNT, "FN": _COUNT, "TN": Variable(integer=(20, 200))},
    [
        step(
            "accuracy",
            "准确率",
            "accuracy",
            "(TP + TN) / (TP + FP + FN + TN)",
            ("TP / (TP + FP + FN + TN)", "判对的负例也算", "true negatives are right as well"),
        ),
        step(
            "precision",
            "精确率",
            "precision",
            "TP / (TP + FP)",
            ("TP / (TP + FN)", "这是召回率", "that is the recall"),
            (
                "TP / (TP + TN)",
                "分母是判为正的个数",
                "the denominator is what was called positive",
            ),
        ),
        step(
            "recall",
            "召回率",
            "recall",
            "TP / (TP + FN)",
            ("TP / (TP + FP)", "这是精确率", "that is the precision"),
            ("TN / (TN + FP)", "这是特异度", "that is the specificity"),
        ),
        step(
            "specificity",
            "特异度",
            "specificity",
            "TN / (TN + FP)",
            ("FP / (TN + FP)", "这是假正例率", "that is the false positive rate"),
            ("TN / (TN + FN)", "分母是真正的负例个数", "the denominator is the real negatives"),
        ),
        step(
            "F1",
            "F1",
            "F1",
            "2*precision*recall / (precision + recall)",
            (
                "(precision + recall) / 2",
                "这是算术平均，F1 是调和平均",
                "that is the arithmetic mean; F1 is the harmonic one",
            ),
            (
                "precision*recall / (precision + recall)",
                "漏了系数 2",
                "the factor 2 is left out",
            ),
        ),
    ],
    ["abs(precision - recall) < 0.08", "abs(specificity - recall) < 0.05"],
)


@dataclass(frozen=True, slots=True)
class Confusion(Recipe):
    """Accuracy, precision, recall, specificity and F1 from the four counts."""

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        return _CONFUSION


_SCORE = Variable(real=(0.1, 0.9, 0.1))
_WINS = "sum_{i=1}^{3} sum_{j=1}^{4} (p_i > q_j)"
_TIES = "sum_{i=1}^{3} sum_{j=1}^{4} (p_i == q_j)"
_ROC_AUC = made(
    {"p": replace(_SCORE, vector=3), "q": replace(_SCORE, vector=4)},
    [
        step(
            "wins",
            "正例分数更高的对数",
            "pairs where the positive scores higher",
            _WINS,
            (
                "sum_{i=1}^{3} sum_{j=1}^{4} (p_i >= q_j)",
                "把平局也数进去了；平局另算",
                "ties are in it; they are counted apart",
            ),
            whole=True,
        ),
        step("ties", "平局的对数", "tied pairs", _TIES, whole=True),
        step(
            "AUC",
            "AUC",
            "AUC",
            "(wins + ties/2) / 12",
            ("wins / 12", "平局算一半", "a tie counts one half"),
            ("(wins + ties) / 12", "平局只算一半", "a tie counts only one half"),
            ("(wins + ties/2) / 7", "除以对数 3·4", "divide by the number of pairs, 3·4"),
        ),
    ],
    ["ties == 0", "wins < 3", "wins + ties == 12"],
)


@dataclass(frozen=True, slots=True)
class RocAuc(Recipe):
    """AUC as the share of positive-negative pairs in the right order, a tie counting one half."""

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        return _ROC_AUC
