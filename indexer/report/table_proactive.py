"""Table 二 (主动公开政府信息情况): rows by label, columns by the header above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.forms.form import canonical_keys, columns, forms
from indexer.forms.matching import column_vocabulary, match
from indexer.report.alignment import SEVERAL, Placed, align, by_position, trimmed, under_one
from indexer.report.cells import Field, Line
from indexer.report.glued_rows import zeros
from indexer.report.readings import CellReading, RowReading, TableReading
from indexer.report.statutory import Mark

_UNIT = re.compile(r"亿元|万元|元")


@dataclass(frozen=True, slots=True)
class Header:
    """The column heads of one article: key (None for an unknown one) and field of each."""

    line: Line
    keys: tuple[str | None, ...]
    fields: tuple[Field, ...]
    places: tuple[int, ...]


def read_proactive(marks: Sequence[Mark]) -> TableReading:
    """The rows of table 二 that stand under a header, and those whose header is lost."""
    header: Header | None = None
    found: list[tuple[Mark, Header]] = []
    lost: list[Line] = []
    blurred: set[int] = set()
    under_article = follows = False
    for mark in marks:
        if mark.line.after_prose or mark.table in ("t3", "t4"):
            header, under_article = None, False
        if mark.part == "article":
            header, under_article = None, True
        elif mark.part == "head" and mark.table == "t2":
            header = _header(mark.line)
        elif mark.part == "row" and mark.table == "t2":
            if header is not None and mark.values:
                found.append((mark, header))
            elif header is not None or under_article:
                lost.append(mark.line)
        elif mark.part == "text":
            if _is_foreign_head(mark):
                header, under_article = None, False
        elif mark.part == "numbers" and follows:
            blurred.add(len(found) - 1)
        if mark.part != "blank":
            follows = bool(found) and mark.line is found[-1][0].line
    lost += [mark.line for mark, head in found if not _is_spread(mark.key, head)]
    sure = _sure(found)
    rows = tuple(
        _row(mark, head, place in blurred, sure) for place, (mark, head) in enumerate(found)
    )
    return TableReading(bool(rows), tuple(row for row in rows if row.cells), tuple(lost))


def _header(line: Line) -> Header:
    keys: list[str | None] = []
    fields: list[Field] = []
    places: list[int] = []
    for place, field in enumerate(line.fields):
        key = match(column_vocabulary("t2"), field.text) if not field.blank else "#"
        if key is None or not key.startswith("#"):
            keys.append(key)
            fields.append(field)
            places.append(place)
    return Header(line, tuple(keys), tuple(fields), tuple(places))


def _is_foreign_head(mark: Mark) -> bool:
    """Several texts and nothing else: the header of a table that is none of the form's."""
    return len([field for field in mark.line.fields if not field.blank]) > 1


def _row(mark: Mark, header: Header, blurred: bool, sure: frozenset[int]) -> RowReading:
    known = [columns("t2")[key] if key else None for key in header.keys]
    kinds = [column.kind if column else "amount" for column in known]
    placed: Sequence[Placed]
    inside = None
    if mark.line.exact and header.line.exact and _is_spread(mark.key, header):
        inside = by_position(mark.line, mark.label, _positions(header))
    if inside is not None:
        placed = [under_one(inside[str(i)], kind) for i, kind in enumerate(kinds)]
    elif not _is_whole(mark.key, header):
        placed = [SEVERAL] * len(kinds)
    elif id(mark.line) in sure:
        placed = [Placed("one", mark.line.fields[place]) for place in header.places]
    elif not mark.line.exact and (run := zeros(mark.values, len(kinds))):
        placed = [Placed("agreed", field) for field in run]
    else:
        placed = align(mark.values, kinds, wide_label=False)
    cells = [
        CellReading(f"t2.{mark.key}.{column.key}", column, cell, _unit(field))
        for column, cell, field in zip(known, placed, header.fields, strict=True)
        if column is not None
    ]
    canonical = canonical_keys("t2")
    kept = tuple(cell for cell in cells if cell.key in canonical)
    return RowReading(mark.line, mark.values, kept, blurred)


def _is_spread(row: str, header: Header) -> bool:
    """Whether no head of a row's columns was lost; in an exact grid the others may be unknown."""
    if not header.line.exact:
        return _is_whole(row, header)
    as_many = len(header.keys) in {len(columns) for columns in _columns_of(row)}
    return as_many and (None not in header.line.places or _is_whole(row, header))


def _is_whole(row: str, header: Header) -> bool:
    """Whether the header names just the columns that some form gives the row, in order.

    Where it does not, a head was lost or glued to another, and as many values may have been.
    """
    return header.keys in _columns_of(row)


@cache
def _columns_of(row: str) -> frozenset[tuple[str, ...]]:
    """The columns that each form which has the row gives it."""
    found = (form.tables["t2"].rows for form in forms().values())
    return frozenset(this.columns for rows in found for this in rows if this.key == row)


def _positions(header: Header) -> Mapping[str, tuple[int, ...]]:
    row = header.line.places
    return {
        str(number): tuple(place for place, cell in enumerate(row) if cell is row[field.col])
        for number, field in enumerate(header.fields)
    }


def _unit(field: Field) -> str | None:
    found = _UNIT.search("".join(field.text.split()))
    return found[0] if found else None


def _sure(found: Sequence[tuple[Mark, Header]]) -> frozenset[int]:
    """The flattened rows in which a blank at the edge is a cell, by the identity of their lines.

    So it is if every row of the table is as wide as its header and has values under its columns
    only, and the column is filled in another row of the same piece or the whole row is blank. What
    lost one cell and gained another in a table that is otherwise even cannot be told from it.
    """
    filled: set[tuple[int, int]] = set()
    for mark, header in found:
        line = mark.line
        if line.exact or not _fits(mark, header):
            return frozenset()
        filled |= {(line.table, place) for place in header.places if not line.fields[place].blank}
    return frozenset(
        id(mark.line)
        for mark, header in found
        if not trimmed(mark.values)
        or all((mark.line.table, place) in filled for place in header.places)
    )


def _fits(mark: Mark, header: Header) -> bool:
    fields = mark.line.fields
    if not header.places or len(fields) != len(header.line.fields):
        return False
    if header.places != tuple(range(header.places[0], header.places[-1] + 1)):
        return False
    if mark.label != header.places[0] - 1:
        return False
    beside = fields[header.places[-1] + 1 :]
    return all(field.blank for field in beside)
