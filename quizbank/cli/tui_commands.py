"""Commands that open the terminal UI."""

from __future__ import annotations

import click

from graders.said import said
from quizbank.app.kinds import KINDS
from quizbank.cli.context import Context, print_json, tell
from quizbank.cli.open_tui import open_tui


@click.command("edit")
@click.argument("id")
@click.pass_obj
def edit_command(context: Context, id: str) -> None:
    """Edit a question in the app; one that comes with quizbank becomes your own version."""
    from quizbank.app.drafting import Writing
    from quizbank.app.own import source_of

    with context.bank() as bank:
        bank.question(id)
        source_of(bank.database, id)
    open_tui(context, write=Writing(id))


@click.command("review")
@click.option("--topic", metavar="T", help="Only this topic, due or not, open or not.")
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind of question.")
@click.option("--missed", is_flag=True, help="Only what you last got wrong.")
@click.option("--cram", is_flag=True, help="Everything of it, weakest first, whatever is due.")
@click.option(
    "--set-aside",
    is_flag=True,
    help="Only what was set aside because it was forgotten again and again.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print the session's questions as JSON instead of opening it.",
)
@click.pass_obj
def review_command(
    context: Context,
    topic: str | None,
    kind: str | None,
    missed: bool,
    cram: bool,
    set_aside: bool,
    as_json: bool,
) -> None:
    """Open today's session, or with an option a session of your own choice, beyond the day's
    limits.
    """
    from quizbank.app.custom import Choice, custom_queue

    choice = Choice(topic, kind, missed, cram, set_aside)
    if as_json or choice:
        with context.bank() as bank:
            queue = custom_queue(bank, choice) if choice else bank.queue()
            lang = bank.lang
        if as_json:
            print_json(
                {
                    "questions": [
                        {"question": q.question, "new": q.new, "minutes": round(q.minutes, 2)}
                        for q in queue
                    ]
                }
            )
            return
        if not queue:
            tell(said("cli.none-fits"), lang)
            return
    open_tui(context, start_review=True, choice=choice or None)
