"""Grade a free answer by its rubric: points found by accepted phrases, or as the learner ticked them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graders.concept.phrases import find, fold
from graders.verdict import Diagnosis, Outcome, Part, Verdict, invalid

FULL = 0.9
_STUFFED = Diagnosis("keyword-list", "只列了关键词，没有成句的说明：把它们之间的关系讲出来。",
                     "A list of key words is no answer yet: say how they hang together.")


def grade(
    spec: Mapping[str, Any], answer: str, seed: int | None = None, ticks: Sequence[str] | None = None
) -> Verdict:
    """The verdict: score = (weights hit - penalties) / all weights, correct from 0.9, partial from the pass mark.

    `ticks` are the ids of the points that the learner says were made; without them the phrases decide.
    ``evidence["ticks"]`` are the points found, for the learner to confirm or correct.
    """
    folded = fold(answer)
    if not folded:
        return invalid("empty", "还没有写答案。", "There is no answer yet.", position=0)
    found = {point["id"]: find(tuple(point["accept"]), folded) for point in spec["rubric"]}
    ticked = set(ticks) if ticks is not None else {id for id, match in found.items() if match}
    total = float(sum(point["weight"] for point in spec["rubric"]))
    said = [c for c in spec.get("contradictions", ()) if find(tuple(c["accept"]), folded)]
    earned = sum(float(p["weight"]) for p in spec["rubric"] if p["id"] in ticked) - sum(float(c["penalty"]) for c in said)
    stuffed = ticks is None and _stuffed(folded, len(ticked))
    score = max(0.0, earned) / total
    passing = min(1.0, float(spec.get("pass_mark", 0.6 * total)) / total)
    if stuffed:
        score = min(score, 0.24, passing / 2)
    diagnoses = ([_STUFFED] if stuffed else []) + [
        Diagnosis(f"contradiction:{k + 1}", c.get("zh", ""), c.get("en", ""))
        for k, c in enumerate(spec.get("contradictions", ())) if c in said
    ] + [Diagnosis(f"missing:{p['id']}", p.get("zh", ""), p.get("en", "")) for p in spec["rubric"] if p["id"] not in ticked]
    parts = tuple(
        Part(p["id"], "correct" if p["id"] in ticked else "wrong", float(p["weight"]) * (p["id"] in ticked),
             float(p["weight"]), "", (found[p["id"]] or ("", 0))[0], label_zh=p.get("zh", ""), label_en=p.get("en", ""))
        for p in spec["rubric"]
    )
    outcome: Outcome = "correct" if score >= max(FULL, passing) - 1e-9 else "partial" if score >= passing - 1e-9 else "wrong"
    evidence = {"ticks": sorted(ticked), "pass_mark": passing, "corrected": ticks is not None}
    return Verdict(outcome, round(score, 6), total, tuple(diagnoses), parts, evidence)


def _stuffed(folded: str, hits: int) -> bool:
    """Whether the text is a bare list: several hits, and hardly a clause of more than a few words."""
    if hits < 2:
        return False
    # Chinese needs no spaces, so one between two words parts them as a comma would
    clauses = [c for c in re.split(r"[.!?;:,。！？；：，、\n]+|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", folded) if c.strip()]
    sentences = sum(1 for c in clauses if _length(c) >= 6)
    return sentences == 0


def _length(clause: str) -> float:
    """Words of a clause; two Chinese characters count as one word."""
    chinese = len(re.findall(r"[\u4e00-\u9fff]", clause))
    return len(re.findall(r"[a-z0-9]+", clause)) + chinese / 1.6
