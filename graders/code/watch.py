"""What the parent watches while a child runs: memory, threads and the size of its scratch folder."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

SCRATCH_BYTES = 64 * 2**20
SCRATCH_FILES = 2_000
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def max_threads() -> int:
    """Threads a child may have: TensorFlow's own pools grow with the processors."""
    return 512 + 8 * (os.cpu_count() or 1)


def memory_of(pid: int) -> int:
    """Bytes resident in process `pid`, 0 when it is gone or the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * PAGE
    except (OSError, ValueError, IndexError):
        return 0


def status_of(pid: int) -> tuple[int, int]:
    """(threads, bytes of private data) of process `pid`; zeros when unknown."""
    threads = data = 0
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            for line in file:
                if line.startswith("Threads:"):
                    threads = int(line.split()[1])
                elif line.startswith("VmData:"):
                    data = int(line.split()[1]) * 1024
    except (OSError, ValueError):
        return 0, 0
    return threads, data


def scratch_size(folder: str) -> tuple[int, int]:
    """(bytes, files) below `folder`, links not followed; stops counting once either is over its quota."""
    total = files = 0
    waiting = [folder]
    while waiting and total <= SCRATCH_BYTES and files <= SCRATCH_FILES:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    files += 1
                    info = entry.stat(follow_symlinks=False)
                    total += info.st_blocks * 512
                    if stat.S_ISDIR(info.st_mode):
                        waiting.append(entry.path)
        except OSError:
            continue
    return total, files


def remove_tree(folder: str) -> None:
    """Deletes a scratch folder with whatever a run left in it, unreadable folders included."""
    shutil.rmtree(folder, ignore_errors=True)
    if os.path.exists(folder):
        for path in [folder, *(str(p) for p in Path(folder).rglob("*") if p.is_dir() and not p.is_symlink())]:
            os.chmod(path, 0o700)
        shutil.rmtree(folder, ignore_errors=True)
