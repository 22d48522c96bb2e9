"""Rows of short texts as aligned columns; Chinese characters take two places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len


def columns(rows: Sequence[dict[str, Any]]) -> list[str]:
    """One line a row; the keys of the first one say which columns there are, and the last is as long as it likes."""

    names = list(rows[0])
    table = [["-" if row[name] is None else str(row[name]) for name in names] for row in rows]
    widths = [max(cell_len(row[at]) for row in table) for at in range(len(names) - 1)]
    lines = []
    for row in table:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=False))
        lines.append("  ".join([*padded, row[-1]]))
    return lines
