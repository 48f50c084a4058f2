"""How pictures are shown follows from the terminal: what cannot show graphics is never sent any."""

import os

import pytest

from quizbank.tui.graphics import cell_size, way_of, widget_for
from quizbank.tui.widgets.sixel_image import colours_first


@pytest.mark.parametrize(
    ("environment", "way"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "foot-extra"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "sixel"),
        ({"TERM": "xterm-256color"}, "blocks"),
        ({}, "blocks"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "blocks"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "VTE_VERSION": "7600"}, "blocks"),
        ({"TERM": "alacritty"}, "blocks"),
    ],
)
def test_a_terminal_is_known_by_its_environment(environment: dict[str, str], way: str) -> None:
    assert way_of(environment, "auto", truecolour=True) == way


@pytest.mark.parametrize(
    "within",
    [
        {"TMUX": "/tmp/tmux"},
        {"STY": "1.pts"},
        {"ZELLIJ": "0"},
        {"TERM": "tmux-256color"},
        {"TERM": "screen"},
    ],
)
@pytest.mark.parametrize("chosen", ["auto", "kitty", "sixel", "blocks"])
def test_a_multiplexer_is_sent_no_graphics_whatever_was_chosen(
    within: dict[str, str], chosen: str
) -> None:
    assert way_of({"TERM": "xterm-kitty", **within}, chosen, truecolour=True) == "blocks"


@pytest.mark.parametrize("chosen", ["auto", "kitty", "sixel", "blocks"])
def test_a_browser_is_sent_no_graphics_and_without_colours_there_are_words(chosen: str) -> None:
    assert way_of({"TERM": "xterm-kitty"}, chosen, truecolour=True, browser=True) == "blocks"
    assert way_of({"TERM": "xterm-kitty"}, chosen, truecolour=False) == ""
    assert way_of({"TERM": "xterm-kitty"}, "off", truecolour=True) == ""


def test_importing_the_widgets_leaves_the_environment_as_it_was() -> None:
    before = dict(os.environ)
    for way in ("kitty", "sixel", "blocks"):
        assert widget_for(way)  # type: ignore[arg-type]
    assert dict(os.environ) == before and all(side > 0 for side in cell_size())


def test_every_colour_of_a_sixel_picture_is_said_before_its_first_pixel() -> None:
    assert (
        colours_first('\x1bP0;0;0q"1;1;2;2#0;2;100;100;100!2~-#1;2;0;0;0~#0~\x1b\\')
        == '\x1bP0;0;0q"1;1;2;2#0;2;100;100;100#1;2;0;0;0#0!2~-#1~#0~\x1b\\'
    )
