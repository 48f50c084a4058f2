"""Dynamic programming and counting over short sequences: edit distance, CTC, BLEU."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from graders.numeric.generators.made import made, step
from graders.numeric.spec import NumericSpec, Recipe, StepSpec, WrongFormula
from graders.numeric.variables import Variable
from graders.reading import Between

_REFERENCE = ("除以参考序列的长度", "divide by the length of the reference")


@dataclass(frozen=True, slots=True)
class EditDistance(Recipe):
    """The table of the edit distance of two words of `rows` and `columns` letters, given as
    numbers.
    """

    rows: Annotated[int, Between(2, 3)] = 3
    columns: Annotated[int, Between(2, 3)] = 3

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        letters = Variable(integer=(1, 4))
        variables = {
            "a": replace(letters, vector=self.rows),
            "b": replace(letters, vector=self.columns),
        }
        cells = [
            _cell_step(i, j) for i in range(1, self.rows + 1) for j in range(1, self.columns + 1)
        ]
        # in every cell this slip would leave only words that agree throughout
        cells[-1] = replace(cells[-1], wrong=(_copied(self.rows, self.columns),))
        last = cells[-1].id
        return made(variables, [*cells, self._rate(last)], [f"{last} == 0"])

    def _rate(self, last: str) -> StepSpec:
        other = self.columns + 1 if self.rows == self.columns else self.columns
        return step(
            "rate",
            "错误率（除以参考 a 的长度）",
            "error rate (over the length of the reference a)",
            f"{last} / {self.rows}",
            (f"{last} / {other}", *_REFERENCE),
            (f"{last} / {self.rows + self.columns}", *_REFERENCE),
        )


def _cell_step(i: int, j: int) -> StepSpec:
    up, left, corner = _cell(i - 1, j), _cell(i, j - 1), _cell(i - 1, j - 1)
    return step(
        f"D{i}{j}",
        f"前 {i} 个与前 {j} 个",
        f"first {i} against first {j}",
        f"min({up} + 1, {left} + 1, {corner} + (a_{i} != b_{j}))",
        whole=True,
    )


def _copied(i: int, j: int) -> WrongFormula:
    up, left, corner = _cell(i - 1, j), _cell(i, j - 1), _cell(i - 1, j - 1)
    return WrongFormula(
        f"min({up}, {left}, {corner}) + 1",
        "两者相同时照抄左上角，不加 1",
        "where the two agree the diagonal is copied, with nothing added",
    )


def _cell(i: int, j: int) -> str:
    return f"D{i}{j}" if i and j else str(i + j)


_STARTS = [
    step(
        "A11",
        "第 1 帧，开头的空白",
        "frame 1, first blank",
        "k_1",
        ("p_1", "这个位置是空白，用 k", "this place is the blank: take k"),
    ),
    step(
        "A12",
        "第 1 帧，a",
        "frame 1, a",
        "p_1",
        ("k_1", "这个位置是 a，用 p", "this place is a: take p"),
    ),
]
_ENDS = [
    step(
        "P",
        "标签 a 的概率",
        "probability of the label a",
        "A32 + A33",
        ("A32", "以空白结尾的路径也算", "paths that end in a blank count as well"),
        ("A31 + A32 + A33", "全是空白的路径读成空串", "the all-blank path reads as nothing"),
        ("p_1*p_2*p_3", "还有许多别的路径", "there are many other paths"),
    ),
    step(
        "L",
        "CTC 损失（自然对数）",
        "CTC loss (natural log)",
        "-log(P)",
        ("log(P)", "符号反了", "the sign is reversed"),
        ("-log2(P)", "自然对数", "a natural logarithm is meant"),
    ),
]


@dataclass(frozen=True, slots=True)
class Ctc(Recipe):
    """The forward variables of CTC for the one label `a` over three frames: blank, a, blank."""

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        variables = {
            "p": Variable(vector=3, real=(0.1, 0.7, 0.1)),
            "k": Variable(vector=3, real=(0.2, 0.6, 0.1)),
        }
        steps = [*_STARTS, *_frame(2), *_frame(3), *_ENDS]
        return made(variables, steps, ["max(p + k) > 1", "min(abs(p - k)) < 0.05"])


def _frame(t: int) -> list[StepSpec]:
    """The three states of a later frame, from those of the frame before."""
    blank, label, ending = f"A{t - 1}1", f"A{t - 1}2", f"A{t - 1}3"
    # the last blank has no value yet in the first frame
    ended = label if t == 2 else f"({label} + {ending})"
    return [
        step(
            f"A{t}1",
            f"第 {t} 帧，开头的空白",
            f"frame {t}, first blank",
            f"{blank} * k_{t}",
            (
                f"({blank} + {label}) * k_{t}",
                "开头的空白只能来自自己",
                "the first blank comes only from itself",
            ),
        ),
        step(
            f"A{t}2",
            f"第 {t} 帧，a",
            f"frame {t}, a",
            f"({blank} + {label}) * p_{t}",
            (f"{label} * p_{t}", "也可以从空白进入 a", "a is also entered from the blank"),
            (f"{blank} * p_{t}", "a 也可以停留", "a may also stay"),
        ),
        step(
            f"A{t}3",
            f"第 {t} 帧，末尾的空白",
            f"frame {t}, last blank",
            f"{ended} * k_{t}",
            (
                f"({blank} + {label}) * k_{t}",
                "末尾的空白不能来自开头的空白",
                "the last blank is not entered from the first one",
            ),
        ),
    ]


_PAIR = "min(sum_{i=1}^{4} (c_i == j)*(c_{i+1} == k), sum_{i=1}^{5} (r_i == j)*(r_{i+1} == k))"
_CLIPPED = "sum_{k=1}^{3} min(sum(c == k), sum(r == k))"
_BLEU = made(
    {"c": Variable(vector=5, integer=(1, 3)), "r": Variable(vector=6, integer=(1, 3))},
    [
        step(
            "m1",
            "截断后匹配的词数",
            "matched words, clipped",
            _CLIPPED,
            (
                "sum_{k=1}^{3} sum(c == k)*(sum(r == k) > 0)",
                "没有截断重复词",
                "repeated words are not clipped",
            ),
            whole=True,
        ),
        step(
            "m2",
            "截断后匹配的二元组数",
            "matched bigrams, clipped",
            f"sum_{{j=1}}^{{3}} sum_{{k=1}}^{{3}} {_PAIR}",
            whole=True,
        ),
        step(
            "p1",
            "一元精确率",
            "unigram precision",
            "m1 / 5",
            ("m1 / 6", "除以候选的长度", "divide by the length of the candidate"),
        ),
        step(
            "p2",
            "二元精确率",
            "bigram precision",
            "m2 / 4",
            ("m2 / 5", "候选只有 4 个二元组", "the candidate has 4 bigrams"),
        ),
        step(
            "BP",
            "长度惩罚",
            "brevity penalty",
            "exp(1 - 6/5)",
            (
                "exp(1 - 5/6)",
                "比值写反了：参考长度除以候选长度",
                "the ratio is upside down: reference over candidate",
            ),
            ("1", "候选比参考短，要惩罚", "the candidate is shorter, so there is a penalty"),
            ("5/6", "惩罚是指数形式", "the penalty is an exponential"),
        ),
        step(
            "score",
            "BLEU-2",
            "BLEU-2",
            "BP * sqrt(p1*p2)",
            ("sqrt(p1*p2)", "漏了长度惩罚", "the brevity penalty is left out"),
            ("BP * (p1 + p2)/2", "要几何平均", "a geometric mean is meant"),
        ),
    ],
    ["m2 == 0"],
)


@dataclass(frozen=True, slots=True)
class Bleu(Recipe):
    """BLEU-2 of a candidate c of five words against a reference r of six: clipped precisions,
    brevity, score.
    """

    def make(self) -> NumericSpec:
        """See `Recipe.make`."""
        return _BLEU
