"""How printed tables come to harm on the way to plain text, each kind of damage on its own.

Every function takes a sound table and returns a damaged one, so they combine freely and any layout
can print the result. All of it is the work of a conversion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tests.printing.forms import APPLICANTS
from tests.printing.tables import Cell, Row, Table

EN_SPACE = "\u2002"
_COLUMNS = [column for column, _ in APPLICANTS]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of table 三 that begins with the row `start` and was read in other widths.

    `cut` label columns are lost on the left, `lead` empty cells slip in before the values, `trail`
    empty cells after them.
    """

    start: str
    cut: int = 0
    lead: int = 0
    trail: int = 0


def pad_values(table: Table, padding: Sequence[str] = ("{}" + EN_SPACE, EN_SPACE + "{}")) -> Table:
    """Values padded by the patterns in turn, from left to right."""
    return Table(
        tuple(
            replace(
                row,
                values=tuple(
                    replace(cell, text=padding[i % len(padding)].format(cell.text))
                    for i, cell in enumerate(row.values)
                ),
            )
            if row.key
            else row
            for row in table.rows
        )
    )


def drop_values(table: Table, dropped: Mapping[str, str]) -> Table:
    """Row of table 三 → the applicant column whose cell is gone, so six of seven values remain."""

    def short(row: Row) -> Row:
        if row.key not in dropped:
            return row
        gone = _COLUMNS.index(dropped[row.key])
        return replace(row, values=row.values[:gone] + row.values[gone + 1 :])

    return Table(tuple(map(short, table.rows)))


def ragged(table: Table, rows: Mapping[int, tuple[int, int, int]]) -> Table:
    """Row by its place → the value that is gone, empty cells before the others, and after them."""

    def torn(row: Row, gone: int, lead: int, trail: int) -> Row:
        values = row.values[:gone] + row.values[gone + 1 :]
        return replace(row, values=(*(Cell(),) * lead, *values, *(Cell(),) * trail))

    return Table(
        tuple(
            torn(row, *rows[place]) if place in rows and row.values else row
            for place, row in enumerate(table.rows)
        )
    )


def extra_value(table: Table, label: str, text: str) -> Table:
    """One value more than the block of table 二 has columns, in the row called `label`."""

    def long(row: Row) -> Row:
        if [cell.text for cell in row.labels] != [label]:
            return row
        values = tuple(replace(cell, span=1) for cell in row.values)
        return replace(row, values=(*values, Cell(text)))

    return Table(tuple(map(long, table.rows)))


def cut_label(table: Table, key: str, head: str, tail: str) -> list[Table]:
    """A row whose label the page cuts: the tail opens the next page, in a row without values."""
    at = next(i for i, row in enumerate(table.rows) if row.key == key)
    row = table.rows[at]
    blank = tuple(replace(cell, text="") for cell in row.values)
    above = Row((*row.labels[:-1], replace(row.labels[-1], text=head)), row.values, key)
    below = Row((*(Cell(below=True) for _ in row.labels[:-1]), Cell(tail)), blank)
    return [Table((*table.rows[:at], above)), Table((below, *table.rows[at + 1 :]))]


def break_pages(table: Table, pages: Sequence[Page]) -> list[Table]:
    """The table in pieces, one for what stands before the first page and one for each page."""
    starts = {page.start: page for page in pages}
    pieces: list[list[Row]] = [[]]
    page: Page | None = None
    for row in table.rows:
        if row.key in starts:
            page = starts[row.key]
            pieces.append([])
        pieces[-1].append(row if page is None else _on_page(row, page))
    return [Table(tuple(rows)) for rows in pieces if rows]


def _on_page(row: Row, page: Page) -> Row:
    labels = list(row.labels)
    for _ in range(page.cut):
        if labels[0].span > 1:
            labels[0] = replace(labels[0], span=labels[0].span - 1)
        elif not labels[0].text:
            del labels[0]
    lead, trail = (Cell(),) * page.lead, (Cell(),) * page.trail
    return replace(row, labels=tuple(labels), values=(*lead, *row.values, *trail))
