"""A run on the terminal: a line that says how far it is, and ctrl+c to end it without a mark."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_CLEAR = "\r\x1b[K"


@contextmanager
def running() -> Iterator[tuple[Callable[[str], None] | None, threading.Event]]:
    """(what hears a line a second, what ends the run). The line is drawn over itself, and only on a
    terminal.

    The first ctrl+c asks the run to end, which leaves a verdict; the second ends the program as
    ever.
    """
    cancel = threading.Event()
    usual = signal.getsignal(signal.SIGINT)
    shown = False

    def interrupt(number: int, frame: FrameType | None) -> None:
        cancel.set()
        signal.signal(signal.SIGINT, usual)

    def progress(line: str) -> None:
        nonlocal shown
        shown = True
        sys.stderr.write(f"{_CLEAR}{line[:100]}   (ctrl+c)")
        sys.stderr.flush()

    owner = threading.current_thread() is threading.main_thread() and usual is not None
    if owner:
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield progress if sys.stderr.isatty() else None, cancel
    finally:
        if owner:
            signal.signal(signal.SIGINT, usual)
        if shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
