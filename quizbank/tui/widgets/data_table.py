"""A problem's numbers as aligned tables, side by side as far as the width goes."""

from __future__ import annotations

import json
from collections.abc import Mapping

_GAP = 4


def data_tables(values: Mapping[str, str], width: int) -> list[str]:
    """Lines that show each vector and matrix of `values` (printed as in prompts) under its name;
    scalars share a line.
    """
    scalars, blocks = [], []
    for name, text in values.items():
        rows = _rows(text)
        if rows is None:
            scalars.append(f"{name} = {text}")
        else:
            blocks.append(_block(name, rows))
    lines: list[str] = []
    row: list[list[str]] = []
    for block in blocks:
        if row and sum(len(b[0]) + _GAP for b in row) + len(block[0]) > width:
            lines += [*_beside(row), ""]
            row = []
        row.append(block)
    if row:
        lines += _beside(row)
    if scalars:
        lines += ["", "    ".join(scalars)] if lines else ["    ".join(scalars)]
    return lines


def _rows(text: str) -> list[list[str]] | None:
    """The cells of a printed vector (one row) or matrix; None of a single number."""
    if not text.startswith("["):
        return None
    value = json.loads(text)
    rows = value if value and isinstance(value[0], list) else [value]
    return [[f"{cell:g}" for cell in row] for row in rows]


def _block(name: str, rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    cells = ["  ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)) for row in rows]
    middle = (len(rows) - 1) // 2
    lines = [
        (f"{name} = " if k == middle else " " * (len(name) + 3)) + f"[ {text} ]"
        for k, text in enumerate(cells)
    ]
    return [line.ljust(max(map(len, lines))) for line in lines]


def _beside(blocks: list[list[str]]) -> list[str]:
    height = max(map(len, blocks))
    padded = [block + [" " * len(block[0])] * (height - len(block)) for block in blocks]
    return [(" " * _GAP).join(parts).rstrip() for parts in zip(*padded, strict=True)]
