"""Ending as asked from outside: a polite kill and a closed terminal end the app as its own key.

Otherwise the alternate screen, the mouse and a hidden cursor would be left behind, and what was
typed last would not be kept.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import suppress
from typing import Any

from textual.app import App

_SIGNALS = ("SIGTERM", "SIGHUP")
# seconds until an app that cannot end by itself is ended
_PATIENCE = 5.0


def end_on_signals(app: App[Any]) -> None:
    """From now on these signals exit `app`, with 128 and the signal's number as ever."""
    loop = asyncio.get_running_loop()
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        # a loop that is not on the main thread, and Windows, have no such handlers
        if number is not None:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, _end, app, 128 + number)


def _end(app: App[Any], code: int) -> None:
    if not os.isatty(0):
        _write_nowhere()
    last = threading.Timer(_PATIENCE, os._exit, (code,))
    last.daemon = True
    last.start()
    app.exit(return_code=code)


def _write_nowhere() -> None:
    """Where the terminal is gone each write fails, and the thread that writes would end with it:
    then the app would wait for it for ever.
    """
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)
