"""CSV that opens right in a spreadsheet, and in which nothing is computed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import TextIOWrapper
from typing import TextIO

# What a spreadsheet takes for a formula, the full-width forms among them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
BOM = "\ufeff"

Cell = str | int | float | Decimal | None


def safe_cell(value: Cell) -> Cell:
    """The cell with an apostrophe before text that a spreadsheet would compute."""
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u3000\n").startswith(_FORMULA) else text


def write_sheet(
    out: TextIO, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, excel: bool
) -> int:
    """The headings, then the rows as they come, text guarded by `safe_cell`; how many there were.

    `excel`: a byte order mark first, so that Excel and WPS read it as UTF-8.
    """
    if isinstance(out, TextIOWrapper):
        out.reconfigure(newline="")
    if excel:
        out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(heads)
    count = 0
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
        count += 1
    return count
