"""UUIDv7 (RFC 9562): time-ordered ids that two machines can make without asking each other."""

from __future__ import annotations

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def uuid7() -> str:
    """A new id; ids made by one process increase even within a millisecond or when the clock goes
    back.
    """
    global _last
    with _lock:
        # 48 bits of milliseconds and 12 of their fraction make one counter that never repeats
        stamp = _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
    milliseconds, fraction = stamp >> 12, stamp & 0xFFF
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return str(uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random))
