"""Values as a learner sees them: short lines, at most a few numbers of an array."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from graders.code.closeness import number
from graders.code.compare import items_of, kind_of
from graders.code.values import Array, Items, Record, Unsupported, printable

NUMBERS = 8
LINE = 160


def short(value: Any, depth: int = 0) -> str:
    """`value` in at most about 160 characters: an array by dtype, shape and first numbers."""
    if isinstance(value, Array):
        flat = value.data.reshape(-1)
        shown = ", ".join(number(item) for item in flat[:NUMBERS])
        more = ", …" if flat.size > NUMBERS else ""
        return (
            f"{value.dtype}{list(value.shape)} [{shown}{more}]"
            if value.shape
            else f"{shown} ({value.dtype})"
        )
    if isinstance(value, (list, tuple)):
        inner = ", ".join(short(item, depth + 1) for item in value[:3]) if depth < 3 else "…"
        inner += ", …" if len(value) > 3 else ""
        text = f"[{inner}]" if isinstance(value, list) else f"({inner})"
    elif isinstance(value, dict):
        text = (
            "{"
            + ", ".join(
                f"{printable(key, 20)}: {short(item, depth + 1)}"
                for key, item in list(value.items())[:3]
            )
            + "}"
        )
    elif isinstance(value, Record):
        text = f"{value.type_name}{short(value.fields, depth)}"
    elif isinstance(value, (range, Items)):
        inner = ", ".join(short(item, depth + 1) for item in items_of(value)[:NUMBERS])
        text = f"{kind_of(value)}({inner}{', …' if len(items_of(value)) > NUMBERS else ''})"
    elif isinstance(value, Unsupported):
        text = f"<{value.type_name}>"
    else:
        text = repr(value) if isinstance(value, str) else number(value)
    return text if len(text) <= LINE else text[: LINE - 1] + "…"


def arguments(names: Sequence[str], values: Sequence[Any]) -> str:
    """A case's arguments by name, one a line."""
    labels = [names[i] if i < len(names) else f"arg{i}" for i in range(len(values))]
    return "\n".join(
        f"{label} = {short(value)}" for label, value in zip(labels, values, strict=True)
    )


def finite(value: float | None) -> float | None:
    """`value` where JSON can carry it."""
    return value if value is not None and np.isfinite(value) else None
