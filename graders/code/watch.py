"""What the parent watches while a child runs: memory, threads and the size of its scratch
folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat

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


def waited_for_processor(pid: int) -> float:
    """Seconds that a thread of process `pid` has stood ready to run while others ran, of the thread
    that waited longest; 0 where the system does not tell.
    """
    longest = 0
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as file:
                longest = max(longest, int(file.read().split()[1]))
    except (OSError, ValueError, IndexError):
        return longest / 1e9
    return longest / 1e9


def scratch_size(folder: str) -> tuple[int, int]:
    """(bytes, files) below `folder`, links not followed; stops counting once either is over its
    quota.
    """
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
        except OSError as error:
            # a path too long to look into is a place to hide in
            if error.errno == errno.ENAMETOOLONG:
                return total, SCRATCH_FILES + 1
    return total, files


def remove_tree(folder: str) -> None:
    """Deletes a scratch folder with whatever a run left in it; links are not followed and depth
    does not matter.

    Folders found inside are first moved up to the top, so that no path grows long and nothing
    recurses.
    """
    try:
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        moved = 0
        while names := os.listdir(top):
            before = moved
            for name in names:
                moved += _lift(top, name, moved)
            if moved == before and len(os.listdir(top)) >= len(names):
                break
    finally:
        os.close(top)
    with contextlib.suppress(OSError):
        os.rmdir(folder)


def _lift(top: int, name: str, count: int) -> int:
    """Deletes the entry `name` of `top` when it is no full folder, else moves its folders up; gives
    how many it moved.
    """
    with contextlib.suppress(OSError):
        os.unlink(name, dir_fd=top)
        return 0
    try:
        inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=top)
    except OSError:
        return 0
    moved = 0
    try:
        for entry in os.listdir(inner):
            try:
                os.unlink(entry, dir_fd=inner)
            except OSError:
                moved += 1
                os.rename(entry, f".lifted-{count + moved}", src_dir_fd=inner, dst_dir_fd=top)
    finally:
        os.close(inner)
    with contextlib.suppress(OSError):
        os.rmdir(name, dir_fd=top)
    return moved
