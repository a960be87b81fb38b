"""Table 四 (行政复议、行政诉讼情况): fifteen cells in one row, named by the header alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.forms.form import columns, forms
from indexer.forms.matching import column_vocabulary, match, row_vocabulary
from indexer.report.alignment import SEVERAL, Placed, align, by_position, under_one
from indexer.report.cells import Field, Line
from indexer.report.glued_rows import blocks
from indexer.report.quantities import read_quantity
from indexer.report.readings import CellReading, RowReading, TableReading
from indexer.report.recovery import RowSum, adds_up
from indexer.report.short_rows import recover
from indexer.report.statutory import TALLEST_HEAD, Mark

OUTCOMES = tuple(columns("t4"))
REMEDIES = tuple(row.key for row in next(iter(forms().values())).tables["t4"].rows)
KEYS = tuple(f"{remedy}.{outcome}" for remedy in REMEDIES for outcome in OUTCOMES)
_KINDS = tuple(columns("t4")[key].kind for key in OUTCOMES)
_ALL_KINDS = _KINDS * len(REMEDIES)
_SIZE = len(OUTCOMES)
_SUMS = tuple(
    RowSum(tuple(range(start, start + _SIZE - 1)), start + _SIZE - 1)
    for start in range(0, len(KEYS), _SIZE)
)
FEWEST_LABELS = 6


def read_review(marks: Sequence[Mark]) -> TableReading:
    """The rows of values under a header of table 四; none if the header has too few labels."""
    header: list[Line] = []
    found: list[RowReading] = []
    lost: list[Line] = []
    pending: list[Line] = []
    headed = False
    for mark in marks:
        ends = mark.line.after_prose or (mark.table and mark.table != "t4")
        if ends or (mark.part == "head" and pending):
            found += _values(header, pending)
            header, pending = [], []
        if mark.part == "head" and mark.table == "t4":
            again = REMEDIES[0] in _named([mark.line]) and REMEDIES[0] in _named(header)
            again = again or len(header) == TALLEST_HEAD
            header = [mark.line] if again else [*header, mark.line]
            headed = headed or _labels(header) >= FEWEST_LABELS
        elif mark.part == "row" and mark.table == "t4":
            if (row := _remedy(header, mark)) is not None:
                found.append(row)
        elif mark.part in ("numbers", "blank") and _labels(header) >= FEWEST_LABELS:
            pending.append(mark.line)
        elif mark.part == "text":
            found += _values(header, pending)
            pending = []
            if any(_is_label(field) for field in mark.line.fields):
                lost.append(mark.line)
            else:
                header = []
    found += _values(header, pending)
    return TableReading(headed, tuple(found), tuple(lost) if headed else ())


def _values(header: Sequence[Line], lines: Sequence[Line]) -> list[RowReading]:
    """Each line of fifteen is a row of its own; shorter ones follow one another as one row."""
    rows = [_row(header, line) for line in lines if len(line.fields) >= len(KEYS)]
    pieces = [line for line in lines if len(line.fields) < len(KEYS)]
    if rows:
        filled = [row for row in rows if any(not field.blank for field in row.values)]
        blurred = any(not field.blank for line in pieces for field in line.fields)
        return [RowReading(row.line, row.values, row.cells, blurred) for row in filled or rows[:1]]
    if not any(not field.blank for line in pieces for field in line.fields):
        return []
    fields = tuple(field for line in pieces for field in line.fields)
    placed: Sequence[Placed] = align(fields, _ALL_KINDS, _SUMS)
    run = () if pieces[0].exact else blocks(fields, len(REMEDIES), _SIZE)
    if run and _ordered(header):
        placed = [Placed("agreed", field) if field else SEVERAL for field in run]
    elif not _ordered(header):
        placed = [SEVERAL] * len(KEYS)
    elif not _adds_up(placed):
        held = [one for one in pieces if any(not field.blank for field in one.fields)]
        placed = recover(fields, len(KEYS), _SUMS) if len(held) == 1 else [SEVERAL] * len(KEYS)
    return [RowReading(pieces[0], fields, _cells(KEYS, placed))]


def _row(header: Sequence[Line], line: Line) -> RowReading:
    inside = None
    if line.exact and (positions := _positions(header, len(line.places))):
        inside = by_position(line, -1, positions)
    placed: Sequence[Placed]
    if inside is not None:
        placed = [under_one(inside[key], kind) for key, kind in zip(KEYS, _ALL_KINDS, strict=True)]
    elif not _ordered(header):
        placed = [SEVERAL] * len(KEYS)
    elif _is_fifteen(header, line):
        placed = [Placed("one", field) for field in line.fields]
    else:
        placed = align(line.fields, _ALL_KINDS, _SUMS)
    return RowReading(line, line.fields, _cells(KEYS, placed))


def _is_fifteen(header: Sequence[Line], line: Line) -> bool:
    """Whether the fields are the fifteen cells, so that a blank at the edge is one of them.

    They are as many as the widest line of the header has, and each remedy's five are all blank, or
    all there and add up. Otherwise a blank may have slipped in while a cell was lost.
    """
    if not len(line.fields) == len(KEYS) == max(len(head.fields) for head in header):
        return False
    for row_sum in _SUMS:
        block = [line.fields[place] for place in (*row_sum.parts, row_sum.total)]
        values = [read_quantity(field.text, whole=False).value for field in block]
        if not all(field.blank for field in block) and not adds_up(values, _SUMS[:1]):
            return False
    return True


def _remedy(header: Sequence[Line], mark: Mark) -> RowReading | None:
    """A row of five under the five outcomes, in tables that turn the form on its side."""
    if mark.key not in REMEDIES:
        return None
    leaves = [key for key in _named(header) if key in OUTCOMES]
    placed = align(mark.values, _KINDS, _SUMS[:1])
    if leaves != list(OUTCOMES):
        placed = (SEVERAL,) * _SIZE
    keys = [f"{mark.key}.{outcome}" for outcome in OUTCOMES]
    return RowReading(mark.line, mark.values, _cells(keys, placed))


def _cells(keys: Sequence[str], placed: Sequence[Placed]) -> tuple[CellReading, ...]:
    return tuple(
        CellReading(f"t4.{key}", columns("t4")[key.rpartition(".")[2]], cell)
        for key, cell in zip(keys, placed, strict=True)
    )


def _positions(header: Sequence[Line], width: int) -> Mapping[str, tuple[int, ...]] | None:
    """cell → its places, by the lowest remedy and outcome above each; None unless all are there."""
    remedy: dict[int, str] = {}
    outcome: dict[int, str] = {}
    for line in header:
        if not line.exact or len(line.places) != width:
            continue
        for place, cell in enumerate(line.places):
            if cell is None:
                continue
            if (key := match(column_vocabulary("t4"), cell.text)) in OUTCOMES and key:
                outcome[place] = key
            elif (key := match(row_vocabulary("t4"), cell.text)) in REMEDIES and key:
                remedy[place] = key
    named = {place: f"{remedy.get(place)}.{outcome[place]}" for place in outcome}
    places = {key: tuple(p for p, name in named.items() if name == key) for key in KEYS}
    return places if all(places.values()) else None


def _named(header: Sequence[Line]) -> list[str]:
    """The outcomes and remedies that a header names, in the order of reading."""
    names = []
    seen: set[int] = set()
    for line in header:
        for field in line.fields:
            if id(line.places[field.col]) in seen:
                continue
            seen.add(id(line.places[field.col]))
            key = match(column_vocabulary("t4"), field.text)
            if key is None or key.startswith("#"):
                key = match(row_vocabulary("t4"), field.text)
            if key is not None:
                names.append(key)
    return names


def _labels(header: Sequence[Line]) -> int:
    return len(_named(header))


def _ordered(header: Sequence[Line]) -> bool:
    """Whether the header names all fifteen, in the order of the form."""
    names = _named(header)
    return [key for key in names if key in OUTCOMES] == [*OUTCOMES] * len(REMEDIES) and [
        key for key in names if key in REMEDIES
    ] == [*REMEDIES]


def _is_label(field: Field) -> bool:
    return match(row_vocabulary("t4"), field.text) is not None


def _adds_up(placed: Sequence[Placed]) -> bool:
    values = [
        read_quantity(cell.field.text, whole=False).value if cell.field else None for cell in placed
    ]
    return adds_up(values, _SUMS)
