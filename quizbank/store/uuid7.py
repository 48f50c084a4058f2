"""UUIDv7 (RFC 9562): time-ordered ids that two machines can make without asking each other."""

from __future__ import annotations

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0
_NOBODYS = 10 * 365 * 86_400_000 * 4096


def continue_after(id: str) -> None:
    """Make ids from now on increase beyond `id`, though the clock went back since it was made: so
    the order of ids is that of the log. One from ten years ahead is nobody's clock and is ignored.
    """
    global _last
    stamp = _stamp_of(id)
    with _lock:
        if stamp < _now() + _NOBODYS:
            _last = max(_last, stamp)


def _stamp_of(id: str) -> int:
    number = uuid.UUID(id).int
    return (number >> 80) << 12 | (number >> 64) & 0xFFF


def _now() -> int:
    # 48 bits of milliseconds and 12 of their fraction make one counter that never repeats
    return time.time_ns() * 4096 // 1_000_000


def uuid7() -> str:
    """A new id; ids made by one process increase even within a millisecond or when the clock goes
    back.
    """
    global _last
    with _lock:
        stamp = _last = max(_last + 1, _now())
    milliseconds, fraction = stamp >> 12, stamp & 0xFFF
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return str(uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random))
