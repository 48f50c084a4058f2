"""The group of commands. Nothing heavy is imported until a command runs, so that --help is
instant.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from itertools import pairwise

import click

from quizbank import __version__
from quizbank.cli.context import Context, tell
from quizbank.domain.errors import QuizbankError

# command -> (module, one line of help); the help is here so that listing commands imports none of
# them
COMMANDS: dict[str, tuple[str, str]] = {
    "review": ("tui", "Open today's session."),
    "today": ("day", "What is due today, and the days ahead."),
    "list": ("bank", "List questions."),
    "show": ("bank", "Show one question as a learner sees it."),
    "graph": ("bank", "Draw what grew out of what in deep learning."),
    "grade": ("grade", "Grade one answer, or a file of them."),
    "check-formula": ("formula", "Compare two formulas."),
    "new": ("author", "Write a question of your own."),
    "edit": ("tui", "Edit a question in the app."),
    "add": ("author", "Add question files or a pack."),
    "share": ("author", "Write your own questions into one file for others."),
    "lint": ("author", "Check question files without adding them."),
    "plan": ("day", "Set or show the interview date and the daily minutes."),
    "backlog": ("memory", "After a break: spread what piled up, do it today, or go on as usual."),
    "stats": ("memory", "History, retention, slips and time."),
    "optimize": ("memory", "Fit the scheduler to your own reviews."),
    "backup": ("keep", "Write a backup of the database."),
    "restore": ("keep", "Put a backup in the database's place."),
    "doctor": ("keep", "Examine the database, the sandbox and TensorFlow."),
    "sync": ("keep", "Exchange review logs through a shared folder."),
    "watch": ("grade", "Regrade a code answer on every save."),
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a learner's day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return it."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"quizbank.cli.{COMMANDS[cmd_name][0]}_commands")
        command = getattr(module, cmd_name.replace("-", "_") + "_command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--db",
    envvar="QUIZBANK_DB",
    metavar="PATH_OR_URL",
    help="The database file (default: your user data folder).",
)
@click.option(
    "--lang",
    envvar="QUIZBANK_LANG",
    type=click.Choice(["zh", "en"]),
    help="Language (default: your locale).",
)
@click.version_option(__version__, prog_name="quizbank")
@click.pass_context
def cli(ctx: click.Context, db: str | None, lang: str | None) -> None:
    """Spaced repetition for deep-learning interviews, marked by computing. Without a command: the
    terminal app.
    """
    ctx.obj = Context(db, lang)
    if ctx.invoked_subcommand is None:
        from quizbank.cli.open_tui import open_tui

        open_tui(ctx.obj, start_review=False)


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code. Errors are one or two sentences on standard
    error.
    """
    try:
        result = cli.main(list(arguments), prog_name="quizbank", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except QuizbankError as error:
        from quizbank.app.display import clean

        click.echo(clean(error.message(_language(arguments))), err=True)
        return error.exit_code
    except SystemExit:
        # Click's own way to end where nobody reads on; nothing else here ends so
        return 0
    except BrokenPipeError:
        return 0
    except OSError as error:
        click.echo(_system_said(error, _language(arguments)), err=True)
        return 3
    except Exception as error:
        return _unexpected(error, _language(arguments))
    return result if isinstance(result, int) else 0


def _system_said(error: OSError, lang: str) -> str:
    """What the system refused, as a sentence; without a file's name it was the output or the folder
    that we are in.
    """
    from pathlib import Path

    from graders.said import said
    from quizbank.app.display import clean
    from quizbank.app.keeping import unusable
    from quizbank.words.catalogue import sentence

    if error.filename is not None:
        return clean(unusable(Path(str(error.filename)), error).message(lang))
    return sentence(said("cli.output", said=error.strerror or str(error)), lang)


def _unexpected(error: Exception, lang: str) -> int:
    """One sentence for what nobody foresaw; whoever mends it sets QUIZBANK_TRACE and has the
    traceback.
    """
    import os

    from graders.said import said

    if os.environ.get("QUIZBANK_TRACE"):
        raise error
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = (
        f"{type(error).__name__}, {place.tb_frame.f_globals.get('__name__', '?')}:{place.tb_lineno}"
        if place
        else type(error).__name__
    )
    tell(said("cli.unforeseen", where=where), lang, err=True)
    return 3


def _language(arguments: Sequence[str]) -> str:
    import os

    from quizbank.app.places import default_language

    asked = os.environ.get("QUIZBANK_LANG")
    # the last one counts, as for the command itself
    for option, value in pairwise([*arguments, ""]):
        if option == "--lang":
            asked = value
        if option.startswith("--lang="):
            asked = option.removeprefix("--lang=")
    return asked if asked in ("zh", "en") else default_language()
