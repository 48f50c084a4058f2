"""Answers by people who never saw the rubrics: right, half right, false, reversed, bare words.

``strangers.jsonl`` has one answer a line with what it is worth. The shares below are what the page
on graders promises; a single answer may be misjudged, a kind of answers may not.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from graders.concept.spec import ConceptEvidence
from graders.verdict import Verdict
from tests.concept.bank import graded, spec_of

FILE = Path(__file__).with_name("strangers.jsonl")
Judge = Callable[[Verdict[ConceptEvidence]], bool]
PROMISES: dict[str, tuple[Judge, float]] = {
    "right": (lambda v: v.outcome == "correct", 0.95),
    "full": (lambda v: v.score >= 0.8, 0.95),
    "half": (lambda v: 0.25 <= v.score <= 0.79, 0.95),
    "false": (lambda v: v.score <= 0.3, 0.95),
    "reversed": (lambda v: v.outcome == "wrong", 0.96),
    "words": (lambda v: v.evidence.ticks == (), 1.0),
    "innocent": (lambda v: v.evidence.said == {}, 1.0),
}


@lru_cache(maxsize=1)
def answers() -> list[tuple[str, str, str]]:
    """(question, worth, answer) of each line."""
    lines = FILE.read_text("utf-8").splitlines()
    return [(row["question"], row["worth"], row["answer"]) for row in map(json.loads, lines)]


@pytest.mark.parametrize("worth", PROMISES)
def test_strangers_answers_are_judged_as_they_are_worth(worth: str) -> None:
    judge, share = PROMISES[worth]
    chosen = [(question, answer) for question, kind, answer in answers() if kind == worth]
    misjudged = [a for q, a in chosen if not judge(graded(spec_of(q), a))]
    assert len(misjudged) <= (1 - share) * len(chosen), misjudged


def test_no_right_answer_is_accused() -> None:
    chosen = [(q, a) for q, kind, a in answers() if kind in ("right", "full")]
    accused = [a for q, a in chosen if graded(spec_of(q), a).evidence.said]
    assert len(accused) <= len(chosen) // 100, accused
