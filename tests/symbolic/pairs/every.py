"""All families."""

from tests.symbolic.pairs import Family, losses, networks, sizes, training

FAMILIES: list[Family] = [*losses.FAMILIES, *networks.FAMILIES, *sizes.FAMILIES, *training.FAMILIES]
