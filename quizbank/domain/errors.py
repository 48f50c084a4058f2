"""Errors that a person reads: what is wrong, where, and what to do, as a message of which the edge
makes a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graders.said import Said, Value


class QuizbankError(Exception):
    """Bad arguments or input; the command line exits with 2.

    `QuizbankError("store.same-file", path=...)` names a sentence of the catalogue and its values;
    a ready `Said` is taken as it is.
    """

    exit_code = 2

    def __init__(self, message: str | Said, /, **values: object) -> None:
        # the first screen is painted before anything of the graders is imported
        from graders.said import Said, said

        super().__init__()
        if isinstance(message, Said):
            self.said = message
        else:
            self.said = said(message, **{name: _plain(value) for name, value in values.items()})

    def __str__(self) -> str:
        return self.message("en")

    def message(self, lang: str) -> str:
        """The sentence in `lang`."""
        from quizbank.words.catalogue import sentence

        return sentence(self.said, lang)


def _plain(value: object) -> Value:
    """A value that a sentence can name: paths and dates as they are written."""
    from graders.said import Said

    if isinstance(value, str | int | float | tuple | Said):
        return value
    return "?" if value is None else str(value)


class CannotHere(QuizbankError):
    """It cannot be done on this machine or with this database; the message names the cure; exit
    code 3.
    """

    exit_code = 3
