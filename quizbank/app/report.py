"""Making a report safe to paste: who and where the learner is stays at home."""

from __future__ import annotations

import getpass
import platform
import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from quizbank import __version__

# the shortest name that is taken out wherever it stands; shorter ones are parts of ordinary words
_SHORTEST = 3


def safe(text: str, database: Path) -> str:
    """`text` without the home folder, the database's folder, other absolute paths, the user's name
    and the machine's.
    """
    places = {
        str(place): sign
        for place, sign in (
            (database.parent, "..."),
            (database.parent.resolve(), "..."),
            (Path.home(), "~"),
        )
        if len(str(place)) > 1
    }
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, places[place])
    # of any other absolute path its last part tells enough
    text = re.sub(r"(?<![\w.~/])/(?:[^\s/,;:，；：。]+/)+", ".../", text)
    for name in _names():
        text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", "***", text)
    return text


def versions() -> str:
    """What is installed, as whoever reads a report asks first."""
    return (
        f"quizbank {__version__}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}"
    )


def _names() -> Iterable[str]:
    found = {platform.node(), Path.home().name}
    with suppress(KeyError, OSError):  # a user whom this machine does not know by name
        found.add(getpass.getuser())
    return sorted(
        (name for name in found if len(name) >= _SHORTEST and name != "root"), key=len, reverse=True
    )
