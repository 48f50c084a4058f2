"""Rules of each kind: right answers are graded right, every listed slip is graded wrong and
named.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizbank.authoring.faults import Fault
from quizbank.domain.question import Question

VARIANTS = 200


class Report:
    """The faults of one question as they are found."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.faults: list[Fault] = []

    def add(self, code: str, zh: str, en: str, near: str = "") -> None:
        """Note a fault, at the line where `near` first stands in the file."""
        self.faults.append(Fault(self.question.path, _line(self.question.path, near), code, zh, en))


def _line(path: str, near: str) -> int:
    try:
        with open(path, encoding="utf-8") as file:
            return next((k for k, line in enumerate(file, 1) if near and near in line), 1)
    except (OSError, UnicodeDecodeError):
        return 1


def choice_rules(report: Report) -> None:
    """At least two choices and one right one, all different."""
    spec = report.question.spec
    choices = spec["choices"]
    right = [c for c in choices if c["right"]]
    if len(choices) < 2:
        report.add(
            "choices", "至少要有两个选项。", "At least two choices are needed.", "## choices"
        )
    if not right:
        report.add(
            "no-right-choice",
            "没有标出正确选项: 用 - [x]。",
            "No choice is marked right: use '- [x]'.",
            "## choices",
        )
    if len(right) > 1 and not spec["multiple"]:
        report.add(
            "multiple",
            "有多个正确选项, 请加 multiple = true。",
            "Several choices are right: set multiple = true.",
            "kind",
        )
    for lang in ("zh", "en"):
        texts = [c[lang] for c in choices if c[lang]]
        if len(set(texts)) != len(texts):
            report.add(
                "choice-twice",
                "有两个选项文字相同。",
                "Two choices have the same text.",
                "## choices",
            )
    for choice in choices:
        if not choice["right"] and not choice.get("diagnosis"):
            text = choice["en"] or choice["zh"]
            report.add(
                "no-diagnosis",
                f"错误选项“{choice['zh'] or text}”没有诊断。",
                f"The wrong choice '{text}' has no diagnosis.",
                text,
            )


def concept_rules(report: Report) -> None:
    """Reachable pass mark, distinct ids, phrases that compile and match themselves."""
    from graders.concept.phrases import check_phrase
    from graders.concept.regex import PatternError

    spec = report.question.spec
    ids = [point["id"] for point in spec["rubric"]]
    total = sum(float(point["weight"]) for point in spec["rubric"])
    if len(set(ids)) != len(ids):
        report.add(
            "rubric-twice",
            "评分点的 id 重复。",
            "Two rubric points have the same id.",
            "[[rubric]]",
        )
    if any(float(point["weight"]) <= 0 for point in spec["rubric"]):
        report.add("weight", "weight 必须是正数。", "Weights must be positive.", "weight")
    if not 0 < float(spec["pass_mark"]) <= total:
        report.add(
            "pass-mark",
            f"pass_mark 要在 0 和 {total} 之间。",
            f"pass_mark must be between 0 and {total}.",
            "pass_mark",
        )
    for phrase in [
        str(p) for point in [*spec["rubric"], *spec["contradictions"]] for p in point["accept"]
    ]:
        try:
            check_phrase(phrase)
        except PatternError as error:
            report.add(
                "pattern",
                f"accept“{phrase[:60]}”: {error.zh}",
                f"accept '{phrase[:60]}': {error.en}",
                phrase[:60],
            )
    for point in spec["rubric"]:
        if not point["accept"]:
            report.add(
                "no-phrases",
                f"评分点 {point['id']} 没有 accept。",
                f"The point {point['id']} has no accepted phrases.",
                point["id"],
            )


def symbolic_rules(report: Report) -> None:
    """The answer equals itself in every style; each misconception is different and named."""
    from graders.expression.printing import to_latex, to_python, to_text, to_unicode
    from graders.symbolic.check import prepare
    from graders.verdict import SpecError

    spec = report.question.spec
    try:
        formula = prepare(spec["answer"], spec["symbols"], spec["misconceptions"])
        node = formula.reference.node
        for style, text in (
            ("text", to_text(node)),
            ("python", to_python(node)),
            ("latex", to_latex(node)),
            ("unicode", to_unicode(node)),
            ("own", spec["answer"]),
        ):
            result = formula.check(text)
            if result.outcome != "equal":
                report.add(
                    "answer-unequal",
                    f"答案写成 {style} 后不等于自己: {text}",
                    f"The answer written as {style} is not equal to itself: "
                    f"{text} ({result.outcome})",
                    "answer",
                )
        for code in formula.diagnoser.blind_to():
            if code not in spec.get("indistinct", ()):
                report.add(
                    "slip-invisible",
                    f"在声明的取值范围内，{code} 这种错误看不出来：放宽范围，或写 "
                    f'indistinct = ["{code}"]。',
                    f"On the declared domain the slip {code} changes nothing: widen the "
                    f'domain, or allow it with indistinct = ["{code}"].',
                    "answer",
                )
        for k, misconception in enumerate(spec["misconceptions"]):
            result = formula.check(misconception["answer"])
            if result.outcome != "different":
                report.add(
                    "misconception-right",
                    f"误解 {k + 1} 与答案等价。",
                    f"Misconception {k + 1} is {result.outcome}, not different.",
                    misconception["answer"],
                )
            elif not result.diagnoses or not result.diagnoses[-1].code.startswith("misconception:"):
                report.add(
                    "misconception-unnamed",
                    f"误解 {k + 1} 没有被认出。",
                    f"Misconception {k + 1} is not named.",
                    misconception["answer"],
                )
    except SpecError as error:
        report.add(
            "formula",
            f"{error.where}: {error.message}",
            f"{error.where}: {error.message}",
            error.where.split("[")[0],
        )


def numeric_rules(report: Report) -> None:
    """The example is right in full; 200 variants are finite, distinct and free of collisions; slips
    are named.
    """
    from graders.expression.errors import EvaluationError
    from graders.numeric.instance import draw
    from graders.verdict import SpecError

    spec = report.question.spec
    try:
        _sample_is_right(report, None)
        if not spec["variables"]:
            return
        seen = set()
        for seed in range(VARIANTS):
            seen.add(repr({k: _plain(v) for k, v in draw(spec, seed).values.items()}))
        possible = _possible(spec["variables"])
        if len(seen) < min(VARIANTS, possible) * 0.5:
            report.add(
                "variants",
                f"{VARIANTS} 个种子只有 {len(seen)} 种不同的题面。",
                f"{VARIANTS} seeds give only {len(seen)} distinct variants.",
                "[variables]",
            )
        for seed in (1, 2, 3):
            _sample_is_right(report, seed)
            _slips_are_named(report, seed)
    except (SpecError, EvaluationError) as error:
        where = error.where if isinstance(error, SpecError) else ""
        report.add(
            "formula", f"{where}: {error}", f"{where}: {error}", where.split("[")[0].split(".")[-1]
        )


def _possible(variables: dict[str, Any]) -> float:
    sizes = 1.0
    for declaration in variables.values():
        values = len(declaration.get("choice", ())) or 10
        sizes *= values ** int(declaration.get("vector", 1))
    return sizes


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _sample_is_right(report: Report, seed: int | None) -> None:
    from graders.numeric.grade import grade
    from graders.numeric.instance import draw

    spec = report.question.spec
    truth = draw(spec, seed).truth
    verdict = grade(
        spec, "\n".join(f"{step} = {_plain(value)!r}" for step, value in truth.items()), seed
    )
    if verdict.outcome != "correct":
        wrong = [part.id for part in verdict.parts if part.outcome != "correct"]
        report.add(
            "truth-refused",
            f"正确数值被判错: {wrong}",
            f"The right numbers are refused: {wrong or verdict.diagnoses}",
            "[[step]]",
        )


def _slips_are_named(report: Report, seed: int) -> None:
    """Each listed wrong formula, when only that step goes wrong, costs that step and is called by
    its name.
    """
    from graders.expression.errors import EvaluationError
    from graders.expression.evaluate import evaluate
    from graders.numeric.grade import grade
    from graders.numeric.instance import draw

    spec = report.question.spec
    instance = draw(spec, seed)
    env = {**instance.data, **instance.truth}
    for step in instance.formulas.steps:
        for wrong in step.wrong:
            try:
                value = evaluate(wrong.node, env)
            except EvaluationError:
                continue
            verdict = grade(spec, f"{step.id} = {_plain(value)!r}", seed)
            part = next(p for p in verdict.parts if p.id == step.id)
            if (
                part.outcome != "wrong"
                or part.diagnosis is None
                or not part.diagnosis.code.startswith("listed:")
            ):
                report.add(
                    "slip-unnamed",
                    f"步骤 {step.id} 的错误公式没有被认出（种子 {seed}）。",
                    f"A listed wrong formula of step {step.id} is {part.outcome} and not "
                    f"named (seed {seed}).",
                    step.id,
                )


def code_rules(report: Report) -> None:
    """The reference is right and every mutant is wrong and named; skipped where TensorFlow is
    missing.
    """
    from graders.code.grade import shared_grader
    from graders.verdict import SpecError

    # the reference and the mutants are free of the rule about names
    spec = {**report.question.spec, "forbidden": []}
    grader = shared_grader()
    try:
        verdict = grader.grade(spec, spec["reference"], 1)
        if verdict.outcome == "unavailable":
            return
        if verdict.outcome != "correct":
            report.add(
                "reference-refused",
                "参考实现没有通过。",
                f"The reference is {verdict.outcome}: {[d.en for d in verdict.diagnoses][:2]}",
                "## reference",
            )
            return
        for mutant in spec["mutants"]:
            verdict = grader.grade(spec, mutant["source"], 1)
            codes = [d.code for d in verdict.diagnoses]
            if (
                verdict.outcome in ("correct", "undecided")
                or f"mutant:{mutant['name']}" not in codes
            ):
                report.add(
                    "mutant",
                    f"变异体 {mutant['name']} 没有被认出（{verdict.outcome}）。",
                    f"The mutant {mutant['name']} is {verdict.outcome} and not named: {codes[:4]}.",
                    mutant["name"],
                )
    except SpecError as error:
        report.add(
            "code", f"{error.where}: {error.message}", f"{error.where}: {error.message}", "## cases"
        )


RULES: dict[str, Callable[[Report], None]] = {
    "choice": choice_rules,
    "concept": concept_rules,
    "symbolic": symbolic_rules,
    "numeric": numeric_rules,
    "code": code_rules,
}
