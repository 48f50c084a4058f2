"""The faults of a text that is being written, with their lines; a click goes to the line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

from quizbank.app.display import clean
from quizbank.app.drafting import Remark
from quizbank.tui.tones import tones
from quizbank.words.interface import text

_MOST = 4


class Remarks(Static):
    """The first few faults, errors first; posts `GoTo` when one is clicked."""

    DEFAULT_CSS = "Remarks { height: auto; max-height: 6; padding: 0 1; background: $boost; }"

    class GoTo(Message):
        """The learner wants to see this line."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def show(self, remarks: Sequence[Remark], lang: str, clean_word: str) -> None:
        """List `remarks`; `clean_word` says that there are none."""
        tone = tones(self.app)
        if not remarks:
            self.update(Text(f"+ {clean_word}", tone("correct")))
            return
        shown = Text()
        for remark in remarks[:_MOST]:
            said = (
                f"{'x' if remark.error else '!'} {text('author_line', lang, remark.line)}  "
                f"{clean(remark.message(lang))}\n"
            )
            shown.append(
                said,
                Style.parse(tone("wrong" if remark.error else "partial"))
                + Style(meta={"line": remark.line}),
            )
        if len(remarks) > _MOST:
            shown.append(text("author_more", lang, len(remarks) - _MOST), "dim")
        shown.rstrip()
        self.update(shown)

    def on_click(self, event: events.Click) -> None:
        """Go to the line of the fault."""
        line = event.style.meta.get("line")
        if isinstance(line, int):
            event.stop()
            self.post_message(self.GoTo(line))
