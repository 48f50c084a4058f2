"""Commands about days: today, plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from graders.said import Said, said
from quizbank.cli.context import Context, print_json, tell

if TYPE_CHECKING:
    from quizbank.app.bank import Bank
    from quizbank.app.schedule import Plan
    from quizbank.app.today import Today


@click.command("today")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def today_command(context: Context, as_json: bool) -> None:
    """Due, new, minutes, the seven days ahead, and the days to the interview."""
    from quizbank.app.today import plan_of, today_of

    with context.bank() as bank:
        coming = bank.settings.ahead(bank.today())
        today = today_of(bank, plan=plan_of(bank) if coming else None)
        if as_json:
            print_json(today.to_json())
            return
        for message in _day(today):
            tell(message, bank.lang)


def _day(today: Today) -> Iterator[Said]:
    yield said(
        "cli.today",
        date=today.date,
        due=today.due,
        new=today.new,
        minutes=round(today.minutes),
        streak=today.streak,
    )
    yield said("cli.week", due=" ".join(map(str, today.forecast)))
    if today.interview_in is not None and today.interview_in > 0:
        yield said("cli.interview-in", days=today.interview_in)
    for note in today.notes:
        yield note.said


@click.command("plan")
@click.option("--interview", metavar="DATE", help="The interview's date, YYYY-MM-DD, or 'none'.")
@click.option("--minutes", type=click.IntRange(0, 720), help="Minutes a day.")
@click.option(
    "--new", "new_per_day", type=click.IntRange(0, 1000), help="New questions a day at most."
)
@click.option(
    "--reviews", "reviews_per_day", type=click.IntRange(0, 10_000), help="Reviews a day at most."
)
@click.option(
    "--retention",
    type=click.FloatRange(0.7, 0.97),
    help="Share that should be remembered when a question is due.",
)
@click.option(
    "--day-starts",
    "rollover_hour",
    type=click.IntRange(0, 23),
    help="Hour at which your study day begins.",
)
@click.option("--zone", help="Your time zone, such as Asia/Shanghai; '' for the computer's own.")
@click.option(
    "--weight",
    "weights",
    metavar="TOPIC=N",
    multiple=True,
    help="How much a topic counts on the day; 1 is the usual.",
)
@click.option(
    "--open",
    "opened",
    metavar="TOPIC",
    multiple=True,
    help="Ask a topic in daily sessions whatever it builds on.",
)
@click.option(
    "--focus",
    "focus",
    metavar="ROLE_OR_TOPIC",
    multiple=True,
    help="What the days are spent on: a role such as llm, or topics; 'general' takes it back.",
)
@click.option(
    "--pause",
    "pauses",
    metavar="FIRST..LAST",
    multiple=True,
    help="A holiday, 2026-12-24..2026-12-27: nothing is planned and the streak waits; 'none' "
    "drops all.",
)
@click.option("--close", "closed", metavar="TOPIC", multiple=True, help="Take --open back.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def plan_command(context: Context, /, as_json: bool, **wishes: Any) -> None:
    """Set or show the interview date and the daily minutes, with the recall to expect on the
    day.
    """
    from quizbank.app.notes import interview_note, minutes_note
    from quizbank.app.today import plan_of

    with context.bank() as bank:
        _change(bank, wishes)
        settings = bank.settings
        shown = {
            "interview": str(settings.interview) if settings.interview else None,
            "minutes": settings.minutes,
            "new_per_day": settings.new_per_day,
            "reviews_per_day": settings.reviews_per_day,
            "retention": settings.retention,
            "day_starts": settings.rollover_hour,
            "zone": settings.zone,
            "weights": settings.topic_weights,
            "open_topics": list(settings.open_topics),
            "focus": list(settings.focus),
            "pauses": [[_iso(first), _iso(last)] for first, last in settings.pauses],
        }
        passed = interview_note(bank) if settings.passed(bank.today()) else None
        if settings.interview is None or passed is not None:
            if as_json:
                print_json(shown)
            elif passed is not None:
                tell(passed.said, bank.lang)
            else:
                tell(said("cli.no-interview", minutes=settings.minutes), bank.lang)
            return
        plan = plan_of(bank)
        if as_json:
            print_json({**shown, **plan.to_json()})
            return
        tell(_expected(plan), bank.lang)
        for note in (interview_note(bank), minutes_note(bank)):
            if note is not None:
                tell(note.said, bank.lang)


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _expected(plan: Plan) -> Said:
    """What to expect on the day, and what more minutes would buy while there are days left for
    them.
    """
    recall = plan.recall
    if not plan.days:
        return said("cli.recall-now", mean=recall.mean, low=recall.low, high=recall.high)
    return said(
        "cli.recall-then",
        days=plan.days,
        minutes=plan.minutes,
        mean=recall.mean,
        low=recall.low,
        high=recall.high,
        more=round(plan.more * 100),
    )


def _change(bank: Bank, wishes: dict[str, Any]) -> None:
    """Check every wish before the first is stored."""
    from quizbank.app.aims import (
        change_aims,
        focus_of,
        interview_date,
        open_by_hand,
        pauses_of,
        topic_weights,
    )
    from quizbank.app.custom import known_topic

    interview, weights, opened, closed = (
        wishes.pop(name) for name in ("interview", "weights", "opened", "closed")
    )
    focus, pauses = wishes.pop("focus"), wishes.pop("pauses")
    wishes["focus"] = focus_of(bank, focus) if focus else None
    wishes["pauses"] = pauses_of(bank, pauses) if pauses else None
    date = None if interview is None else interview_date(interview, bank.today())
    wishes["topic_weights"] = topic_weights(bank, weights) if weights else None
    for topic in (*opened, *closed):
        known_topic(bank, topic)
    change_aims(bank, wishes)
    if opened or closed:
        open_by_hand(bank, opened, closed)
    if interview is not None:
        bank.change_settings(interview=date)
