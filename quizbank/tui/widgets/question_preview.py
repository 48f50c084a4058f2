"""A question to be looked at: what it is, its prompt with example numbers, and how well it is
known.
"""

from __future__ import annotations

from rich.text import Text

from quizbank.app.answers import Shown
from quizbank.app.days import date_of
from quizbank.app.display import clean
from quizbank.app.kinds import kind, symbols_of
from quizbank.domain.question import Question
from quizbank.domain.review import Card
from quizbank.tui.rendering import prose
from quizbank.tui.widgets.prose import Prose
from quizbank.words.catalogue import kind_name
from quizbank.words.interface import in_a_row, text


class QuestionPreview(Prose):
    """Shows one question as text; content is literal."""

    DEFAULT_CSS = "QuestionPreview { height: auto; }"

    def show(
        self,
        question: Question,
        presented: Shown | None,
        card: Card,
        *,
        lang: str,
        plain: bool = False,
    ) -> None:
        """Draw `question`; `presented` is how it is asked, None where that is not known yet; with
        `plain`, in ASCII.
        """
        shown = Text()
        shown.append(f"{question.id}\n", "bold")
        marks = [text("is_flagged", lang)] if card.flags.flagged else []
        marks += [text("is_own", lang)] if question.origin == "own" else []
        facts = [
            kind_name(question.kind, lang),
            text("difficulty", lang, question.difficulty),
            *marks,
        ]
        shown.append(in_a_row(facts, plain) + "\n\n", "dim")
        prompt = presented.prompt if presented is not None else question.prompt_in(lang)
        symbols = symbols_of(question)
        shown.append_text(prose(prompt, symbols, plain, lang, question.path))
        listed = kind(question).asked_for(presented) if presented is not None else ()
        shown.append("\n" if listed else "")
        for line in listed:
            shown.append(f"\n  {clean(line)}")
        shown.append("\n\n" + card_line(card, lang), "dim")
        self.update(shown)


def card_line(card: Card, lang: str) -> str:
    """One sentence about what is known of a question's memory."""
    memory = card.memory
    if memory is None:
        return text("never_asked", lang)
    return text(
        "card_line",
        lang,
        memory.reps,
        memory.lapses,
        date_of(memory.due_day),
        round(memory.stability),
    )
