"""The one place where the command line opens the terminal UI."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from quizbank.cli.context import Context
from quizbank.domain.errors import CannotHere

if TYPE_CHECKING:
    from quizbank.app.custom import Choice
    from quizbank.app.drafting import Writing

# terminals that cannot place a character
_UNABLE = ("dumb", "unknown")


def open_tui(
    context: Context,
    *,
    start_review: bool = False,
    choice: Choice | None = None,
    write: Writing | None = None,
) -> None:
    """Run the terminal app, in custom study where there is a choice, at its author's screen with
    `write`; raises `CannotHere` where there is no terminal.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise CannotHere("cli.no-terminal")
    if os.environ.get("TERM", "") in _UNABLE:
        raise CannotHere("cli.dumb-terminal", term=os.environ.get("TERM", ""))
    from quizbank.tui.app import QuizbankApp

    app = QuizbankApp(
        context.db, context.lang_option, start_review=start_review, choice=choice, write=write
    )
    app.run()
    if app.failure:
        raise app.failure
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)
