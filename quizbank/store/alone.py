"""Being the only process at something: a lock that ends with the process that holds it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SECONDS = 30.0
_PAUSE = 0.02


@contextmanager
def alone(path: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Hold the lock file `path`, which is there for only so long.

    Raises `TimeoutError` where another process holds it for `seconds`, `OSError` where it cannot
    be made.
    """
    lock = _locked(path, time.monotonic() + seconds)
    try:
        yield
    finally:
        # removed while it is held: who waits for this one finds it gone and makes another
        with suppress(OSError):
            path.unlink()
        os.close(lock)


def _locked(path: Path, until: float) -> int:
    while True:
        lock = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            if _take(lock) and _is_at(lock, path):
                return lock
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)
        if time.monotonic() > until:
            raise TimeoutError(f"{path.name} is held by another process")
        time.sleep(_PAUSE)


def _is_at(lock: int, path: Path) -> bool:
    """Whether the open file is still the one that lies there."""
    try:
        return os.path.samestat(os.fstat(lock), path.stat())
    except FileNotFoundError:
        return False


def _take(lock: int) -> bool:
    """Whether the lock is ours now; it goes with the descriptor."""
    try:
        import fcntl
    except ImportError:
        return _take_on_windows(lock)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_on_windows(lock: int) -> bool:
    import importlib

    # mypy knows the module on Windows alone
    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
