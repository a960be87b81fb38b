"""Table 三 (收到和处理政府信息公开申请情况): rows by innermost label, seven applicants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from indexer.forms.form import columns, forms
from indexer.forms.matching import column_vocabulary, match
from indexer.report.alignment import SEVERAL, Placed, align, by_position, trimmed, under_one
from indexer.report.cells import Field, Line
from indexer.report.column_sums import left_over
from indexer.report.glued_rows import told
from indexer.report.quantities import read_quantity
from indexer.report.readings import CellReading, RowReading, TableReading
from indexer.report.recovery import RowSum, adds_up
from indexer.report.request_rows import WIDTH, Found, collect
from indexer.report.short_rows import recover
from indexer.report.statutory import Mark

KEYS = tuple(columns("t3"))
KINDS = tuple(column.kind for column in columns("t3").values())
_SUM = RowSum(tuple(range(WIDTH - 1)), WIDTH - 1)
_UNSPLIT = "result.other.unsplit"
_SPLIT = frozenset(
    row.key
    for form in forms().values()
    for row in form.tables["t3"].rows
    if row.key.startswith("result.other.") and row.key != _UNSPLIT
)
FEWEST_ROWS = 4


def read_requests(marks: Sequence[Mark]) -> TableReading:
    """The rows of table 三, wherever its pieces stand; none if there is no header and few rows."""
    found, lost, headed = collect(marks)
    if not headed and len({row.mark.key for row in found}) < FEWEST_ROWS:
        return TableReading(False)
    found = [row for row in found if row.mark.values or row.tail]
    if {row.mark.key for row in found} & _SPLIT:
        # Here 其他处理 heads three rows, so that what stands beside it belongs to one of them.
        lost += [row.mark.line for row in found if row.mark.key == _UNSPLIT]
        found = [row for row in found if row.mark.key != _UNSPLIT]
    sure = _sure(found)
    runs = told(
        [
            (row.mark.key, () if row.mark.line.exact else row.mark.values or row.tail)
            for row in found
        ]
    )
    rows = tuple(_row(row, place in sure, runs.get(place)) for place, row in enumerate(found))
    if not lost and (forced := left_over(rows, _SUM)) is not None:
        pairs = zip(found, rows, strict=True)
        rows = tuple(_recovered(row, reading, forced) for row, reading in pairs)
    return TableReading(bool(rows) or headed, rows, tuple(lost))


def _row(row: Found, sure: bool, run: Sequence[Field] | None) -> RowReading:
    mark = row.mark
    values = mark.values or row.tail
    inside = None
    if mark.line.exact and mark.values:
        positions = _positions(row.header, len(mark.line.places))
        inside = by_position(mark.line, mark.label, positions) if positions else None
    placed: Sequence[Placed]
    if inside is not None:
        placed = [under_one(inside[key], kind) for key, kind in zip(KEYS, KINDS, strict=True)]
    elif not _in_order(row.header):
        placed = [SEVERAL] * WIDTH
    elif run is not None:
        placed = [Placed("agreed", field) for field in run]
    elif sure:
        placed = [Placed("one", field) for field in _seven(row)]
    else:
        placed = align(values, KINDS, (_SUM,))
        if row.tail and not _adds_up(placed):
            placed = [SEVERAL] * WIDTH
    cells = tuple(
        CellReading(f"t3.{mark.key}.{key}", columns("t3")[key], cell)
        for key, cell in zip(KEYS, placed, strict=True)
    )
    return RowReading(mark.line, values, cells, row.blurred)


def _recovered(row: Found, reading: RowReading, forced: Mapping[str, Decimal]) -> RowReading:
    """The row with what all its readings agree on, if none of its cells could be told.

    Only cells that a column sum bears out: where nothing but the row's own sum speaks for a cell, a
    misprint in the row gave 93 of 1,584 made tables a wrong one.
    """
    several = all(cell.placed.reading == "several" for cell in reading.cells)
    if not several or row.tail or not _in_order(row.header):
        return reading
    keys = [cell.key for cell in reading.cells]
    own = {place: forced[key] for place, key in enumerate(keys) if key in forced}
    placed = recover(reading.values, WIDTH, (_SUM,), own)
    cells = (
        replace(cell, placed=placed[place] if place in own else SEVERAL)
        for place, cell in enumerate(reading.cells)
    )
    return replace(reading, cells=tuple(cells))


def _positions(header: Sequence[Line], width: int) -> Mapping[str, tuple[int, ...]] | None:
    """column → its places, by the lowest label above each; None unless all seven are there."""
    lowest: dict[int, str] = {}
    for line in header:
        if not line.exact or len(line.places) != width:
            continue
        for place, cell in enumerate(line.places):
            key = match(column_vocabulary("t3"), cell.text) if cell else None
            if key is not None and not key.startswith("#"):
                lowest[place] = key
    places = {key: tuple(p for p, name in lowest.items() if name == key) for key in KEYS}
    return places if all(places.values()) else None


def _in_order(header: Sequence[Line]) -> bool:
    """Whether the applicants that the header names stand in the order of the form.

    Those under 法人或其他组织 stand on a line of their own; the others on the line above it.
    """
    for line in header:
        named = [match(column_vocabulary("t3"), field.text) for field in line.fields]
        keys = list(dict.fromkeys(key for key in named if key in KEYS))
        if keys != sorted(keys, key=KEYS.index):
            return False
    return True


def _adds_up(placed: Sequence[Placed]) -> bool:
    values = [
        read_quantity(cell.field.text, whole=False).value if cell.field else None for cell in placed
    ]
    return adds_up(values, (_SUM,))


def _sure(found: Sequence[Found]) -> frozenset[int]:
    """The flattened rows, by place, in which a blank at the edge is certainly a cell.

    A blank there may also be left of a merged label while another cell is lost. It is a cell only
    in a table all of whose rows are built alike, between rows of the same piece that are full.
    """
    if any(row.mark.line.exact or row.mark.cut or not _regular(row) for row in found):
        return _blank(found)
    if any(len({*map(_is_under, rows)}) > 1 for rows in _pieces(found)):
        return _blank(found)
    between = frozenset(
        place
        for place, row in enumerate(found)
        if (around := _neighbours(found, place))
        and all(len(trimmed(_seven(other))) == WIDTH for other in around)
        and all(not field.blank for other in around for field in _seven(other))
        and trimmed(row.mark.values)
        and _not_shifted(_seven(row))
    )
    return between | _blank(found)


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
    return _first(row.header, len(row.mark.line.fields)) is not None


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
    return shown or any(len(core) == WIDTH and not any(f.blank for f in core) for core in cores)


def _neighbours(found: Sequence[Found], place: int) -> list[Found]:
    table = found[place].mark.line.table
    around = [found[i] for i in (place - 1, place + 1) if 0 <= i < len(found)]
    return [row for row in around if row.mark.line.table == table]


def _seven(row: Found) -> Sequence[Field]:
    first = _first(row.header, len(row.mark.line.fields))
    if first is None:
        return row.mark.values[-WIDTH:]
    return row.mark.line.fields[first : first + WIDTH]


def _regular(row: Found) -> bool:
    """Whether seven fields and no more follow the label, or all stand under the header's seven."""
    first = _first(row.header, len(row.mark.line.fields))
    if first is None:
        return len(row.mark.values) == WIDTH
    if row.mark.label >= first or first + WIDTH > len(row.mark.line.fields):
        return False
    between = row.mark.line.fields[row.mark.label + 1 : first]
    after = row.mark.line.fields[first + WIDTH :]
    return all(field.blank for field in (*between, *after))


def _first(header: Sequence[Line], width: int) -> int | None:
    """Where 自然人 stands in a header whose lines are as wide as the row and name all in place."""
    places: dict[str, int] = {}
    for line in header:
        if len(line.fields) != width:
            continue
        for place, field in enumerate(line.fields):
            key = match(column_vocabulary("t3"), field.text)
            if key in KEYS:
                places[key] = place
    first = places.get(KEYS[0])
    if first is None or any(places.get(key) != first + i for i, key in enumerate(KEYS)):
        return None
    return first
