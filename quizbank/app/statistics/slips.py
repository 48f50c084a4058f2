"""The slips made most often, as rates: how many of the answers that could have had one did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quizbank.app.display import clean
from quizbank.domain.review import Review

# codes of a slip that an author listed for one question; the others are named by the graders and
# occur anywhere
_OF_ONE_QUESTION = ("listed:", "misconception:", "choice:", "mutant:", "contradiction:")
_IGNORED = ("missing:", "undecided", "unavailable", "empty", "bad-line")
_MARKED = ("correct", "partial", "wrong")


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in both languages, made `times` times in `of` answers: to that `question`, or to that
    kind within that topic.
    """

    code: str
    zh: str
    en: str
    kind: str
    topic: str
    question: str | None
    times: int
    of: int

    @property
    def rate(self) -> float:
        """Share of the answers, in 0..1."""
        return self.times / self.of

    def to_json(self) -> dict[str, Any]:
        """The row of `quizbank stats --json`."""
        return {
            "slip": self.en or self.zh,
            "zh": self.zh or self.en,
            "code": self.code,
            "kind": self.kind,
            "topic": self.topic,
            "question": self.question,
            "times": self.times,
            "of": self.of,
            "rate": round(self.rate, 4),
        }


def slips_of(
    log: Iterable[Review], places: Mapping[str, tuple[str, str]], most: int = 10
) -> list[Slip]:
    """The slips of a log by how often they were made; `places` is (topic, kind) by question."""
    made: dict[tuple[str, str, str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    answers: Counter[tuple[str, str, str]] = Counter()
    for review in log:
        if review.outcome not in _MARKED or review.question not in places:
            continue
        topic, kind = places[review.question]
        answers[(topic, kind, "")] += 1
        answers[(topic, kind, review.question)] += 1
        # one slip that shows in several steps is made once
        for code, (zh, en) in {
            code: (zh, en) for code, zh, en in review.verdict.get("diagnoses", ())
        }.items():
            if not code.startswith(_IGNORED):
                question = review.question if code.startswith(_OF_ONE_QUESTION) else ""
                made[(code, topic, kind, question)][(zh, en)] += 1
    found = []
    for (code, topic, kind, question), sentences in made.items():
        (zh, en), _ = sentences.most_common(1)[0]
        # the log may be another machine's
        found.append(
            Slip(
                code,
                clean(zh),
                clean(en),
                kind,
                topic,
                question or None,
                sentences.total(),
                answers[(topic, kind, question)],
            )
        )
    found.sort(
        key=lambda slip: (-slip.times, -slip.rate, slip.code, slip.topic, slip.question or "")
    )
    return found[:most]
