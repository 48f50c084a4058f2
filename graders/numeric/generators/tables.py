"""Dynamic programming and counting over short sequences: edit distance, CTC, BLEU."""

from __future__ import annotations

from dataclasses import replace

from graders.numeric.generators.made import Description, made, step, whole
from graders.numeric.spec import NumericSpec, Variable


def edit_distance(description: Description) -> NumericSpec:
    """The table of the edit distance of two words of `rows` and `columns` letters (2 to 3), given
    as numbers.
    """
    rows, columns = whole(description, "rows", 3, 2, 3), whole(description, "columns", 3, 2, 3)
    steps = []
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            up, left, corner = _cell(i - 1, j), _cell(i, j - 1), _cell(i - 1, j - 1)
            different = f"(a_{i} != b_{j})"
            steps.append(
                step(
                    f"D{i}{j}",
                    f"前 {i} 个与前 {j} 个",
                    f"first {i} against first {j}",
                    f"min({up} + 1, {left} + 1, {corner} + {different})",
                    (
                        f"min({up}, {left}, {corner}) + 1",
                        "两者相同时照抄左上角，不加 1",
                        "where the two agree the diagonal is copied, with nothing added",
                    ),
                    whole=True,
                )
            )
    # listed in the last cell alone: in every cell it would leave only words that agree throughout
    steps[:-1] = [replace(entry, wrong=()) for entry in steps[:-1]]
    last = f"D{rows}{columns}"
    steps.append(
        step(
            "rate",
            "错误率（除以参考 a 的长度）",
            "error rate (over the length of the reference a)",
            f"{last} / {rows}",
            (
                f"{last} / {columns + 1}" if rows == columns else f"{last} / {columns}",
                "除以参考序列的长度",
                "divide by the length of the reference",
            ),
            (
                f"{last} / {rows + columns}",
                "除以参考序列的长度",
                "divide by the length of the reference",
            ),
        )
    )
    return made(
        {"a": Variable(vector=rows, integer=(1, 4)), "b": Variable(vector=columns, integer=(1, 4))},
        steps,
        [f"{last} == 0"],
    )


def _cell(i: int, j: int) -> str:
    return f"D{i}{j}" if i and j else str(i + j)


def ctc(description: Description) -> NumericSpec:
    """The forward variables of CTC for the one label `a` over three frames: blank, a, blank."""
    steps = [
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
    for t in (2, 3):
        b = t - 1
        steps += [
            step(
                f"A{t}1",
                f"第 {t} 帧，开头的空白",
                f"frame {t}, first blank",
                f"A{b}1 * k_{t}",
                (
                    f"(A{b}1 + A{b}2) * k_{t}",
                    "开头的空白只能来自自己",
                    "the first blank comes only from itself",
                ),
            ),
            step(
                f"A{t}2",
                f"第 {t} 帧，a",
                f"frame {t}, a",
                f"(A{b}1 + A{b}2) * p_{t}",
                (f"A{b}2 * p_{t}", "也可以从空白进入 a", "a is also entered from the blank"),
                (f"A{b}1 * p_{t}", "a 也可以停留", "a may also stay"),
            ),
            step(
                f"A{t}3",
                f"第 {t} 帧，末尾的空白",
                f"frame {t}, last blank",
                f"A{b}2 * k_{t}" if t == 2 else f"(A{b}2 + A{b}3) * k_{t}",
                (
                    f"(A{b}1 + A{b}2) * k_{t}",
                    "末尾的空白不能来自开头的空白",
                    "the last blank is not entered from the first one",
                ),
            ),
        ]
    steps.append(
        step(
            "P",
            "标签 a 的概率",
            "probability of the label a",
            "A32 + A33",
            ("A32", "以空白结尾的路径也算", "paths that end in a blank count as well"),
            ("A31 + A32 + A33", "全是空白的路径读成空串", "the all-blank path reads as nothing"),
            ("p_1*p_2*p_3", "还有许多别的路径", "there are many other paths"),
        )
    )
    steps.append(
        step(
            "L",
            "CTC 损失（自然对数）",
            "CTC loss (natural log)",
            "-log(P)",
            ("log(P)", "符号反了", "the sign is reversed"),
            ("-log2(P)", "自然对数", "a natural logarithm is meant"),
        )
    )
    return made(
        {
            "p": Variable(vector=3, real=(0.1, 0.7, 0.1)),
            "k": Variable(vector=3, real=(0.2, 0.6, 0.1)),
        },
        steps,
        ["max(p + k) > 1", "min(abs(p - k)) < 0.05"],
    )


def bleu(description: Description) -> NumericSpec:
    """BLEU-2 of a candidate c of five words against a reference r of six: clipped precisions,
    brevity, score.
    """
    pair = "min(sum_{i=1}^{4} (c_i == j)*(c_{i+1} == k), sum_{i=1}^{5} (r_i == j)*(r_{i+1} == k))"
    clipped = "sum_{k=1}^{3} min(sum(c == k), sum(r == k))"
    return made(
        {"c": Variable(vector=5, integer=(1, 3)), "r": Variable(vector=6, integer=(1, 3))},
        [
            step(
                "m1",
                "截断后匹配的词数",
                "matched words, clipped",
                clipped,
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
                f"sum_{{j=1}}^{{3}} sum_{{k=1}}^{{3}} {pair}",
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
