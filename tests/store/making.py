"""Reviews, cards and questions for the store's tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from quizbank.domain.question import Question, Topic
from quizbank.domain.review import Card, Memory, Rating, Review
from quizbank.store.uuid7 import uuid7

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
TODAY = NOW.date().toordinal()
TOPICS = [Topic("losses", "损失函数", "Losses"), Topic("cnn", "卷积", "Convolution", ("losses",))]


def verdict(outcome: str = "correct", score: float = 1.0, **more: Any) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "score": score,
        "max_marks": 1.0,
        "diagnoses": [],
        "parts": [],
        "evidence": {},
        "elapsed_ms": 1.5,
        **more,
    }


def review(question: str = "mse", id: str | None = None, **changes: Any) -> Review:
    values: dict[str, Any] = {
        "id": id or uuid7(),
        "question": question,
        "version": "v1",
        "seed": 3,
        "lang": "zh",
        "answer": "mean((y-ŷ)²)",
        "verdict": verdict(),
        "outcome": "correct",
        "score": 1.0,
        "rating": Rating.GOOD,
        "suggested": Rating.EASY,
        "at": NOW,
        "utc_offset": 480,
        "day": TODAY,
        "seconds": 31.5,
        "timed": True,
        "hints": 0,
        "attempts": 1,
        "revealed": False,
        "mode": "daily",
        "rule_version": "1",
        "scheduler_version": "fsrs6",
        "device": "",
    }
    return Review(**{**values, **changes})


def card(question: str = "mse", due: int = TODAY + 3, **changes: Any) -> Card:
    return Card(
        question,
        Memory(stability=2.5, difficulty=5.0, last_day=TODAY, due_day=due, reps=1, lapses=0),
        **changes,
    )


def question(
    id: str = "mse", version: str = "v1", topic: str = "losses", **changes: Any
) -> Question:
    values: dict[str, Any] = {
        "id": id,
        "kind": "symbolic",
        "topic": topic,
        "difficulty": 2,
        "minutes": 1.5,
        "prompt": {"zh": "写出均方误差", "en": "Write down the mean squared error"},
        "spec": {
            "symbols": {"y": "vector[n] real"},
            "answer": "mean((y-yhat)^2)",
            "misconceptions": [],
        },
        "version": version,
        "hints": {"zh": ("先平方", "再平均"), "en": ("square", "then mean")},
        "explanation": {"en": "By definition."},
        "tags": ("loss",),
        "roles": ("general",),
    }
    return Question(**{**values, **changes})
