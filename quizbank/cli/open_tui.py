"""The one place where the command line opens the terminal UI."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizbank.cli.context import Context
from quizbank.domain.errors import CannotHere

if TYPE_CHECKING:
    from quizbank.app.custom import Choice
    from quizbank.app.drafting import Writing


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
        raise CannotHere(
            "The terminal app needs a terminal. For scripts use 'quizbank today --json' "
            "or 'quizbank grade'.",
            "终端界面需要在终端里运行。脚本请用 quizbank today --json 或 quizbank grade。",
        )
    from quizbank.tui.app import QuizbankApp

    app = QuizbankApp(
        context.db, context.lang_option, start_review=start_review, choice=choice, write=write
    )
    app.run()
    if app.failure:
        raise app.failure
