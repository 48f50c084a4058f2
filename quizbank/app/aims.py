"""What the learner aims at and how long a day is: changed by name, each value checked, the cards
kept true to it.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quizbank.app.bank import Bank
from quizbank.app.custom import known_topic
from quizbank.domain.errors import QuizbankError
from quizbank.domain.question import ROLES
from quizbank.store.questions import all_topics

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


def focus_of(bank: Bank, names: Iterable[str]) -> tuple[str, ...]:
    """The roles and topics that the days are spent on; 'general' and 'none' mean no focus. Raises
    `QuizbankError` with the nearest names where one is neither.
    """
    topics = {topic.id for topic in all_topics(bank.database)}
    topics |= {info.topic for info in bank.infos()}
    chosen = []
    for name in names:
        if name in ("general", "none"):
            continue
        if name not in ROLES and name not in topics:
            names = sorted({*ROLES, *topics})
            near = tuple(difflib.get_close_matches(name, names, n=3))
            if near:
                raise QuizbankError("focus.near", name=name, near=near)
            raise QuizbankError("focus.unknown", name=name, roles=tuple(ROLES))
        chosen.append(name)
    return tuple(dict.fromkeys(chosen))


def pauses_of(bank: Bank, texts: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """The holidays with FIRST..LAST added; 'none' drops all. Raises `QuizbankError` for what is no
    holiday.
    """
    pauses = set(bank.settings.pauses)
    for text in texts:
        if text == "none":
            pauses.clear()
            continue
        first, _, last = text.partition("..")
        try:
            days = tuple(dt.date.fromisoformat(one).toordinal() for one in (first, last or first))
        except ValueError:
            raise QuizbankError("pause.bad", text=text) from None
        if days[0] > days[1]:
            raise QuizbankError("pause.bad", text=text)
        pauses.add((days[0], days[1]))
    return tuple(sorted(pauses))


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
