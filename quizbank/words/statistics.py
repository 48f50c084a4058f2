"""The statistics in lines, and what came of fitting the memory model."""

from __future__ import annotations

_TESTED = (
    "用前 {trained} 次复习拟合，用之后的 {held} 次检验：对数损失 {before:.4f} → {after:.4f}，",
    "Fitted to {trained} earlier reviews, tested on {held} later ones: log loss {before:.4f} to "
    "{after:.4f}, ",
)
_NEEDED = (
    "至少要 {least} 条，而且有足够多隔天再做的题，才值得拟合。参数不变。",
    "A fit needs at least {least}, with enough questions met again on later days; nothing changed.",
)

WORDS: dict[str, tuple[str, str]] = {
    "stats.none-yet": (
        "还没有复习记录。先做一次今天的练习（quizbank review），这里就会有内容。",
        "There are no reviews yet. Do today's session first (quizbank review) and this page fills "
        "up.",
    ),
    "stats.reviews": (
        "复习 {reviews} 次，{questions} 道题，连续 {days} 天",
        "{reviews} answer{reviews:s} to {questions} question{questions:s}, {days}-day streak",
    ),
    "stats.retention": (
        "隔天再问时记住 {share:.0%}，模型预测 {predicted:.0%}",
        "remembered {share:.0%} on a later day; the model expected {predicted:.0%}",
    ),
    "stats.week": (
        "七天内到期 {due} 道，约 {minutes} 分钟",
        "{due} due within seven days, about {minutes} minute{minutes:s}",
    ),
    "stats.time": (
        "{kind}：一般 {seconds:.0f} 秒（预计 {expected:.0f} 秒），{n} 次",
        "{kind}: {seconds:.0f} s as a rule (expected {expected:.0f} s), {n} answer{n:s}",
    ),
    "stats.slip": (
        "{slip}：{where}里占 {share:.0%}（{of} 次中 {times} 次）",
        "{slip}: in {share:.0%} of {where} ({times} of {of})",
    ),
    "stats.of": ("{topic}的{kind}", "your {kind} on {topic}"),
    "fit.too-few-one": (
        "有 {reviews} 条复习记录；" + _NEEDED[0],
        "There is {reviews} review. " + _NEEDED[1],
    ),
    "fit.too-few": (
        "有 {reviews} 条复习记录；" + _NEEDED[0],
        "There are {reviews} reviews. " + _NEEDED[1],
    ),
    "fit.adopted": (
        _TESTED[0] + "好了 {gain:.4f}（±{error:.4f}），已采用。",
        _TESTED[1] + "better by {gain:.4f} (standard error {error:.4f}). Adopted.",
    ),
    "fit.same": (
        "拟合用了 {trained} 次复习，结果就是已经在用的参数（对数损失 {before:.4f}），不用改。",
        "A fit to {trained} reviews gives the parameters that are in use already (log loss "
        "{before:.4f}); nothing changed.",
    ),
    "fit.no-win": (
        _TESTED[0] + "没有明显变好（{gain:+.4f} ± {error:.4f}），参数不变。",
        _TESTED[1] + "no clear win ({gain:+.4f}, standard error {error:.4f}). Nothing changed.",
    ),
}
