"""A failing case as code to paste: the arguments, in full."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from graders.code.values import Array, Items, Record

# entries of an array that are written out, and characters of a whole case
WRITTEN, MOST = 400, 20_000


def as_code(names: Sequence[str], values: Sequence[Any]) -> str | None:
    """A case's arguments as assignments; None where that would be too long or cannot be written."""
    labels = [names[place] if place < len(names) else f"arg{place}" for place in range(len(values))]
    try:
        lines = [f"{label} = {_code(value)}" for label, value in zip(labels, values, strict=True)]
    except ValueError:
        return None
    text = "\n".join(lines)
    heads = [f"import {name}" for name in ("base64", "zlib") if f"{name}." in text]
    if "np." in text:
        heads.append("import numpy as np")
    whole = "\n".join([*heads, *lines])
    return whole if len(whole) <= MOST else None


def _code(value: Any) -> str:
    if isinstance(value, Array):
        return _array(value)
    if isinstance(value, Items):
        inner = ", ".join(_code(item) for item in value.items)
        return f"{value.kind}([{inner}])" if value.unordered else f"[{inner}]"
    if isinstance(value, Record):
        return f"{value.type_name}(**{_code(value.fields)})"
    if isinstance(value, dict):
        pairs = (f"{key!r}: {_code(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, tuple):
        inner = ", ".join(_code(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return f"[{', '.join(_code(item) for item in value)}]"
    if isinstance(value, float) and not np.isfinite(value):
        return f'float("{value}")'
    if value is None or isinstance(value, (bool, int, float, complex, str, bytes, range)):
        return repr(value)
    raise ValueError(type(value).__name__)


def _array(array: Array) -> str:
    data = array.data
    if array.dtype == "string":
        return f"np.array({data.tolist()!r})"
    kind = "float32" if array.dtype == "bfloat16" else array.dtype
    if not data.size:
        return f'np.zeros({data.shape}, dtype="{kind}")'
    if data.size <= WRITTEN:
        return f'np.array({_numbers(data)}, dtype="{kind}")'
    packed = base64.b64encode(zlib.compress(np.ascontiguousarray(data).tobytes(), 9)).decode()
    read = f'np.frombuffer(zlib.decompress(base64.b64decode("{packed}")), "{kind}")'
    return f"{read}.reshape({data.shape})"


def _numbers(data: np.ndarray[Any, Any]) -> str:
    """Nested lists in the fewest digits that give the same numbers back."""
    if data.ndim == 0:
        return _number(data[()])
    return f"[{', '.join(_numbers(row) for row in data)}]"


def _number(value: Any) -> str:
    if isinstance(value, np.floating):
        if not np.isfinite(value):
            return f"np.{value}".replace("np.-inf", "-np.inf")
        return (
            np.format_float_positional(value, trim="0") if 1e-4 < abs(value) < 1e6 else str(value)
        )
    return str(value)
