"""Rows of cells made rectangular, and the question whether a table is one or only lays a page out.

Measured: LibreOffice adds a column one twip wide to wide tables, and pages give colspan="100%", so
columns nobody uses are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.readers.limits import TABLE_COLUMNS, TABLE_ROWS
from indexer.readers.pieces import Piece, RawCell, RawTable, cell_text, cells_of
from indexer.readers.refusals import Refused

LONGEST_CELL = 500
"""Characters. The forms' longest cell has 60; what is longer is prose in a frame."""
MANY_CELLS = 20
"""Cells with text. A page is laid out with fewer; a form with a long remark has more."""


def check_size(rows: int, columns: int) -> None:
    """Refuses a table that is larger than any report's."""
    if rows > TABLE_ROWS:
        raise Refused("too_large", f"一张表超过 {TABLE_ROWS} 行")
    if columns > TABLE_COLUMNS:
        raise Refused("too_complex", f"一张表超过 {TABLE_COLUMNS} 列")


def rectangular(rows: Sequence[Sequence[RawCell | None]]) -> RawTable:
    """The rows, filled up with None to the length of the longest."""
    width = max(map(len, rows), default=0)
    check_size(len(rows), width)
    return RawTable(tuple((*row, *[None] * (width - len(row))) for row in rows))


def keep_columns(table: RawTable, kept: Iterable[int]) -> RawTable:
    """The columns `kept`, and any other column that alone holds some cell with text."""
    wanted = set(kept)
    safe = {cell for row in table.rows for at, cell in enumerate(row) if cell and at in wanted}
    for row in table.rows:
        for at, cell in enumerate(row):
            if cell and cell not in safe and cell_text(cell):
                wanted.add(at)
    columns = sorted(wanted)
    if not table.rows or len(columns) == len(table.rows[0]):
        return table
    return RawTable(tuple(tuple(row[at] for at in columns) for row in table.rows))


def lays_out(table: RawTable) -> bool:
    """Whether the table only arranges a page, so that its cells are read one after another.

    So it does with fewer than two cells of text or one column, with prose in one of few cells, or
    around a table that has as many cells as itself.
    """
    cells = list(cells_of(table))
    texts = [text for text in map(cell_text, cells) if text]
    if len(texts) < 2 or len(table.rows[0]) < 2:
        return True
    if len(texts) < MANY_CELLS and max(map(len, texts)) > LONGEST_CELL:
        return True
    inner = (piece for cell in cells for piece in cell.pieces if isinstance(piece, RawTable))
    return any(sum(1 for _ in cells_of(piece)) >= len(cells) for piece in inner)


def table_pieces(table: RawTable) -> tuple[Piece, ...]:
    """The table itself, or what its cells hold if it only lays out a page."""
    if table.rows and not lays_out(table):
        return (table,)
    return tuple(piece for cell in cells_of(table) for piece in cell.pieces)
