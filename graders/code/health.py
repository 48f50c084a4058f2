"""What this machine offers for running code, for `quizbank doctor`; starts nothing and imports no
TensorFlow.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from graders.code import datasets, gpu
from graders.said import Said, said

# the packages that bring TensorFlow
_TENSORFLOWS = ("tensorflow", "tensorflow-cpu", "tensorflow-macos", "tf-nightly")


@dataclass(frozen=True, slots=True)
class Layers:
    """The sandbox: Landlock's version (0: none), whether seccomp and resource limits work, and
    whether bubblewrap does.
    """

    landlock: int = 0
    seccomp: bool = False
    rlimits: bool = False
    bubblewrap: bool = False

    @property
    def shut(self) -> bool:
        """Whether what a submission may touch is shut in."""
        return bool(self.landlock and self.seccomp)

    def working(self) -> tuple[str, ...]:
        """The layers that work, by name."""
        names = ("landlock", "seccomp", "rlimits", "bubblewrap")
        return tuple(name for name in names if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Health:
    """Versions of TensorFlow, NumPy and PyTorch (None: not installed), the sandbox, the devices,
    each data set with the place where it is missing (empty: it is there), the processor cores, and
    advice.
    """

    tensorflow: str | None
    numpy: str | None
    torch: str | None
    sandbox: Layers
    devices: tuple[str, ...]
    images: dict[str, str]
    processors: int
    advice: tuple[Said, ...]

    @property
    def sandboxed(self) -> bool:
        """Whether code runs without the learner's leave."""
        return self.sandbox.shut


def examine() -> Health:
    """What there is, from metadata and a look at the system."""
    tensorflow, layers = tensorflow_version(), sandbox_layers()
    return Health(
        tensorflow=tensorflow,
        numpy=version("numpy"),
        torch=version("torch"),
        sandbox=layers,
        devices=("CPU", "GPU") if gpu.present() else ("CPU",),
        images=images(),
        processors=os.cpu_count() or 1,
        advice=tuple(_advice(tensorflow, layers)),
    )


def images() -> dict[str, str]:
    """Each data set: empty where it is on this machine, else where it belongs. A file is not
    verified here.
    """
    places = {}
    for name, locate in (("digits", datasets.digits_file), ("cifar10", datasets.cifar_file)):
        try:
            locate()
            places[name] = ""
        except datasets.DataMissing as missing:
            places[name] = missing.place
    return places


def version(package: str) -> str | None:
    """The installed version, from the package's metadata alone."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def tensorflow_version() -> str | None:
    """The installed version of TensorFlow, by whatever package it came."""
    versions = (version(name) for name in _TENSORFLOWS)
    return next((there for there in versions if there is not None), None)


def sandbox_layers() -> Layers:
    """Which layers of the sandbox work here."""
    if sys.platform != "linux":
        return Layers(rlimits=os.name == "posix")
    from graders.code import bubble, landlock, seccomp

    return Layers(
        landlock=landlock.abi(),
        seccomp=seccomp.compile_filter() is not None,
        rlimits=True,
        bubblewrap=bool(bubble.command()),
    )


def proving() -> str:
    """What a proof that a question is sound rests on: the sandbox and the versions of the
    libraries. Part of the key by which lint remembers a clean question.
    """
    layers = sandbox_layers()
    packages = {name: version(name) for name in ("numpy", "keras", "torch")}
    versions = {"python": sys.version.split()[0], "tensorflow": tensorflow_version(), **packages}
    told = [f"{name} {number or '-'}" for name, number in versions.items()]
    return "; ".join([*told, f"shut {layers.shut}"])


def _advice(tensorflow: str | None, layers: Layers) -> Iterator[Said]:
    if tensorflow is None:
        yield said("code.tensorflow-missing")
    if not layers.shut:
        yield said("code.sandbox-missing")
    if tensorflow is not None and gpu.present() and version("nvidia-cudnn-cu12") is None:
        yield said("code.cuda-missing")
    if (os.cpu_count() or 1) < 2:
        yield said("code.one-processor")
