"""All families."""

from tests.symbolic.pairs import Family, losses

FAMILIES: list[Family] = [*losses.FAMILIES]
