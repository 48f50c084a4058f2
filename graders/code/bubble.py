"""bubblewrap around the zygote, where it is installed and allowed: one more wall, with no network
and a machine to read only.

The children's own sandbox does not rest on it: many systems forbid a user the namespaces that it
needs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache

PROBE_SECONDS = 5.0
# no new process namespace: the grading process watches each child by its id
APART = ("--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")


@lru_cache(maxsize=1)
def command() -> tuple[str, ...]:
    """The start of a command line that runs the rest within bubblewrap; empty where it is missing
    or may not do it.
    """
    found = shutil.which("bwrap")
    if found is None:
        return ()
    start = (found, *APART, "--ro-bind", "/", "/", "--dev-bind", "/dev", "/dev")
    try:
        done = subprocess.run(
            [*start, "true"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return start if done.returncode == 0 else ()


def around(folder: str) -> list[str]:
    """As `command`, for work in `folder`: what holds it stays writable too, so that it can be
    removed at the end.
    """
    start = command()
    above = os.path.dirname(folder)
    return [*start, "--bind", above, above, "--chdir", folder, "--"] if start else []
