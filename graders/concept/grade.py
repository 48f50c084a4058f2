"""Grade a free answer by its rubric: points found by accepted phrases, or as the learner ticked
them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graders.concept.fold import MAX_CHARS, Folded, fold
from graders.concept.phrases import Hit, find
from graders.concept.stuffing import is_keyword_list
from graders.verdict import Diagnosis, Outcome, Part, SpecError, Verdict, invalid

FULL = 0.9
_STUFFED = Diagnosis(
    "keyword-list",
    "只列了关键词，没有成句的说明：把它们之间的关系讲出来。",
    "A list of key words is no answer yet: say how they hang together.",
)


def grade(
    spec: Mapping[str, Any],
    answer: str,
    seed: int | None = None,
    ticks: Sequence[str] | None = None,
) -> Verdict:
    """The verdict: score = max(0, weights hit - penalties) / all weights; correct from 0.9, partial
    from the pass mark.

    `ticks` are the ids of the points that the learner says were made; without them the phrases
    decide. Evidence:
    ``ticks`` the points that counted; ``found`` and ``denied`` for each point, ``said`` for each
    contradiction by its
    number from 1, the places ``[start, end]`` in the answer; ``pass_mark`` in 0..1. Raises
    `SpecError`.
    """
    folded = fold(answer)
    if not any(character.isalnum() for character in folded.text):
        return invalid("empty", "还没有写答案。", "There is no answer yet.", position=0)
    rubric, contradictions = list(spec["rubric"]), list(spec.get("contradictions") or ())
    total = float(sum(point["weight"] for point in rubric))
    if not rubric or not total > 0:
        raise SpecError("the weights must be positive", "rubric")
    hits = {str(point["id"]): find(point["accept"], folded) for point in rubric}
    against = [
        [hit for hit in find(c.get("accept", ()), folded) if not hit.denied] for c in contradictions
    ]
    held = {id: [hit for hit in found if not hit.denied] for id, found in hits.items()}
    ticked = {id for id in hits if (id in ticks if ticks is not None else held[id])}
    stuffed = ticks is None and is_keyword_list(folded, [found for found in held.values() if found])
    earned = sum(float(p["weight"]) for p in rubric if p["id"] in ticked)
    earned -= sum(
        float(c.get("penalty", 0)) for c, said in zip(contradictions, against, strict=True) if said
    )
    passing = min(1.0, max(0.0, float(spec.get("pass_mark", 0.6 * total)) / total))
    score = min(1.0, max(0.0, earned) / total)
    if stuffed:
        score = min(score, 0.24, passing / 2)
    return Verdict(
        _outcome(score, passing),
        round(score, 6),
        total,
        _diagnoses(rubric, contradictions, against, ticked, stuffed),
        tuple(
            _part(point, point["id"] in ticked, held[str(point["id"])], answer, folded)
            for point in rubric
        ),
        {
            "ticks": sorted(ticked),
            "pass_mark": passing,
            "corrected": ticks is not None,
            "found": {id: _places(found, folded) for id, found in held.items() if found},
            "denied": {
                id: _places([h for h in found if h.denied], folded)
                for id, found in hits.items()
                if any(h.denied for h in found)
            },
            "said": {str(k + 1): _places(said, folded) for k, said in enumerate(against) if said},
            **({"read_chars": MAX_CHARS} if len(answer) > MAX_CHARS else {}),
        },
    )


def _outcome(score: float, passing: float) -> Outcome:
    if score >= max(FULL, passing) - 1e-9:
        return "correct"
    return "partial" if score > 0 and score >= passing - 1e-9 else "wrong"


def _diagnoses(
    rubric: Sequence[Mapping[str, Any]],
    contradictions: Sequence[Mapping[str, Any]],
    against: Sequence[Sequence[Hit]],
    ticked: set[str],
    stuffed: bool,
) -> tuple[Diagnosis, ...]:
    """The list of key words first, then what was said wrongly, then what is missing."""
    said = [
        Diagnosis(f"contradiction:{k + 1}", str(c.get("zh", "")), str(c.get("en", "")))
        for k, c in enumerate(contradictions)
        if against[k]
    ]
    missing = [
        Diagnosis(f"missing:{p['id']}", str(p.get("zh", "")), str(p.get("en", "")))
        for p in rubric
        if p["id"] not in ticked
    ]
    return (*((_STUFFED,) if stuffed else ()), *said, *missing)


def _part(
    point: Mapping[str, Any], ticked: bool, held: Sequence[Hit], answer: str, folded: Folded
) -> Part:
    weight = float(point["weight"])
    got = ""
    if held:
        start, end = folded.span(held[0].start, held[0].end)
        got = answer[start:end]
    return Part(
        str(point["id"]),
        "correct" if ticked else "wrong",
        weight * ticked,
        weight,
        "",
        got,
        label_zh=str(point.get("zh", "")),
        label_en=str(point.get("en", "")),
    )


def _places(hits: Sequence[Hit], folded: Folded) -> list[list[int]]:
    return [list(folded.span(hit.start, hit.end)) for hit in hits]
