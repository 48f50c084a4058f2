"""Every numeric question of the bank worked out again from its definition, in NumPy and plain
Python.
"""

from tests.numeric.bank import (
    classics,
    convolutions,
    detection_speech_text,
    generated,
    guide,
    recurrent,
    wide,
)
from tests.numeric.bank.registry import ORACLES

__all__ = [
    "ORACLES",
    "classics",
    "convolutions",
    "detection_speech_text",
    "generated",
    "guide",
    "recurrent",
    "wide",
]
