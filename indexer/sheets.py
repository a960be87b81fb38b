"""What stands in a cell of a CSV file, so that no spreadsheet computes it."""

from __future__ import annotations

from decimal import Decimal

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
