"""The sentences of concept questions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "kind.concept": ("简答", "concept"),
    "kind.concept.many": ("简答题", "free answers"),
    "kind.concept.about": (
        "自己写几句话回答，按要点给分",
        "answered in a few sentences, marked by its points",
    ),
    "concept.empty": ("还没有写答案。", "There is no answer yet."),
    "concept.keyword-list": (
        "只列了关键词，没有成句的说明：把它们之间的关系讲出来。",
        "A list of key words is no answer yet: say how they hang together.",
    ),
    "concept.after-question": ("追问之后答出：算四分之三。", "After a question: three quarters."),
    "concept.probe-wrong": (
        "追问没有答对，这一点是：{point}",
        "The question was not answered right; the point is: {point}",
    ),
    "concept.pass-mark": (
        "pass_mark 要大于 0，最多是全部权重 {total}：请改。",
        "pass_mark is above 0 and at most all weights, {total}: change it.",
    ),
    "concept.rubric-twice": (
        "要点 {id} 出现了两次：换一个 id。",
        "The rubric point {id} stands there twice: choose another id.",
    ),
    "concept.probe-text": (
        "追问没有题面：写上 zh 或 en。",
        "The probe asks nothing: write zh or en.",
    ),
    "concept.probe-answer": (
        "追问要么给 choices 和 right，要么给 accept：留下一种。",
        "A probe has either choices and right, or accept: keep one of them.",
    ),
    "concept.probe-right": (
        "right 是正确选项的序号，从 1 到 {most}：请改。",
        "right is the number of the right choice, from 1 to {most}: change it.",
    ),
    "concept.probe-choices": (
        "追问的选项要各不相同，最多 {most} 个：请改。",
        "The choices of a probe differ and are at most {most}: change them.",
    ),
    "concept.model-marks": (
        "第 {number} 个示范回答没有得满分（{score:.2f}：{why}）：补要点的说法，或改回答。",
        "Model answer {number} has {score:.2f}, not full marks ({why}): add phrases to the points, "
        "or mend the answer.",
    ),
    "concept.distortion-passes": (
        "第 {number} 个示范回答{how}之后仍然过线（{score:.2f}，“{text}…”）："
        "给要点加 about、unlike 或 opposite。",
        "Model answer {number} {how} still passes ({score:.2f}, '{text}...'): give the points "
        "about, unlike or opposite.",
    ),
    "concept.how-swapped": ("换了主语", "with its subjects exchanged"),
    "concept.how-denied": ("逐句否定", "with every statement denied"),
    "concept.how-reversed": ("反了方向", "with its directions turned round"),
    "concept.how-shuffled": ("打乱词序", "with its words in disorder"),
    "concept.how-bare": ("只剩关键词", "as a bare list of its terms"),
    "concept.pattern": (
        "短语“{phrase}”用不了：{why}",
        "The phrase '{phrase}' cannot be used: {why}",
    ),
    "concept.pattern-long": (
        "正则表达式超过 {most} 个字符，请拆开。",
        "the expression is longer than {most} characters: split it.",
    ),
    "concept.pattern-broken": (
        "这个正则表达式有误，或者不能在线性时间内运行（前后查看、反向引用、展开过大）：{why}。",
        "the expression is broken, or none that runs in linear time (lookaround, a back-reference, "
        "too large when written out): {why}.",
    ),
    "concept.pattern-anywhere": (
        "这个正则表达式能匹配空串，会处处命中：请收紧。",
        "the expression matches the empty text, and so anything: make it narrower.",
    ),
    "concept.phrase-empty": ("短语是空的：删掉它。", "the phrase is empty: remove it."),
}
