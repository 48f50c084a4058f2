"""After a holiday: what piled up, and the learner's choice of what to do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from quizbank.app.bank import Bank, Snapshot
from quizbank.app.study_list import lift
from quizbank.scheduling.backlog import Backlog, backlog_of, spread
from quizbank.store import reviews
from quizbank.store.settings import load_value, save_value

Way = Literal["spread", "today", "usual"]
WAYS: tuple[Way, ...] = ("spread", "today", "usual")
_QUIET_UNTIL = "backlog:quiet"
# after "as usual" the question is not put again for a week
_QUIET_DAYS = {"today": 1, "usual": 7}


def backlog(bank: Bank, asked: bool = False, snapshot: Snapshot | None = None) -> Backlog | None:
    """What piled up; None where it is little, where the plan to an interview orders it, or once the
    learner has chosen.

    `asked` looks past an earlier choice.
    """
    day = bank.today()
    if bank.settings.ahead(day):
        return None
    quiet = load_value(bank.database, _QUIET_UNTIL)
    if not asked and isinstance(quiet, int) and day < quiet:
        return None
    seen = snapshot or bank.snapshot()
    return backlog_of(seen.infos, seen.cards, bank.model, float(bank.settings.minutes), day)


def catch_up(bank: Bank, way: Way, days: int | None = None) -> Backlog | None:
    """Spread the backlog over `days` (by default what leaves room for the usual), ask it all today,
    or change nothing.

    Spreading buries each question until its day, weakest first; that is logged as the learner's
    decision. Returns the backlog
    that was there.
    """
    seen, day = bank.snapshot(), bank.today()
    found = backlog(bank, asked=True, snapshot=seen)
    if found is None:
        return None
    over = min(365, max(1, days or found.days))
    if way == "spread":
        minutes = {info.id: info.minutes for info in seen.infos}
        on = {
            question: at for question, at in spread(found, minutes, day, over).items() if at > day
        }
        known = seen.cards
        after = [
            replace(known[q], flags=replace(known[q].flags, buried_until=at))
            for q, at in on.items()
        ]
        reviews.append_flags(bank.database, "buried_until", values=on, after=after, at=bank.now())
    # another choice on the same day takes "today" back
    lift(bank.database, day if way == "today" else None)
    save_value(bank.database, _QUIET_UNTIL, day + (_QUIET_DAYS[way] if way != "spread" else over))
    return found
