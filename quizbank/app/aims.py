"""What the learner aims at and how long a day is: changed by name, each value checked, the cards
kept true to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quizbank.app.bank import Bank
from quizbank.app.custom import known_topic
from quizbank.domain.errors import QuizbankError

# beyond a human life a plan means nothing, and its calendar would only be long
_LONGEST = 36_525
_WEIGHTS = (0.0, 100.0)


def interview_date(text: str, today: int) -> dt.date | None:
    """The date of YYYY-MM-DD, None of 'none'; raises `QuizbankError` for no date, one that has
    passed, one beyond a century.
    """
    if text == "none":
        return None
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise QuizbankError("app.no-date", text=text) from None
    if date.toordinal() < today:
        raise QuizbankError("app.date-passed", date=date)
    if date.toordinal() > today + _LONGEST:
        raise QuizbankError("app.date-far", date=date)
    return date


def topic_weights(bank: Bank, texts: Iterable[str]) -> dict[str, float]:
    """The weights with TOPIC=NUMBER changes made; 1 is the usual and drops the entry. Raises
    `QuizbankError` for what is no weight.
    """
    weights = dict(bank.settings.topic_weights)
    for text in texts:
        topic, _, number = text.partition("=")
        known_topic(bank, topic)
        try:
            weight = float(number)
        except ValueError:
            weight = -1.0
        if not _WEIGHTS[0] <= weight <= _WEIGHTS[1]:
            raise QuizbankError("app.no-weight", text=text)
        weights.pop(topic, None)
        if weight != 1.0:
            weights[topic] = weight
    return weights


def change_aims(bank: Bank, changes: Mapping[str, Any]) -> None:
    """Store those of `changes` (names of `Settings`) that are not None; raises `QuizbankError` for
    a zone that is not known.

    A new desired retention moves every due date, so the cards are rebuilt under it.
    """
    wanted = {name: value for name, value in changes.items() if value is not None}
    if zone := wanted.get("zone"):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise QuizbankError("app.no-zone", zone=zone) from None
    if wanted:
        bank.change_settings(**wanted)
    if "retention" in wanted:
        bank.rebuild()


def open_by_hand(bank: Bank, opened: Iterable[str], closed: Iterable[str] = ()) -> None:
    """Ask these topics in daily sessions whatever they build on, and those again only once it is
    known.
    """
    wanted, unwanted = list(opened), list(closed)
    for topic in (*wanted, *unwanted):
        known_topic(bank, topic)
    kept = [t for t in dict.fromkeys((*bank.settings.open_topics, *wanted)) if t not in unwanted]
    bank.change_settings(open_topics=tuple(kept))
