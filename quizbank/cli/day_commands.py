"""Commands about days: today, plan."""

from __future__ import annotations

import datetime as dt

import click

from quizbank.cli.context import Context, print_json
from quizbank.domain.errors import QuizbankError


@click.command("today")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def today_command(context: Context, as_json: bool) -> None:
    """Due, new, minutes, the seven days ahead, and the days to the interview."""
    from quizbank.app.today import today_of

    with context.bank() as bank:
        today = today_of(bank)
        if as_json:
            print_json(today.to_json())
            return
        if bank.lang == "zh":
            click.echo(f"今天 {today.date}：{today.due} 道到期，{today.new} 道新题，约 {today.minutes:.0f} 分钟；连续 {today.streak} 天。")
            click.echo("七天内到期：" + " ".join(map(str, today.forecast)))
        else:
            click.echo(f"Today {today.date}: {today.due} due, {today.new} new, about {today.minutes:.0f} minutes; streak {today.streak}.")
            click.echo("Due in seven days: " + " ".join(map(str, today.forecast)))
        if today.interview_in is not None and today.interview_in > 0:
            click.echo(f"距离面试 {today.interview_in} 天。" if bank.lang == "zh" else f"Interview in {today.interview_in} days.")
        for note in today.notes:
            click.echo(note.message(bank.lang))


@click.command("plan")
@click.option("--interview", metavar="DATE", help="The interview's date, YYYY-MM-DD, or 'none'.")
@click.option("--minutes", type=click.IntRange(0, 720), help="Minutes a day.")
@click.option("--open", "opened", metavar="TOPIC", multiple=True, help="Ask a topic in daily sessions whatever it builds on.")
@click.option("--close", "closed", metavar="TOPIC", multiple=True, help="Take --open back.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def plan_command(
    context: Context, interview: str | None, minutes: int | None, opened: tuple[str, ...], closed: tuple[str, ...], as_json: bool,
) -> None:
    """Set or show the interview date and the daily minutes, with the recall to expect on the day."""
    from quizbank.app.notes import interview_note, minutes_note
    from quizbank.app.today import open_by_hand, plan_of

    with context.bank() as bank:
        if interview is not None:
            bank.change_settings(interview=_date(interview, bank.today()))
        if minutes is not None:
            bank.change_settings(minutes=minutes)
        if opened or closed:
            open_by_hand(bank, opened, closed)
        settings = bank.settings
        shown = {"interview": str(settings.interview) if settings.interview else None, "minutes": settings.minutes,
                 "open_topics": list(settings.open_topics)}
        if settings.interview is None:
            if as_json:
                print_json(shown)
            else:
                click.echo(f"每天 {settings.minutes} 分钟，还没有设面试日期：quizbank plan --interview 2027-03-15。" if bank.lang == "zh" else
                           f"{settings.minutes} minutes a day, and no interview date yet: quizbank plan --interview 2027-03-15.")
            return
        plan = plan_of(bank)
        if as_json:
            print_json({**shown, **plan.to_json()})
            return
        r = plan.recall
        if bank.lang == "zh":
            click.echo(f"距离面试 {plan.days} 天，每天 {plan.minutes} 分钟：预计当天记得 {r.mean:.0%}（{r.low:.0%} 到 {r.high:.0%}）。"
                       f"每天多 10 分钟：{plan.more * 100:+.0f} 个百分点。")
        else:
            click.echo(f"{plan.days} days at {plan.minutes} minutes a day: expected recall {r.mean:.0%} ({r.low:.0%} to {r.high:.0%}). "
                       f"Ten more minutes a day: {plan.more * 100:+.0f} points.")
        for note in (interview_note(bank), minutes_note(bank)):
            if note is not None:
                click.echo(note.message(bank.lang))


def _date(text: str, today: int) -> dt.date | None:
    if text == "none":
        return None
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        raise QuizbankError(f"'{text}' is no date: write it as YYYY-MM-DD, for example 2027-03-15.",
                            f"“{text}”不是日期：请写成 YYYY-MM-DD，例如 2027-03-15。") from None
    if date.toordinal() < today:
        raise QuizbankError(f"{date} has passed already: give a day from today on.", f"{date} 已经过去了：请给今天或以后的日期。")
    return date
