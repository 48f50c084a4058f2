"""Every theme that can be chosen can be read: key names and code against the background, WCAG's 4.5
to 1.
"""

from collections.abc import Callable
from typing import Any

import pytest
from rich.style import Style
from textual.color import Color

from quizbank.tui.themes import THEMES
from quizbank.tui.tones import code_styles, contrast

LEAST = 4.5


@pytest.mark.parametrize("theme", THEMES.values())
async def test_key_names_and_code_can_be_read_in_every_theme(
    quiz: Callable[..., Any], theme: str
) -> None:
    async with quiz() as (app, pilot):
        app.use_theme(theme)
        await pilot.pause()
        variables = app.theme_variables
        ground = Color.parse(variables["background"])
        found = {"key": contrast(Color.parse(variables["text-accent"]), ground)}
        for name in code_styles(app).styles:
            style = app.console.get_style(name)
            assert isinstance(style, Style)
            if style.color is not None:
                found[name] = contrast(Color.parse(style.color.get_truecolor().hex), ground)
        assert len(found) > 4 and min(found.values()) >= LEAST, found


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    # a pair that is published as just failing
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.005)
