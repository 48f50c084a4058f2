"""All families."""

from tests.symbolic.pairs import Family, losses, networks

FAMILIES: list[Family] = [*losses.FAMILIES, *networks.FAMILIES]
