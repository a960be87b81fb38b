"""The rows of an HTML table, with their rowspan and colspan, → a rectangular grid.

As browsers do it: thead first and tfoot last, a rowspan ends with its row group, rowspan 0 reaches
to that end, and a cell stands at the first free place of its row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.readers.grid import check_size, keep_columns, rectangular
from indexer.readers.limits import TABLE_COLUMNS, TABLE_ROWS
from indexer.readers.pieces import RawCell, RawTable

_NUMBER = re.compile(r"\s{0,9}(\d{1,9})")
GROUP_ORDER = {"thead": 0, "tbody": 1, "tfoot": 2}


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """`down` and `across` are at least 1; `down` may reach beyond the row group."""

    cell: RawCell
    down: int
    across: int


@dataclass(slots=True)
class TableRow:
    """A row as it is met. `order` sorts it among the row groups; `group` names its own."""

    order: int
    group: int
    cells: list[SpannedCell] = field(default_factory=list)


def span_value(value: str | None, most: int, zero: int = 1) -> int:
    """The number an attribute begins with, between 1 and `most`; `zero` stands for 0.

    >>> span_value("100%", 60), span_value("x", 60), span_value(None, 60)
    (60, 1, 1)
    """
    match = _NUMBER.match(value or "")
    return min(int(match[1]) or zero, most) if match else 1


def grid(rows: list[TableRow]) -> RawTable:
    """Every cell at each place it covers; columns in which no cell begins are left out."""
    check_size(len(rows), 0)
    laid: list[list[RawCell | None]] = []
    # column → the cell that comes down from above and the number of rows it still covers
    above: dict[int, tuple[RawCell, int]] = {}
    group = None
    starts: set[int] = set()
    for row in sorted(rows, key=lambda row: row.order):
        if (row.order, row.group) != group:
            group = (row.order, row.group)
            above = {}
        line = {column: cell for column, (cell, _) in above.items()}
        above = {column: (cell, left - 1) for column, (cell, left) in above.items() if left > 1}
        column = 0
        for spanned in row.cells:
            while column in line:
                column += 1
            check_size(0, column + 1)
            starts.add(column)
            for place in range(column, min(column + spanned.across, TABLE_COLUMNS)):
                if place in line:
                    break
                line[place] = spanned.cell
                if spanned.down > 1:
                    above[place] = (spanned.cell, spanned.down - 1)
                column = place + 1
        width = max(line, default=-1) + 1
        laid.append([line.get(place) for place in range(width)])
    return keep_columns(rectangular(laid), starts)


def rows_of_group(value: str | None) -> int:
    """How many rows a rowspan covers; 0 covers all that are left."""
    return span_value(value, TABLE_ROWS, zero=TABLE_ROWS)
