"""Every statistic at once: the object of `quizbank stats --json`, from which the screen is drawn
too.
"""

from __future__ import annotations

from typing import Any

from graders.said import said
from quizbank.app.bank import Bank
from quizbank.app.statistics.mastery import topic_rows
from quizbank.app.statistics.recall import calibration, calibration_error, forgetting, predictions
from quizbank.app.statistics.slips import slips_of
from quizbank.app.statistics.work import heatmap, time_by_kind, workload
from quizbank.app.today import streak
from quizbank.scheduling.topics import mastery, ready_topics
from quizbank.store import questions, reviews
from quizbank.words.catalogue import sentence


def statistics_of(bank: Bank) -> dict[str, Any]:
    """Counts, recall true and predicted, work behind and ahead, slips as rates, topics; JSON values
    alone.

    `retention` and `predicted_retention` are None while no question was seen on two days; `advice`
    says what to do where
    the log is empty.
    """
    day = bank.today()
    log = reviews.reviews_of(bank.database)
    rated = [r for r in log if r.rating is not None]
    seen = bank.snapshot()
    infos, known = seen.infos, seen.cards
    columns = {row[0]: row for row in questions.asked_columns(bank.database)}
    found = predictions(rated, bank.model)
    bins = calibration(found)
    times = time_by_kind(rated, {id: (row[1], row[4]) for id, row in columns.items()})
    mean_recall = mastery(known, infos, bank.model, day)
    rows = topic_rows(
        questions.all_topics(bank.database),
        infos,
        known,
        mean_recall,
        bank.settings.open_topics,
        ready=ready_topics(known, infos, bank.model, day),
    )
    days = heatmap(log, day)
    return {
        "reviews": len(rated),
        "questions_seen": len({r.question for r in rated}),
        "streak": streak(bank, day),
        "advice": None if rated else sentence(said("stats.none-yet"), bank.lang),
        "retention": round(sum(p.passed for p in found) / len(found), 4) if found else None,
        "predicted_retention": round(sum(p.predicted for p in found) / len(found), 4)
        if found
        else None,
        "calibration": bins,
        "calibration_error": calibration_error(bins),
        "forgetting": forgetting(found, {id: row[2] for id, row in columns.items()}),
        "workload": workload(infos, known, day),
        "heatmap": days,
        "minutes_by_day": {row["date"]: row["minutes"] for row in days if row["reviews"]},
        "time_by_kind": times,
        "median_seconds_by_kind": {kind: row["median"] for kind, row in times.items()},
        "frequent_slips": [
            slip.to_json()
            for slip in slips_of(rated, {id: (row[2], row[1]) for id, row in columns.items()})
        ],
        "mastery": {topic: round(value, 4) for topic, value in mean_recall.items()},
        "topics": [row.to_json() for row in rows],
    }
