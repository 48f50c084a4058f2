"""Completion in a formula field: the question's own symbols, then functions."""

import pytest

from quizbank.tui.forms.symbol_suggester import SymbolSuggester


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("mean((y - yh", "mean((y - yhat"),
        ("sigm", "sigmoid"),
        ("2*gam", "2*gamma"),
        ("y", None),
        ("", None),
        ("(((", None),
        ("3 + zz", None),
        ("lo", "log"),
    ],
)
async def test_the_word_at_the_end_is_completed(typed: str, offered: str | None) -> None:
    assert await SymbolSuggester(["y", "yhat", "gamma"]).get_suggestion(typed) == offered
