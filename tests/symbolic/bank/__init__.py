"""Every formula question of the bank by a second route: gradients by complex steps of the loss, the
rest from the definition.
"""

from tests.symbolic.bank import activations, gradients, models
from tests.symbolic.bank.registry import ORACLES

__all__ = ["ORACLES", "activations", "gradients", "models"]
