"""Commands that open the terminal UI."""

from __future__ import annotations

import click

from quizbank.cli.context import Context
from quizbank.cli.open_tui import open_tui


@click.command("review")
@click.pass_obj
def review_command(context: Context) -> None:
    """Open today's session."""
    open_tui(context, start_review=True)
