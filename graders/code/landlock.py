"""Landlock: this process may open only the paths it was granted, for good. By ctypes; the three
system calls have no wrapper.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PR_SET_NO_NEW_PRIVS = 38
READ_FILE, READ_DIR = 1 << 2, 1 << 3
WRITE_FILE, TRUNCATE, IOCTL_DEV = 1 << 1, 1 << 14, 1 << 15
READ = READ_FILE | READ_DIR
# write, remove and make folders and regular files, read; no devices, sockets, pipes or links
SCRATCH = READ | WRITE_FILE | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 13 | TRUNCATE
ON_FILES = READ_FILE | WRITE_FILE | TRUNCATE | IOCTL_DEV

libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def abi() -> int:
    """The kernel's Landlock version, 0 where there is none."""
    try:
        return max(
            0, int(libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))
        )
    except (OSError, AttributeError, ValueError):
        return 0


def handled(version: int) -> int:
    """The file rights that Landlock `version` knows, as its bit mask."""
    bits = 13 if version < 2 else 14 if version < 3 else 15 if version < 5 else 16
    return (1 << bits) - 1


def hold(paths: Iterable[str]) -> list[tuple[int, bool]]:
    """Opens each path that exists, for `restrict`; gives (descriptor, is it a folder)."""
    held = []
    for path in paths:
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        held.append((fd, stat.S_ISDIR(os.fstat(fd).st_mode)))
    return held


def restrict(
    version: int,
    readable: Iterable[tuple[int, bool]],
    writable: Iterable[tuple[int, bool]],
    devices: Iterable[tuple[int, bool]] = (),
) -> None:
    """Leaves this process reading `readable` and reading and writing `writable` and `devices` (held
    descriptors).

    TCP, abstract sockets and signals to others are shut where the kernel can. Raises `OSError` when
    refused.
    """
    rights = handled(version)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = _Ruleset(rights, 0b11, 0b11)
    fd = libc.syscall(
        CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), ctypes.c_uint32(0)
    )
    if fd < 0:
        raise OSError(ctypes.get_errno(), "Landlock ruleset")
    for group, allowed in ((readable, READ), (writable, SCRATCH), (devices, ON_FILES)):
        for path, folder in group:
            rule = _PathBeneath(allowed & rights & (~0 if folder else ON_FILES), path)
            if libc.syscall(ADD_RULE, fd, 1, ctypes.byref(rule), 0) != 0:
                raise OSError(ctypes.get_errno(), "Landlock rule")
    no_new_privileges()
    if libc.syscall(RESTRICT_SELF, fd, 0) != 0:
        raise OSError(ctypes.get_errno(), "Landlock restrict")
    os.close(fd)


def no_new_privileges() -> None:
    """No program started from here may gain rights; Landlock and seccomp ask for it."""
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")
