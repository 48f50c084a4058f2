"""Completes the word being typed in a formula: the question's symbols first, then functions."""

from __future__ import annotations

from collections.abc import Iterable

from textual.suggester import Suggester


class SymbolSuggester(Suggester):
    """Offers the rest of a name in dim letters after the cursor; the right arrow takes it."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(use_cache=True, case_sensitive=True)
        self.names = tuple(names)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with its last word completed, or None; a single letter is a symbol already
        and is left alone.
        """
        from quizbank.app.typing import complete

        start, options = complete(value, len(value), self.names)
        typed = value[start:]
        fitting = [option for option in options if option.startswith(typed)]
        return value[:start] + fitting[0] if len(typed) > 1 and fitting else None
