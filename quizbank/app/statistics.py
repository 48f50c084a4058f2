"""Statistics over the review log, and the fitting of the scheduler to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median
from typing import Any

from quizbank.app.bank import Bank
from quizbank.app.today import streak, topic_mastery
from quizbank.domain.review import Memory, Rating, Review
from quizbank.scheduling.memory import MemoryModel
from quizbank.store import questions, reviews

_MIN_REVIEWS = 400


def statistics_of(bank: Bank) -> dict[str, Any]:
    """Counts, retention true and predicted, minutes by day, time by kind, slips by frequency, mastery by topic."""
    log = [r for r in reviews.reviews_of(bank.database) if r.rating is not None]
    kinds = {q.id: q.kind for q in questions.all_questions(bank.database)}
    pairs = predictions(log, bank.model)
    by_kind: dict[str, list[float]] = defaultdict(list)
    by_day: dict[int, float] = defaultdict(float)
    slips: Counter[str] = Counter()
    for review in log:
        by_day[review.day] += review.seconds / 60
        if review.timed:
            by_kind[kinds.get(review.question, "?")].append(review.seconds)
        slips.update(en for code, _, en in review.verdict["diagnoses"] if not code.startswith("missing:"))
    return {
        "reviews": len(log), "questions_seen": len({r.question for r in log}), "streak": streak(bank, bank.today()),
        "retention": round(sum(passed for _, passed in pairs) / len(pairs), 4) if pairs else None,
        "predicted_retention": round(sum(p for p, _ in pairs) / len(pairs), 4) if pairs else None,
        "calibration": calibration(pairs),
        "minutes_by_day": {str(day): round(minutes, 1) for day, minutes in sorted(by_day.items())[-60:]},
        "median_seconds_by_kind": {kind: round(median(times), 1) for kind, times in by_kind.items()},
        "frequent_slips": [{"slip": slip, "times": times} for slip, times in slips.most_common(10)],
        "mastery": {topic: round(value, 4) for topic, value in topic_mastery(bank).items()},
    }


def predictions(log: list[Review], model: MemoryModel) -> list[tuple[float, bool]]:
    """(predicted recall, passed) of each review of a question seen on an earlier day."""
    memories: dict[str, Memory] = {}
    pairs = []
    for review in sorted(log, key=lambda r: (r.day, r.at, r.id)):
        assert review.rating is not None
        before = memories.get(review.question)
        if before is not None and review.day > before.last_day:
            pairs.append((model.retrievability(before, review.day), review.rating is not Rating.AGAIN))
        memories[review.question] = model.review(before, review.rating, review.day, review.question)
    return pairs


def calibration(pairs: list[tuple[float, bool]], bins: int = 10) -> list[dict[str, float]]:
    """Predicted against true recall in equal bins of the prediction."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair in pairs:
        groups[min(bins - 1, int(pair[0] * bins))].append(pair)
    return [{"predicted": round(sum(p for p, _ in g) / len(g), 4), "true": round(sum(t for _, t in g) / len(g), 4), "n": len(g)}
            for _, g in sorted(groups.items())]


def optimise(bank: Bank, lang: str) -> str:
    """Fit to the first four fifths of the log and adopt only if the last fifth is predicted better; says what happened."""
    import math

    from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

    log = [r for r in reviews.reviews_of(bank.database) if r.rating is not None]
    if len(log) < _MIN_REVIEWS:
        return (f"有 {len(log)} 条复习记录，至少要 {_MIN_REVIEWS} 条才值得拟合；继续用默认参数。" if lang == "zh" else
                f"There are {len(log)} reviews; fitting needs at least {_MIN_REVIEWS}. The defaults stay.")
    cut = log[len(log) * 4 // 5].day
    histories: dict[str, list[Review]] = defaultdict(list)
    for review in log:
        histories[review.question].append(review)
    items = []
    for history in histories.values():
        rows: list[Any] = []
        last = history[0].day
        for review in history:
            rows.append(FSRSReview(int(review.rating or 3), max(0, review.day - last)))
            last = review.day
            if len(rows) > 1 and review.day < cut and rows[-1].delta_t > 0:
                items.append(FSRSItem(list(rows)))
    fitted = tuple(float(v) for v in FSRS([]).compute_parameters(items))

    def loss(model: MemoryModel) -> float:
        held = predictions(log, model)[-len(log) // 5:]
        return -sum(math.log(max(1e-6, p if t else 1 - p)) for p, t in held) / max(1, len(held))

    before, after = loss(bank.model), loss(MemoryModel(fitted, bank.settings.retention))
    if after >= before:
        return (f"拟合后的预测并不更好（对数损失 {before:.4f} → {after:.4f}），参数不变。" if lang == "zh" else
                f"The fit predicts no better on held-out reviews (log loss {before:.4f} to {after:.4f}); nothing changed.")
    bank.change_settings(parameters=fitted)
    bank.rebuild()
    return (f"已采用拟合参数：留出记录上的对数损失 {before:.4f} → {after:.4f}。" if lang == "zh" else
            f"Adopted: log loss on held-out reviews {before:.4f} to {after:.4f}.")
