"""Every numeric question of the bank worked out again from its definition, in NumPy and plain Python."""

from tests.numeric.bank import classics, convolutions, generated, guide, recurrent
from tests.numeric.bank.registry import ORACLES

__all__ = ["ORACLES", "classics", "convolutions", "generated", "guide", "recurrent"]
