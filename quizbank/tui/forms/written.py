"""A longer answer: prose for a concept question, Python for a code question."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import TextArea

from quizbank.tui.forms.base import AnswerForm
from quizbank.tui.tones import in_editor


class TextForm(AnswerForm):
    """An editor; F5 asks for the verdict, esc leaves the editor. With `code` it highlights
    Python.
    """

    DEFAULT_CSS = (
        "TextForm { height: 1fr; min-height: 8; } TextForm TextArea { height: 1fr; min-height: 8; }"
    )

    def __init__(self, starter: str = "", code: bool = False) -> None:
        super().__init__()
        self.starter = starter
        self.code = code

    def compose(self) -> ComposeResult:
        """The editor."""
        if self.code:
            area = TextArea.code_editor(self.starter, language=_python(), tab_behavior="indent")
        else:
            area = TextArea(self.starter, soft_wrap=True, tab_behavior="focus")
        yield area

    def on_mount(self) -> None:
        """The editor's colours are the app's."""
        in_editor(self.query_one(TextArea))

    def begin(self) -> None:
        """Focus the editor."""
        self.query_one(TextArea).focus()

    def on_text_area_changed(self) -> None:
        """Tell that the answer changed."""
        self.post_message(self.Changed())

    def answer(self) -> str:
        """The text."""
        return self.query_one(TextArea).text

    def restore(self, draft: str) -> None:
        """Put a draft back."""
        area = self.query_one(TextArea)
        area.text = draft
        area.move_cursor(area.document.end)


def _python() -> str | None:
    """The language's name where highlighting is installed; without it the editor is plain."""
    from importlib.util import find_spec

    return "python" if find_spec("tree_sitter_python") else None
