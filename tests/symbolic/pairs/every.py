"""All families."""

from tests.symbolic.pairs import Family, losses, networks, training

FAMILIES: list[Family] = [*losses.FAMILIES, *networks.FAMILIES, *training.FAMILIES]
