"""What this machine offers to code questions: TensorFlow, the sandbox, the device, the images; and
what would make it faster.
"""

from __future__ import annotations

from typing import Any

from graders.code import health
from quizbank.words.catalogue import both


def findings(lang: str) -> list[dict[str, Any]]:
    """One finding for each; nothing is started and TensorFlow is not imported."""
    found = health.examine()
    if found.tensorflow is None:
        return [
            _said(
                "tensorflow",
                False,
                lang,
                "没有安装。代码题需要它：pip install '.[tensorflow]'",
                "not installed. Code questions need it: pip install '.[tensorflow]'",
            )
        ]
    here = [name for name, place in found.images.items() if place == ""]
    absent = [f"{name} → {place}" for name, place in found.images.items() if place]
    return [
        _said("tensorflow", True, lang, found.tensorflow, found.tensorflow),
        _sandbox(found.sandbox, lang),
        _said(
            "device",
            True,
            lang,
            f"{'、'.join(found.devices)}，{found.processors} 个处理器核心",
            f"{', '.join(found.devices)}; {found.processors} processor cores",
        ),
        _said(
            "images",
            True,
            lang,
            f"有：{'、'.join(here) or '无'}" + (f"；没有：{'，'.join(absent)}" if absent else ""),
            f"here: {', '.join(here) or 'none'}"
            + (f"; not here: {', '.join(absent)}" if absent else ""),
        ),
        *(_said("faster", True, lang, *both(advice)) for advice in found.advice),
    ]


def _sandbox(layers: health.Layers, lang: str) -> dict[str, Any]:
    there = layers.working()
    if layers.shut:
        return _said("sandbox", True, lang, "、".join(there), ", ".join(there))
    return _said(
        "sandbox",
        False,
        lang,
        f"只有 {'、'.join(there) or '无'}：代码题要等你在设置里同意不隔离运行，或换到有 "
        "Landlock 和 seccomp 的 Linux 上。",
        f"only {', '.join(there) or 'nothing'}: code runs once you agree in the settings "
        "to run it without, or on a Linux with Landlock and seccomp.",
    )


def _said(name: str, ok: bool, lang: str, zh: str, en: str) -> dict[str, Any]:
    return {"name": name, "ok": ok, "needed": False, "message": zh if lang == "zh" else en}
