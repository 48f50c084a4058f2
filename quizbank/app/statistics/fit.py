"""Fitting the memory model to the learner's own reviews, and adopting it only where it predicts
better what came later.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizbank.app.bank import Bank
from quizbank.app.statistics.recall import Prediction, predictions
from quizbank.domain.counting import counted
from quizbank.domain.review import Review
from quizbank.scheduling.memory import MemoryModel, histories_of
from quizbank.store import reviews

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

    def to_json(self) -> dict[str, Any]:
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
    return sentence(adopt(bank), lang)


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


def sentence(result: Fit, lang: str) -> str:
    """What happened, with the numbers."""
    r = result
    if not r.parameters:
        return (
            f"有 {r.reviews} 条复习记录；至少要 {_MIN_REVIEWS} 条，"
            "而且有足够多隔天再做的题，才值得拟合。参数不变。"
            if lang == "zh"
            else f"There {'is' if r.reviews == 1 else 'are'} {counted(r.reviews, 'review')}. "
            f"A fit needs at least {_MIN_REVIEWS}, with enough questions met again on "
            "later days; "
            "nothing changed."
        )
    zh = (
        f"用前 {r.trained_on} 次复习拟合，用之后的 {r.held_out} 次检验：对数损失 "
        f"{r.before:.4f} → {r.after:.4f}，"
    )
    en = (
        f"Fitted to {r.trained_on} earlier reviews, tested on {r.held_out} later ones: log "
        f"loss {r.before:.4f} to {r.after:.4f}, "
    )
    if r.wins:
        return (
            f"{zh}好了 {r.gain:.4f}（±{r.error:.4f}），已采用。"
            if lang == "zh"
            else f"{en}better by {r.gain:.4f} (standard error {r.error:.4f}). Adopted."
        )
    if r.same:
        return (
            f"拟合用了 {r.trained_on} 次复习，结果就是已经在用的参数（对数损失 "
            f"{r.before:.4f}），不用改。"
            if lang == "zh"
            else f"A fit to {r.trained_on} reviews gives the parameters that are in use "
            f"already (log loss {r.before:.4f}); nothing changed."
        )
    return (
        f"{zh}没有明显变好（{r.gain:+.4f} ± {r.error:.4f}），参数不变。"
        if lang == "zh"
        else f"{en}no clear win ({r.gain:+.4f}, standard error {r.error:.4f}). Nothing changed."
    )


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
