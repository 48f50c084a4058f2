"""The verdict: what is right first, then each part, each slip, and why this rating."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from quizbank.app.answers import Evidence, Verdict
from quizbank.domain.review import Rating
from quizbank.tui.tones import painted
from quizbank.tui.widgets.prose import Prose
from quizbank.words.interface import text
from quizbank.words.lines import said_nothing, verdict_lines


class VerdictPanel(Prose, can_focus=True):
    """Shows a verdict; has the focus while ratings are keyed."""

    DEFAULT_CSS = """
    VerdictPanel { height: auto; padding: 1 2; background: $boost; border-left: thick $panel; }
    VerdictPanel.correct { border-left: thick $success; }
    VerdictPanel.partial { border-left: thick $warning; }
    VerdictPanel.wrong { border-left: thick $error; }
    """

    @property
    def told(self) -> str:
        """What stands in the panel."""
        return str(self.content)

    def show(
        self,
        verdict: Verdict[Evidence],
        lang: str,
        *,
        reason: str = "",
        times: Mapping[Rating, str] | None = None,
        extra: Text | None = None,
        ticks: set[str] | None = None,
        suggested: Rating | None = None,
    ) -> None:
        """Draw `verdict`; `times` say for each rating key when the question returns, `suggested` is
        the one that enter takes, `extra` the answer.

        With `ticks`, the points of a free answer are shown to be ticked by number.
        """
        for outcome in ("correct", "partial", "wrong"):
            self.set_class(verdict.outcome == outcome and ticks is None, outcome)
        shown = painted(verdict_lines(verdict, lang, ticks), self.app)
        if extra:
            shown.append("\n").append_text(extra).append("\n")
        if reason and not said_nothing(verdict):
            shown.append("\n" + reason + "\n", "bold")
        for rating, when in (times or {}).items():
            before, after = ("[", "]") if rating is suggested else (" ", " ")
            style = "bold" if rating is suggested else ""
            words = f"{int(rating)} {text(rating.word, lang)}  {when}"
            shown.append(f"{before}{words}{after}", style)
            shown.append("   ")
        self.update(shown)
