"""Commands about memory: backlog, stats, optimize."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from graders.said import Said, said
from quizbank.cli.context import Context, print_json, tell

if TYPE_CHECKING:
    from quizbank.app.schedule import Backlog


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
        else:
            ahead = bank.settings.ahead(bank.today())
            tell(_piled_up(found, way, over, ahead=ahead), bank.lang)


def _piled_up(found: Backlog | None, way: str | None, days: int, *, ahead: bool) -> Said:
    """What is said of a backlog, or of the way that was chosen to go through it."""
    if found is None:
        return said("cli.backlog-planned" if ahead else "cli.backlog-none")
    if way is None:
        minutes = round(found.minutes)
        return said("cli.backlog", n=len(found.questions), minutes=minutes, days=days)
    return said(f"cli.backlog-{way}", days=days)


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
    from quizbank.app.statistics.fit import adopt

    with context.bank() as bank:
        result = adopt(bank)
        if as_json:
            print_json(result.to_json())
        else:
            tell(result.said, bank.lang)
