"""The learner's own editor, for a question that is being written."""

from __future__ import annotations

import os

import click

from quizbank.app.writing import Writing
from quizbank.domain.errors import QuizbankError


def chosen_editor() -> str:
    """The editor that the learner chose; empty where none is."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def edited(writing: Writing) -> None:
    """Open the text in the editor and wait. What was written stays; a template that was left as it
    was is taken away again. Raises `QuizbankError` where there is nothing to add.
    """
    failed = False
    try:
        click.edit(filename=str(writing.file))
    except click.ClickException:
        failed = True
    if writing.untouched:
        writing.file.unlink(missing_ok=True)
        raise QuizbankError("cli.editor-failed" if failed else "cli.template-untouched")
    if failed:
        raise QuizbankError("cli.editor-failed-kept", path=writing.file)
