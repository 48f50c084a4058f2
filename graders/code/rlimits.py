"""Resource limits and privileges of one child. Memory limits come on top of what the child
inherits.
"""

from __future__ import annotations

import ctypes
import os
import resource

from graders.code.limits import Limits

PR_CAPBSET_DROP = 24
CAPABILITY_VERSION = 0x20080522
FILE_BYTES = 32 * 2**20
OPEN_FILES = 512

__all__ = ["Limits", "apply", "drop_capabilities", "private_data"]


def private_data() -> int:
    """Bytes that count against `RLIMIT_DATA` in this process now; 0 where the system does not
    tell.
    """
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:
            return next(
                (int(line.split()[1]) * 1024 for line in file if line.startswith("VmData:")), 0
            )
    except OSError:
        return 0


def apply(limits: Limits, inherited: int, capped: bool = True) -> None:
    """Lowers this process's limits; `inherited` is `private_data()` of the process it was forked
    from.

    `capped` false leaves memory to the parent's watch, as a GPU driver maps far more than it uses.
    """
    seconds = max(1, int(-(-limits.cpu // 1)))
    wanted = {
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_CPU": (seconds, seconds + 1),
        "RLIMIT_FSIZE": (FILE_BYTES, FILE_BYTES),
        "RLIMIT_NOFILE": (OPEN_FILES, OPEN_FILES),
        "RLIMIT_MSGQUEUE": (0, 0),
        "RLIMIT_MEMLOCK": (2**16, 2**16),
    }
    if capped:
        wanted["RLIMIT_DATA"] = (inherited + limits.memory,) * 2
    for name, (soft, hard) in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        ceiling = resource.getrlimit(number)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        resource.setrlimit(number, (soft, hard))


class _CapHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def drop_capabilities() -> None:
    """Takes every capability from a root process (Linux); without effect, and silent, for anyone
    else.
    """
    if os.geteuid() != 0 or not os.path.exists("/proc/self/status"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    libc.capset(ctypes.byref(_CapHeader(CAPABILITY_VERSION, 0)), (ctypes.c_uint32 * 6)())
