"""What is really sent to a terminal: its own kind of graphics and nothing that it would have to
answer; under tmux none at all.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quizbank.app.packs import add, look
from quizbank.store.database import Database
from tests.durability.program import Screen
from tests.pictures.making import picture, put
from tests.tui.terminal import Terminal

WORDS = "[picture: a curve (curve-"
PLACEHOLDER = "\U0010eeee".encode()
# what a program asks a terminal about graphics or the size of its characters
_QUESTIONS = (b"a=q", b"\x1b[16t", b"\x1b[c")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with a question that has a picture."""
    file = put(tmp_path / "pack", kind="choice")
    (file.parent / "curve.png").write_bytes(picture(size=(400, 200)))
    with Database.open(tmp_path / "q.db") as opened:
        add(opened, look(opened, [file]))
    return tmp_path / "q.db"


def painted(database: Path, ready: Callable[[bytes], bool], **environment: str) -> bytes:
    """What the program sends to such a terminal until it is ready, and then until it has ended."""
    bare = [
        part
        for name in ("TMUX", "STY", "ZELLIJ", "NO_COLOR", "COLORTERM", "TERM_PROGRAM")
        for part in ("-u", name)
    ]
    screen = Screen(
        database,
        "review",
        "--topic",
        "drawn",
        under=["env", *bare, *(f"{name}={value}" for name, value in environment.items())],
    )
    try:
        assert screen.until(WORDS) is not None
        end = time.monotonic() + 60
        while not ready(screen._painted) and time.monotonic() < end:
            screen._read(0.2)
        screen.press("\x11")
        # to its end: what is said last comes after the screen was given back
        while screen._read(60):
            pass
        return screen._painted
    finally:
        screen.kill()


def test_kitty_is_sent_a_picture_with_its_place_and_told_to_forget_it(database: Path) -> None:
    sent = painted(
        database, lambda seen: PLACEHOLDER in seen, TERM="xterm-kitty", COLORTERM="truecolor"
    )
    placed = re.findall(rb"\x1b_Ga=p,U=1,i=(\d+),c=40,r=10,q=2\x1b\\", sent)
    assert placed and PLACEHOLDER in sent and not any(question in sent for question in _QUESTIONS)
    for number in placed:
        id = int(number)
        assert b"38;2;%d;%d;%d" % (id >> 16 & 255, id >> 8 & 255, id & 255) in sent, (
            "the colour of its place is its number"
        )
        assert b"\x1b_Ga=d,d=I,i=%d,q=2\x1b\\" % id in sent


def test_a_terminal_with_sixel_is_sent_that(database: Path) -> None:
    sent = painted(database, lambda seen: b"\x1bP" in seen, TERM="foot", COLORTERM="truecolor")
    assert (
        re.search(rb'\x1bP[\d;]*q"1;1;400;200[ -~]*\x1b\\', sent)
        and b"\x1b_G" not in sent
        and not any(question in sent for question in _QUESTIONS)
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TERM": "xterm-kitty", "COLORTERM": "truecolor", "TMUX": "/tmp/tmux-0/default,1,0"},
    ],
)
def test_others_are_sent_coloured_blocks_and_no_graphics(
    database: Path, environment: dict[str, str]
) -> None:
    sent = painted(database, lambda seen: "▀".encode() in seen, **environment)
    assert (
        "▀".encode() in sent
        and b"\x1b_G" not in sent
        and b"\x1bP" not in sent
        and not any(question in sent for question in _QUESTIONS)
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm-kitty", "COLORTERM": "truecolor", "NO_COLOR": "1"},
        {"TERM": "xterm-256color"},
    ],
)
def test_without_true_colour_or_with_no_color_there_are_words_alone(
    database: Path, environment: dict[str, str]
) -> None:
    sent = painted(database, lambda seen: b"28x28" in seen, **environment)
    assert "▀".encode() not in sent and b"\x1b_G" not in sent and b"\x1bP" not in sent


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_under_tmux_the_words_are_on_the_screen_and_no_graphics_are_sent(
    database: Path, tmp_path: Path
) -> None:
    terminal = Terminal(tmp_path)
    try:
        terminal.quizbank("review", "--topic", "drawn", height=40)
        terminal.tmux("pipe-pane", f"cat > {tmp_path / 'sent'}")
        terminal.see(WORDS, "ctrl+p commands")
        sent = (tmp_path / "sent").read_bytes()
        assert sent and b"\x1b_G" not in sent and b"\x1bP" not in sent and PLACEHOLDER not in sent
    finally:
        terminal.tmux("kill-server")
