"""What this machine offers for running code, for `quizbank doctor`; starts nothing and imports no TensorFlow."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
from typing import Any

from graders.code import feedback, gpu


def examine() -> dict[str, Any]:
    """``tensorflow`` (version or None), ``sandbox`` layers by name, ``sandboxed``, ``devices``, and ``advice`` in zh and en."""
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
    return {"tensorflow": version, "sandbox": layers, "sandboxed": bool(layers["landlock"] and layers["seccomp"]),
            "devices": devices, "processors": os.cpu_count() or 1, "advice": advice}


def tensorflow_version() -> str | None:
    """The installed version, from the package's metadata alone."""
    for name in ("tensorflow", "tensorflow-cpu", "tensorflow-macos", "tf-nightly"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return None


def sandbox_layers() -> dict[str, Any]:
    """Each layer: Landlock's version (0: none), whether seccomp and rlimits work, and whether bubblewrap is installed."""
    if sys.platform != "linux":
        return {"landlock": 0, "seccomp": False, "rlimits": os.name == "posix", "bubblewrap": False}
    from graders.code import landlock, seccomp

    return {"landlock": landlock.abi(), "seccomp": seccomp.compile_filter() is not None, "rlimits": True,
            "bubblewrap": shutil.which("bwrap") is not None}


def _faster(version: str | None) -> list[dict[str, str]]:
    advice = []
    if version is not None and gpu.present():
        try:
            importlib.metadata.version("nvidia-cudnn-cu12")
        except importlib.metadata.PackageNotFoundError:
            advice.append({"zh": "有 NVIDIA 显卡, 但没有装 CUDA 库: pip install 'deep-quizbank[cuda]' 后训练题会更快。",
                           "en": "There is an NVIDIA GPU but no CUDA libraries: pip install 'deep-quizbank[cuda]' makes training questions faster."})
    if (os.cpu_count() or 1) < 2:
        advice.append({"zh": "只有一个处理器核心, 第一道代码题要等 TensorFlow 加载完。",
                       "en": "With one processor core, the first code question waits for TensorFlow to load."})
    return advice
