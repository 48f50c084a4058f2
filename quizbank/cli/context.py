"""What every command shares: the global options, the open bank, and output in two shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

import click

from quizbank.app.places import default_language

if TYPE_CHECKING:
    from graders.said import Said
    from quizbank.app.bank import Bank


@dataclass(slots=True)
class Context:
    """The global options."""

    db: str | None
    lang_option: str | None

    @property
    def lang(self) -> str:
        """The language of messages before a bank is open."""
        return self.lang_option or default_language()

    @contextmanager
    def bank(self) -> Iterator[Bank]:
        """The open bank; faults of bundled files go to standard error."""
        from quizbank.app.bank import Bank
        from quizbank.app.display import clean
        from quizbank.words.catalogue import sentence

        bank = Bank.open(self.db, self.lang_option)
        try:
            for fault in bank.faults:
                message = sentence(fault.said, bank.lang)
                click.echo(clean(f"{fault.file}:{fault.line}: {message}"), err=True)
            yield bank
        finally:
            bank.close()


def tell(message: Said, lang: str, *, err: bool = False) -> None:
    """Print a message as its sentence in `lang`, to standard output or standard error."""
    from quizbank.words.catalogue import sentence

    click.echo(sentence(message, lang), err=err)


def print_json(value: Any, file: TextIO | None = None) -> None:
    """One JSON object on a line of its own, to `file` or standard output; characters that would act
    on a terminal stand in it as ``\\uXXXX``.
    """
    from quizbank.app.display import escaped

    click.echo(escaped(json.dumps(value, ensure_ascii=False, allow_nan=False)), file=file)
