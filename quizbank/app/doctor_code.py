"""What this machine offers to code questions: TensorFlow, the sandbox, the device, the images; and
what would make it faster.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graders.code import health
from graders.said import Said, said
from quizbank.domain.json import Json
from quizbank.words.catalogue import sentence


def findings(lang: str) -> list[Json]:
    """One finding for each; nothing is started and TensorFlow is not imported."""
    found = health.examine()
    if found.tensorflow is None:
        return [_finding("tensorflow", False, sentence(said("doctor.no-tensorflow"), lang))]
    device = said("doctor.device", devices=found.devices, cores=found.processors)
    return [
        _finding("tensorflow", True, found.tensorflow),
        _sandbox(found.sandbox, lang),
        _finding("device", True, sentence(device, lang)),
        _finding("images", True, sentence(_images(found.images), lang)),
        *(_finding("faster", True, sentence(advice, lang)) for advice in found.advice),
    ]


def _sandbox(layers: health.Layers, lang: str) -> Json:
    there = _listed(layers.working(), "doctor.no-layer")
    message = there if layers.shut else said("doctor.sandbox-open", there=there)
    return _finding("sandbox", layers.shut, sentence(message, lang))


def _images(images: Mapping[str, str]) -> Said:
    here = _listed([name for name, place in images.items() if not place], "doctor.no-image")
    absent = tuple(f"{name} → {place}" for name, place in images.items() if place)
    if absent:
        return said("doctor.images-absent", here=here, absent=absent)
    return said("doctor.images", here=here)


def _listed(names: Sequence[str], none: str) -> Said:
    """The names in a row, or the message `none`."""
    return said("doctor.list", names=tuple(names)) if names else said(none)


def _finding(name: str, ok: bool, message: str) -> Json:
    return {"name": name, "ok": ok, "needed": False, "message": message}
