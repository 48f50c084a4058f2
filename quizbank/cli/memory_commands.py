"""Commands about memory: backlog, stats, optimize."""

from __future__ import annotations

from typing import cast

import click

from quizbank.cli.context import Context, print_json
from quizbank.domain.counting import counted


@click.command("backlog")
@click.argument("way", required=False, type=click.Choice(["spread", "today", "usual"]))
@click.option("--days", type=click.IntRange(1, 365), help="Over how many days to spread it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def backlog_command(context: Context, way: str | None, days: int | None, as_json: bool) -> None:
    """What piled up while you were away; 'spread' it over days, do it all 'today', or go on as
    'usual'.
    """
    from quizbank.app.catch_up import Way, backlog, catch_up

    with context.bank() as bank:
        if way is None and days is not None:
            way = "spread"
        found = catch_up(bank, cast(Way, way), days) if way else backlog(bank, asked=True)
        zh = bank.lang == "zh"
        over = days or (found.days if found else 0)
        if as_json:
            print_json(
                {
                    "questions": len(found.questions) if found else 0,
                    "minutes": round(found.minutes, 1) if found else 0.0,
                    "days": over,
                    "chosen": way if found else None,
                }
            )
        elif found is None and bank.settings.ahead(bank.today()):
            click.echo(
                "面试之前，积压的题由计划排进每天，不用选。"
                if zh
                else "With an interview ahead the plan orders what piled up: there is nothing "
                "to choose."
            )
        elif found is None:
            click.echo("没有积压。" if zh else "Nothing has piled up.")
        elif way is None:
            count, minutes = len(found.questions), round(found.minutes)
            click.echo(
                f"积压了 {count} 道，约 {minutes} 分钟。选一个：\n  quizbank backlog "
                f"spread    分摊到 {over} 天（--days N 改天数）\n"
                "  quizbank backlog today     今天全部做完\n  quizbank backlog usual     "
                "照常，按每天的时间慢慢来"
                if zh
                else f"{counted(count, 'question')} piled up, about "
                f"{counted(minutes, 'minute')}. Choose one:\n"
                f"  quizbank backlog spread    over {counted(over, 'day')} (another "
                "number with --days N)\n"
                "  quizbank backlog today     all of it today\n  quizbank backlog usual  "
                "   go on as usual, within the day's minutes"
            )
        else:
            said = {
                "spread": (
                    f"已分摊到 {over} 天，最生疏的先问。",
                    f"Spread over {counted(over, 'day')}, the weakest first.",
                ),
                "today": ("今天不设上限，全部都问。", "No limit today: all of it is asked."),
                "usual": ("照常，按每天的时间来。", "As usual, within the day's minutes."),
            }
            click.echo(said[way][0] if zh else said[way][1])


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def stats_command(context: Context, as_json: bool) -> None:
    """Reviews, retention, time by kind and the most frequent slips."""
    from quizbank.app.statistics.overview import statistics_of
    from quizbank.app.statistics.summary import summary_lines

    with context.bank() as bank:
        stats = statistics_of(bank)
        if as_json:
            print_json(stats)
            return
        click.echo("\n".join(summary_lines(stats, bank.lang)))


@click.command("optimize")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def optimize_command(context: Context, as_json: bool) -> None:
    """Fit the scheduler's parameters to your own reviews; adopted only when they predict later
    reviews better.
    """
    from quizbank.app.statistics.fit import adopt, sentence

    with context.bank() as bank:
        result = adopt(bank)
        if as_json:
            print_json(result.to_json())
        else:
            click.echo(sentence(result, bank.lang))
