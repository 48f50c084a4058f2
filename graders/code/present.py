"""A code question as a learner sees it: where to start, and the rules before the answer."""

from __future__ import annotations

from collections.abc import Iterator

from graders.code.spec import CodeShown, CodeSpec
from graders.said import Said, said


def present(spec: CodeSpec, prompt: str, seed: int | None, lang: str) -> CodeShown:
    """The prompt, the starter and the rules; the cases stay hidden."""
    return CodeShown(
        prompt=prompt,
        entry=spec.entry,
        starter=spec.starter,
        gradients=spec.gradients,
        forbidden=spec.forbidden,
        language=spec.language,
        rules=tuple(rules(spec)),
    )


def rules(spec: CodeSpec) -> Iterator[Said]:
    """What an answer is held to, made from the question's data."""
    yield said("code.rule-language", languages=tuple(said(f"language.{n}") for n in spec.language))
    if spec.arguments == "array":
        yield said("code.rule-arrays")
    if spec.gradients:
        yield said("code.rule-gradients", names=spec.gradients)
    if spec.forbidden:
        yield said("code.rule-forbidden", names=spec.forbidden)
    if "stability_cases" in spec.cases:
        yield said("code.rule-stable")
    for name, asked in (
        ("graph", spec.graph),
        ("jit", spec.jit),
        ("deterministic", spec.deterministic),
        ("model", spec.model),
    ):
        if asked:
            yield said(f"code.rule-{name}")
    for strictness in spec.strict:
        yield said(f"code.rule-strict-{strictness}")


def solution(spec: CodeSpec) -> tuple[str, ...]:
    """The reference, a line each."""
    return tuple(spec.reference.splitlines())
