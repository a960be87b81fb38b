"""The statistics table of a report before 2019: label, unit, value, sometimes a running total.

Its figures are `pre.<key>` and `pre.<key>.cumulative`. They are kept as they stand and never forced
into the later forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.document import Notice
from indexer.forms.form import AppendixRow, Column, Kind, appendix
from indexer.forms.matching import Vocabulary, match, vocabulary
from indexer.model import Figure
from indexer.report.alignment import Placed, align, by_position, under_one
from indexer.report.cells import Line, locate
from indexer.report.readings import SHOWN, CellReading, RowReading, TableReading, figures_of

FEWEST_ROWS = 3
_UNIT = re.compile(r"[(（]?(万元|亿元|元|条|件|次|篇|个|人次|人)[)）]?")
_IN_LABEL = re.compile(r"[(（](万元|亿元|元|条|件|次|篇|个|人次|人)[)）]$")
_VALUES = ("value", "cumulative")


@dataclass(frozen=True, slots=True)
class AppendixReading:
    """The figures of the statistics tables, and which of the document's tables those are."""

    figures: Mapping[str, Figure]
    tables: frozenset[int]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    line: Line
    columns: tuple[str, ...]
    places: tuple[int, ...]


def read_appendix(lines: Sequence[Line]) -> AppendixReading:
    """The rows under a header of label and value; fewer than three known rows are no appendix."""
    header: _Header | None = None
    part = ""
    rows: list[RowReading] = []
    unknown: list[Line] = []
    counts: dict[int, int] = {}
    for line in lines:
        if line.after_prose:
            header = None
        if (head := _header(line)) is not None:
            header = head
            continue
        if header is None:
            continue
        found = _row(header, line, part)
        if found is None:
            if any(field.numeric for field in line.fields):
                unknown.append(line)
            continue
        key, row = found
        part = key.partition(".")[0]
        counts[line.table] = counts.get(line.table, 0) + 1
        rows.append(row)
    if sum(counts.values()) < FEWEST_ROWS:
        return AppendixReading({}, frozenset(), ())
    figures, notices = figures_of(TableReading(True, tuple(rows)))
    said = [_unknown(unknown)] if unknown else []
    return AppendixReading(figures, frozenset(counts), (*notices, *said))


def _unknown(lines: Sequence[Line]) -> Notice:
    names = "、".join(
        next((field.text.strip() for field in line.fields if not field.blank), "")[:20]
        for line in lines[:SHOWN]
    )
    message = f"附表有 {len(lines)} 行的指标未收入：{names}。"
    return Notice("unknown_indicator", message, locate(lines[0], lines[0].fields))


def _header(line: Line) -> _Header | None:
    kinds = [match(_head_words(), field.text) or "" for field in line.fields]
    values = [place for place, kind in enumerate(kinds) if kind in _VALUES]
    if "label" not in kinds or not values:
        return None
    return _Header(line, tuple(kinds[place] for place in values), tuple(values))


@cache
def _head_words() -> Vocabulary:
    return vocabulary(
        (label, name) for name, labels in appendix().heads.items() for label in labels
    )


@cache
def _rows() -> Mapping[str, AppendixRow]:
    return {row.key: row for row in appendix().rows}


@cache
def _words(part: str | None) -> Vocabulary:
    rows = appendix().rows
    return vocabulary((label, row.key) for row in rows if row.after == part for label in row.labels)


def _row(header: _Header, line: Line, part: str) -> tuple[str, RowReading] | None:
    for place, field in enumerate(line.fields):
        if field.blank or field.numeric or _UNIT.fullmatch(field.text.strip()):
            continue
        key = match(_words(part), field.text) or match(_words(None), field.text)
        if key is not None:
            return key, _reading(header, line, place, _rows()[key])
    return None


def _reading(header: _Header, line: Line, label: int, row: AppendixRow) -> RowReading:
    unit, values = row.unit, line.fields[label + 1 :]
    if named := _IN_LABEL.search(line.fields[label].text.strip()):
        unit = named[1]
    at = label
    if values and (printed := _UNIT.fullmatch(values[0].text.strip())):
        unit, values, at = printed[1], values[1:], label + 1
    kind: Kind = "amount" if unit is None or unit.endswith("元") else "count"
    kinds = [kind] * len(header.columns)
    inside = None
    if line.exact and header.line.exact:
        inside = by_position(line, at, _positions(header))
    placed: Sequence[Placed]
    if inside is not None:
        placed = [under_one(inside[name], kind) for name in header.columns]
    else:
        placed = align(values, kinds)
    cells = tuple(
        CellReading(
            f"pre.{row.key}" + (".cumulative" if name == "cumulative" else ""),
            Column(name, name, (), None, kind),
            cell,
            unit,
        )
        for name, cell in zip(header.columns, placed, strict=True)
    )
    return RowReading(line, values, cells)


def _positions(header: _Header) -> Mapping[str, tuple[int, ...]]:
    row = header.line.places
    return {
        name: tuple(at for at, cell in enumerate(row) if cell is row[header.line.fields[place].col])
        for name, place in zip(header.columns, header.places, strict=True)
    }
