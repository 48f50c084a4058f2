"""Fitting the memory model to the learner's own reviews, and adopting it only where it predicts
better what came later.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graders.said import Said, said
from quizbank.app.bank import Bank
from quizbank.app.statistics.recall import Prediction, predictions
from quizbank.domain.json import Json
from quizbank.domain.review import Review
from quizbank.scheduling.memory import MemoryModel, histories_of
from quizbank.store import reviews
from quizbank.words.catalogue import sentence

_MIN_REVIEWS = 400
_MIN_HELD_OUT = 50
_HELD_OUT = 0.2


@dataclass(frozen=True, slots=True)
class Fit:
    """How a fit went. Log losses in nats a review, on the `held_out` reviews after the training's
    last day.

    `gain` is before - after with its standard error `error`; both are NaN and `parameters` empty
    where there was too little
    to fit.
    """

    reviews: int
    trained_on: int
    held_out: int
    before: float
    after: float
    gain: float
    error: float
    parameters: tuple[float, ...]

    @property
    def wins(self) -> bool:
        """Whether later reviews are predicted better by more than chance easily gives: one standard
        error.
        """
        return bool(self.parameters) and self.gain > self.error

    @property
    def same(self) -> bool:
        """Whether the fit came to the parameters that are in use, as it does when it is run
        twice.
        """
        return bool(self.parameters) and self.gain == 0 and self.error == 0

    @property
    def said(self) -> Said:
        """What happened, with the numbers."""
        if not self.parameters:
            code = "fit.too-few-one" if self.reviews == 1 else "fit.too-few"
            return said(code, reviews=self.reviews, least=_MIN_REVIEWS)
        if self.same:
            return said("fit.same", trained=self.trained_on, before=self.before)
        return said(
            "fit.adopted" if self.wins else "fit.no-win",
            trained=self.trained_on,
            held=self.held_out,
            before=self.before,
            after=self.after,
            gain=self.gain,
            error=self.error,
        )

    def to_json(self) -> Json:
        """The object of `quizbank optimize --json`."""
        numbers = {
            name: None if math.isnan(value := getattr(self, name)) else round(value, 5)
            for name in ("before", "after", "gain", "error")
        }
        return {
            "adopted": self.wins,
            "reviews": self.reviews,
            "trained_on": self.trained_on,
            "held_out": self.held_out,
            **numbers,
        }


def optimise(bank: Bank, lang: str) -> str:
    """Fit, adopt on a win, and say what happened in a sentence."""
    return sentence(adopt(bank).said, lang)


def adopt(bank: Bank) -> Fit:
    """Fit to the earlier reviews; where that wins on the later ones, store the parameters and
    rebuild every card.
    """
    result = fit(reviews.reviews_of(bank.database), bank.model)
    if result.wins:
        bank.change_settings(parameters=result.parameters)
        bank.rebuild()
    return result


def fit(log: Sequence[Review], model: MemoryModel) -> Fit:
    """Fit to the reviews before a day and compare with `model` on those from that day on; the two
    share no review.

    Predictions of a later review use what came before it, as they would have on that day.
    """
    rated = [review for review in log if review.rating is not None]
    scored = predictions(rated, model)
    nothing = Fit(len(rated), 0, 0, math.nan, math.nan, math.nan, math.nan, ())
    if len(rated) < _MIN_REVIEWS or len(scored) < 2 * _MIN_HELD_OUT:
        return nothing
    cut = scored[int(len(scored) * (1 - _HELD_OUT))].day
    items = training_items(rated, cut)
    held = [one for one in scored if one.day >= cut]
    if len(held) < _MIN_HELD_OUT or len(items) < _MIN_HELD_OUT:
        return nothing
    parameters = _compute(items)
    if not parameters:
        return nothing
    fitted = [
        one
        for one in predictions(rated, MemoryModel(parameters, model.retention))
        if one.day >= cut
    ]
    gains = [_loss(old) - _loss(new) for old, new in zip(held, fitted, strict=True)]
    count = len(gains)
    gain = sum(gains) / count
    error = math.sqrt(sum((g - gain) ** 2 for g in gains) / (count - 1) / count)
    return Fit(
        len(rated),
        len(items),
        count,
        sum(map(_loss, held)) / count,
        sum(map(_loss, fitted)) / count,
        gain,
        error,
        parameters,
    )


def training_items(log: Sequence[Review], cut: int) -> list[Any]:
    """`fsrs_rs_python.FSRSItem`s of the reviews before study day `cut`: each history up to a review
    on a later day than its last.
    """
    from fsrs_rs_python import FSRSItem, FSRSReview

    items = []
    for history in histories_of(log).values():
        rows: list[Any] = []
        last = history[0][1]
        for rating, day in history:
            if day >= cut:
                break
            rows.append(FSRSReview(int(rating), max(0, day - last)))
            if day > last and len(rows) > 1:
                items.append(FSRSItem(list(rows)))
            last = max(last, day)
    return items


def _compute(items: Sequence[Any]) -> tuple[float, ...]:
    from fsrs_rs_python import FSRS

    try:
        parameters = tuple(float(v) for v in FSRS([]).compute_parameters(list(items)))
    except (ValueError, RuntimeError):
        # the library refuses logs that hold too little of some kind
        return ()
    return parameters if len(parameters) == 21 and all(map(math.isfinite, parameters)) else ()


def _loss(one: Prediction) -> float:
    return -math.log(max(1e-6, one.predicted if one.passed else 1 - one.predicted))
