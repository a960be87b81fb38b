"""CSV that opens right in a spreadsheet, and in which nothing is computed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO, TextIOWrapper
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


def sheet_lines(
    heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, excel: bool
) -> Iterator[str]:
    """The headings, then the rows as they come, each as a line, text guarded by `safe_cell`.

    `excel`: a byte order mark first, so that Excel and WPS read it as UTF-8.
    """
    line = StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(heads)
    yield (BOM if excel else "") + line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([safe_cell(cell) for cell in row])
        yield line.getvalue()


def write_sheet(
    out: TextIO, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, excel: bool
) -> int:
    """Writes the lines of a sheet; how many rows there were."""
    if isinstance(out, TextIOWrapper):
        out.reconfigure(newline="")
    count = -1
    for line in sheet_lines(heads, rows, excel=excel):
        out.write(line)
        count += 1
    return count
