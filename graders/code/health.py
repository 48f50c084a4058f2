"""What this machine offers for running code, for `quizbank doctor`; starts nothing and imports no
TensorFlow.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from typing import Any

from graders.code import datasets, feedback, gpu


def examine() -> dict[str, Any]:
    """``tensorflow`` (version or None), ``sandbox`` layers by name, ``sandboxed``, ``devices``,
    ``images``, and ``advice`` in zh and en.

    Of ``images`` each data set has the place where it is missing, or an empty text where it is
    there.
    """
    version = tensorflow_version()
    layers = sandbox_layers()
    advice = []
    if version is None:
        said = feedback.say("tensorflow-missing")
        advice.append({"zh": said.zh, "en": said.en})
    if not (layers["landlock"] and layers["seccomp"]):
        said = feedback.say("sandbox-missing")
        advice.append({"zh": said.zh, "en": said.en})
    devices = ["CPU"] + (["GPU"] if gpu.present() else [])
    advice += _faster(version)
    return {
        "tensorflow": version,
        "sandbox": layers,
        "sandboxed": bool(layers["landlock"] and layers["seccomp"]),
        "devices": devices,
        "images": images(),
        "processors": os.cpu_count() or 1,
        "advice": advice,
    }


def images() -> dict[str, str]:
    """Each data set: empty where it is on this machine, else where it belongs. A file found is not
    verified here.
    """
    found = {}
    for name, locate in (("digits", datasets.digits_file), ("cifar10", datasets.cifar_file)):
        try:
            locate()
            found[name] = ""
        except datasets.DataMissing as missing:
            found[name] = missing.place
    return found


def tensorflow_version() -> str | None:
    """The installed version, from the package's metadata alone."""
    for name in ("tensorflow", "tensorflow-cpu", "tensorflow-macos", "tf-nightly"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return None


def sandbox_layers() -> dict[str, Any]:
    """Each layer: Landlock's version (0: none), whether seccomp and rlimits work, and whether
    bubblewrap works.
    """
    if sys.platform != "linux":
        return {"landlock": 0, "seccomp": False, "rlimits": os.name == "posix", "bubblewrap": False}
    from graders.code import bubble, landlock, seccomp

    return {
        "landlock": landlock.abi(),
        "seccomp": seccomp.compile_filter() is not None,
        "rlimits": True,
        "bubblewrap": bool(bubble.command()),
    }


def _faster(version: str | None) -> list[dict[str, str]]:
    advice = []
    if version is not None and gpu.present():
        try:
            importlib.metadata.version("nvidia-cudnn-cu12")
        except importlib.metadata.PackageNotFoundError:
            advice.append(
                {
                    "zh": "有 NVIDIA 显卡, 但没有装 CUDA 库: pip install 'deep-quizbank[cuda]' "
                    "后训练题会更快。",
                    "en": "There is an NVIDIA GPU but no CUDA libraries: pip install "
                    "'deep-quizbank[cuda]' makes training questions faster.",
                }
            )
    if (os.cpu_count() or 1) < 2:
        advice.append(
            {
                "zh": "只有一个处理器核心, 第一道代码题要等 TensorFlow 加载完。",
                "en": "With one processor core, the first code question waits for TensorFlow "
                "to load.",
            }
        )
    return advice
