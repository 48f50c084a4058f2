"""Errors that a person reads: one or two plain sentences that say what is wrong, where, and what to
do.
"""

from __future__ import annotations


class QuizbankError(Exception):
    """Bad arguments or input; the command line exits with 2."""

    exit_code = 2

    def __init__(self, en: str, zh: str = "") -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh or en

    def message(self, lang: str) -> str:
        """The sentence in `lang`."""
        return self.zh if lang == "zh" else self.en


class CannotHere(QuizbankError):
    """It cannot be done on this machine or with this database; the message names the cure; exit
    code 3.
    """

    exit_code = 3
