"""Which blanks of flattened rows of table 三 are certainly cells.

A blank at the edge of a row may also be left of a merged label while another cell is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.report.alignment import trimmed
from indexer.report.cells import Field
from indexer.report.quantities import read_quantity
from indexer.report.request_header import WIDTH
from indexer.report.request_rows import Found


def sure_blanks(found: Sequence[Found]) -> frozenset[int]:
    """The flattened rows, by place, in which a blank at the edge is certainly a cell.

    It is so only in a table all of whose rows are built alike, between rows of the same piece that
    are full.
    """
    if any(row.mark.line.exact or row.mark.cut or not _regular(row) for row in found):
        return _blank(found)
    if any(len({*map(_is_under, rows)}) > 1 for rows in _pieces(found)):
        return _blank(found)
    full = [_is_full(row.seven) for row in found]
    between = frozenset(
        place
        for place, row in enumerate(found)
        if (around := _neighbours(found, place))
        and all(full[other] for other in around)
        and trimmed(row.mark.values)
        and _not_shifted(row.seven)
    )
    return between | _blank(found)


def _is_full(fields: Sequence[Field]) -> bool:
    return len(fields) == WIDTH and not any(field.blank for field in fields)


def _not_shifted(seven: Sequence[Field]) -> bool:
    """Whether the sum of the row speaks against its cells standing one column beside their own."""
    values = [read_quantity(field.text, whole=False).value for field in seven]
    known = [value for value in values if value is not None]
    if seven[-1].blank:
        return known[-1:] != [sum(known[:-1])]
    return not seven[0].blank or sum(known) == 2 * known[-1]


def _blank(found: Sequence[Found]) -> frozenset[int]:
    """The flattened rows, by place, all of whose cells are certainly blank.

    A row of blanks may have lost the one number it had, and hold a blank of a merged label instead.
    It is trusted only in a piece whose rows are all built alike.
    """
    alike = {rows[0].mark.line.table for rows in _pieces(found) if _alike(rows)}
    return frozenset(
        place
        for place, row in enumerate(found)
        if row.mark.line.table in alike
        and not row.mark.line.exact
        and len(row.mark.values) >= WIDTH
        and not trimmed(row.mark.values)
    )


def _pieces(found: Sequence[Found]) -> list[list[Found]]:
    """The rows of each of the document's tables."""
    pieces: dict[int, list[Found]] = {}
    for row in found:
        pieces.setdefault(row.mark.line.table, []).append(row)
    return list(pieces.values())


def _is_under(row: Found) -> bool:
    """Whether the row is as wide as a header that names all in place."""
    return row.first is not None


def _alike(rows: Sequence[Found]) -> bool:
    """Whether rows are all of one length, or all have seven fields after any number of labels, and
    one of them shows that nothing is lost: all are blank, or one is full, or as its header is."""
    if len({len(row.mark.line.fields) for row in rows}) == 1:
        shown = any(map(_is_under, rows))
    elif all(len(row.mark.values) == WIDTH and not _is_under(row) for row in rows):
        shown = not any(trimmed(row.mark.values) for row in rows)
    else:
        return False
    cores = (trimmed(row.mark.values) for row in rows)
    return shown or any(map(_is_full, cores))


def _neighbours(found: Sequence[Found], place: int) -> list[int]:
    """The places of the rows before and after in the same piece."""
    table = found[place].mark.line.table
    around = (at for at in (place - 1, place + 1) if 0 <= at < len(found))
    return [at for at in around if found[at].mark.line.table == table]


def _regular(row: Found) -> bool:
    """Whether seven fields and no more follow the label, or all stand under the header's seven."""
    first = row.first
    if first is None:
        return len(row.mark.values) == WIDTH
    if row.mark.label >= first or first + WIDTH > len(row.mark.line.fields):
        return False
    between = row.mark.line.fields[row.mark.label + 1 : first]
    after = row.mark.line.fields[first + WIDTH :]
    return all(field.blank for field in (*between, *after))
