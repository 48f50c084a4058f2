"""What a child may touch, and the one call that shuts everything else.

Readable: Python's own library, installed packages one by one (never this program's), shared
libraries, a few facts about
the machine. Writable: the run's scratch folder. Nothing else exists for the child, whoever started
it, root included.
"""

from __future__ import annotations

import glob
import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graders.code import landlock, rlimits, seccomp

OWN = (
    "quizbank",
    "graders",
    "deep_quizbank",
    "migrations",
    "questions",
    "__editable__",
    "_deep_quizbank",
)
LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
FACTS = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/filesystems",
    "/proc/sys/vm",
    "/proc/sys/kernel/osrelease",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
)
GPU_FACTS = (
    "/proc/driver/nvidia",
    "/sys/bus/pci",
    "/sys/devices",
    "/sys/module/nvidia",
    "/usr/local/cuda",
)


@dataclass(slots=True)
class Sandbox:
    """The sandbox prepared once, in the zygote: open paths, the compiled filter, the memory it
    starts from.
    """

    landlock_version: int = 0
    readable: list[tuple[int, bool]] = field(default_factory=list)
    gpu_readable: list[tuple[int, bool]] = field(default_factory=list)
    devices: list[tuple[int, bool]] = field(default_factory=list)
    gpu_devices: list[tuple[int, bool]] = field(default_factory=list)
    program: bytes | None = None
    inherited: int = 0

    @property
    def layers(self) -> list[str]:
        """The layers that work here, by name."""
        found = ["rlimits"]
        if self.landlock_version:
            found.append("landlock")
        if self.program:
            found.append("seccomp")
        return found

    def enter(
        self, limits: rlimits.Limits, scratch: str, keep: tuple[int, ...], gpu: bool = False
    ) -> None:
        """Shuts this process in, for good: descriptors but `keep`, limits, privileges, files,
        system calls.

        Raises `OSError` when a layer that worked in the zygote fails now; the run must not go on
        then.
        """
        signals = seccomp.compile_signal_filter(os.getpid()) if self.program else None
        if self.landlock_version:
            readable = self.readable + (self.gpu_readable if gpu else [])
            devices = self.devices + (self.gpu_devices if gpu else [])
            # TensorFlow reads its own command line; what others run stays out of sight
            readable = readable + landlock.hold(["/proc/self"])
            landlock.restrict(self.landlock_version, readable, landlock.hold([scratch]), devices)
        close_all_but(keep)
        # after closing: the held paths alone are more descriptors than a child may have
        rlimits.apply(limits, self.inherited, capped=not gpu)
        rlimits.drop_capabilities()
        if self.program and signals:
            seccomp.load(signals)
            seccomp.load(self.program)


def prepare(inherited: int, others: Iterable[str] = ()) -> Sandbox:
    """Opens and compiles all that needs doing once; `inherited` is the zygote's
    `private_data()`, `others` are packages that its children may not read.
    """
    version = landlock.abi()
    box = Sandbox(version, program=seccomp.compile_filter(), inherited=inherited)
    if version:
        box.readable = landlock.hold(readable_paths(others))
        box.gpu_readable = landlock.hold(GPU_FACTS)
        box.devices = landlock.hold(["/dev/null"])
        box.gpu_devices = landlock.hold(glob.glob("/dev/nvidia*"))
    return box


def readable_paths(others: Iterable[str] = ()) -> list[str]:
    """Every path a child may read, one entry of a package folder at a time so that this program
    stays out, and with it the packages `others`.
    """
    paths, hidden = list(FACTS), set(others)
    for folder in _package_folders():
        paths.extend(path for path in _entries(folder) if os.path.basename(path) not in hidden)
    for folder in LIBRARIES:
        paths.extend(
            path for path in _entries(folder) if not os.path.basename(path).startswith("python")
        )
    paths.extend(
        path for path in os.environ.get("LD_LIBRARY_PATH", "").split(":") if path.startswith("/")
    )
    return sorted(set(paths))


def _package_folders() -> set[str]:
    named = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    named += site.getsitepackages()
    if site.ENABLE_USER_SITE:
        named.append(site.getusersitepackages())
    # packages may stand on the path in other ways (a distribution's dist-packages); a source tree
    # does not count
    named += [
        path
        for path in sys.path
        if os.path.basename(path) in ("site-packages", "dist-packages", "lib-dynload")
    ]
    return {os.path.realpath(path) for path in named if path and os.path.isdir(path)}


def _entries(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if (
            name.startswith(OWN)
            or name in ("site-packages", "dist-packages")
            or name.endswith((".pth", ".egg-link"))
        ):
            continue
        yield os.path.join(folder, name)


def close_all_but(keep: tuple[int, ...]) -> None:
    """Closes every descriptor of this process that is not in `keep`."""
    start = 0
    for fd in sorted(keep):
        # an empty range at 0 would close every descriptor (close_range with a last of -1)
        if start < fd:
            os.closerange(start, fd)
        start = fd + 1
    os.closerange(start, 1_048_576 if _many_open() else 4096)


def _many_open() -> bool:
    try:
        return max(int(name) for name in os.listdir("/proc/self/fd")) >= 4096
    except (OSError, ValueError):
        return True
