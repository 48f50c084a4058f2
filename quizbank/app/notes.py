"""What the learner should know before beginning: a clock that is wrong, a date that has passed, a
backlog, leeches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from graders.said import Said, authored, said
from quizbank.app.bank import Bank, Snapshot
from quizbank.app.catch_up import backlog
from quizbank.domain.counting import counted
from quizbank.domain.question import Topic
from quizbank.scheduling.days import date_of
from quizbank.scheduling.items import Day
from quizbank.store import reviews
from quizbank.store.questions import all_topics
from quizbank.words.catalogue import both

# a clock may be behind the last review by this much: two machines never agree to the second
_SLACK = dt.timedelta(minutes=2)
_DAY = dt.timedelta(days=1)
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence or two in each language, with a stable code."""

    code: str
    zh: str
    en: str

    def message(self, lang: str) -> str:
        """The sentences in `lang`."""
        return self.zh if lang == "zh" else self.en


def notes_of(bank: Bank, snapshot: Snapshot | None = None) -> list[Note]:
    """Everything worth saying today, the most urgent first."""
    seen = snapshot or bank.snapshot()
    found = [
        _clock(bank),
        interview_note(bank),
        minutes_note(bank),
        _backlog(bank, seen),
        _leeches(seen),
    ]
    return [note for note in found if note is not None]


def day_notes(bank: Bank, built: Day, not_reached: Sequence[str] = ()) -> list[Note]:
    """What is said of the day itself: that not all of what is due fits, that new questions wait,
    that topics will not be reached.
    """
    found = []
    fit = sum(not item.new for item in built.items)
    if built.due > fit:
        minutes = bank.settings.minutes
        found.append(_note("fits", said("day.fits", fit=fit, due=built.due, minutes=minutes)))
    if built.held:
        found.append(_note("new-held", said("day.new-held")))
    if not_reached:
        titles = {topic.id: topic for topic in all_topics(bank.database)}
        named = [titles.get(id, Topic(id, id, id)) for id in not_reached[:_NAMED]]
        topics = tuple(authored(topic.title("zh"), topic.title("en")) for topic in named)
        more = len(not_reached) - len(named)
        code = "day.not-reached-more" if more else "day.not-reached"
        found.append(_note("not-reached", said(code, topics=topics, n=more)))
    return found


def _note(code: str, message: Said) -> Note:
    return Note(code, *both(message))


def _clock(bank: Bank) -> Note | None:
    latest = reviews.latest_moment(bank.database)
    now = bank.now()
    if latest is None or latest[0] - now <= _SLACK:
        return None
    date = date_of(latest[1])
    if latest[0] - now <= _DAY:
        behind = round((latest[0] - now).total_seconds() / 60)
        return Note(
            "clock-back",
            f"电脑的时钟比上一次复习早了 {behind} 分钟，像是往回拨过。复习照常记录，"
            "按较晚的那天算。",
            f"This computer's clock is {counted(behind, 'minute')} behind your last "
            "review: it seems to have been set back. "
            "Reviews are recorded as usual and count for the later day.",
        )
    return Note(
        "future-reviews",
        f"记录里有未来的复习，最晚到 {date}：这台或另一台机器的日期曾经设错。记录不会丢，"
        "那些题到时候再问；请检查时钟。",
        f"Some reviews are dated in the future, up to {date}: the date was wrong here or "
        "on another machine. "
        "Nothing is lost and those questions wait until then; please check the clock.",
    )


def interview_note(bank: Bank) -> Note | None:
    """Said of an interview that is today or has passed."""
    interview = bank.settings.interview
    if interview is None or interview.toordinal() > bank.today():
        return None
    if interview.toordinal() == bank.today():
        return Note(
            "interview-today",
            "面试就在今天：不再排新计划，到期的题照常问。祝顺利。",
            "The interview is today: there is nothing left to plan, what is due is asked "
            "as usual. Good luck.",
        )
    return Note(
        "interview-past",
        f"面试日期 {interview} 已经过了，现在按平时的节奏问。按 p 或用 quizbank plan "
        "--interview 设新的日期。",
        f"The interview date {interview} has passed, so the days go on as usual. Set a "
        "new one with p or quizbank plan --interview.",
    )


def minutes_note(bank: Bank) -> Note | None:
    """Said of a day of no minutes."""
    if bank.settings.minutes > 0:
        return None
    return Note(
        "zero-minutes",
        "每天的时间设成了 0 分钟，所以什么都不问。按 p 或用 quizbank plan --minutes 20 改回来。",
        "The day has 0 minutes, so nothing is asked. Change that with p or quizbank plan "
        "--minutes 20.",
    )


def _backlog(bank: Bank, seen: Snapshot) -> Note | None:
    found = backlog(bank, snapshot=seen)
    if found is None:
        return None
    count, minutes = len(found.questions), round(found.minutes)
    return Note(
        "backlog",
        f"积压了 {count} 道（约 {minutes} 分钟）。可以分摊到 {found.days} 天，"
        "也可以今天全做或照常：按 f，或用 quizbank backlog。",
        f"{counted(count, 'question')} piled up (about {counted(minutes, 'minute')}). "
        f"Spread them over {counted(found.days, 'day')}, do them all today, "
        "or go on as usual: press f, or quizbank backlog.",
    )


def _leeches(seen: Snapshot) -> Note | None:
    leeches = sorted(
        id for id, card in seen.cards.items() if card.flags.leech and not card.flags.suspended
    )
    if not leeches:
        return None
    named = ", ".join(leeches[:3]) + (", ..." if len(leeches) > 3 else "")
    return Note(
        "leeches",
        f"总是忘、先放到一边的题（共 {len(leeches)} 道）：{named}。重读讲解，拆成更小的题或改写它，"
        "再按 c 或用 quizbank review --set-aside 练；隔天记住了就会回来。",
        f"{len(leeches)} {'question is' if len(leeches) == 1 else 'questions are'} set "
        f"aside, forgotten again and again: {named}. "
        "Read the explanation anew, split it into smaller questions or rewrite it, then "
        "practise with "
        "c or quizbank review --set-aside; what you remember on a later day comes back.",
    )
