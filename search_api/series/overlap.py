"""Which reports tell of the same thing, so that their figures may not be added up.

A government's aggregate contains its departments and everything below it: the county's is in its
prefecture's. What a government's office publishes is the government's. Vertical systems (税务,
海关) report up their own line; where a place is not resolved, it is open what is contained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.catalog.rows import FactsRow
from indexer.model import Kind, Scope

_GOVERNMENTS = (Kind.GOVERNMENT, Kind.GOVERNMENT_OFFICE)
_BORDERS = (2, 4, 6, 9)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Of the reports of one year in one scope: `same` (kept, left out) are of one organ, `unplaced`
    aggregates are of no known place, and the first of each pair `contained` holds the second."""

    same: tuple[tuple[str, str], ...]
    unplaced: tuple[str, ...]
    contained: tuple[tuple[str, str], ...]

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the reports that are not to be added."""
        return frozenset((*(lost for _, lost in self.same), *self.unplaced))


def overlap(reports: Sequence[FactsRow]) -> Overlap:
    """What of the reports must not be added up. They are of one year, each with a value."""
    same, standing = _of_one_organ(reports)
    aggregates = [row for row in standing if row.scope == Scope.AGGREGATE]
    unplaced = tuple(
        row.id
        for row in aggregates
        if row.code is None and row.kind not in (Kind.VERTICAL, Kind.MINISTRY)
    )
    if len(standing) == 1:
        return Overlap(same, (), ())
    placed = [row for row in aggregates if row.id not in unplaced]
    return Overlap(same, unplaced, tuple(sorted({*_governments(placed), *_lines(placed)})))


def _of_one_organ(
    reports: Sequence[FactsRow],
) -> tuple[tuple[tuple[str, str], ...], list[FactsRow]]:
    """(kept, left out) where a government and its office both report in one scope.

    What is the office's own is kept of the office, an aggregate of the government.
    """
    organs: defaultdict[tuple[str, str], list[FactsRow]] = defaultdict(list)
    for row in reports:
        if row.kind in _GOVERNMENTS and row.code is not None:
            organs[row.code, row.scope].append(row)
    pairs: list[tuple[str, str]] = []
    for (_, scope), rows in organs.items():
        kinds = _GOVERNMENTS if scope == Scope.AGGREGATE else _GOVERNMENTS[::-1]
        first = sorted(rows, key=lambda row: (kinds.index(Kind(row.kind)), row.id))
        pairs += [(first[0].id, row.id) for row in first[1:]]
    lost = {row for _, row in pairs}
    return tuple(sorted(pairs)), [row for row in reports if row.id not in lost]


def _governments(aggregates: Sequence[FactsRow]) -> Iterator[tuple[str, str]]:
    """A government's aggregate and every other one inside its area."""
    areas = {row.code: row.id for row in aggregates if row.kind in _GOVERNMENTS}
    for row in aggregates:
        if row.kind not in (Kind.VERTICAL, Kind.MINISTRY) and row.code is not None:
            for digits in _BORDERS:
                container = areas.get(row.code[:digits]) if digits <= len(row.code) else None
                if container is not None and container != row.id:
                    yield container, row.id


def _lines(aggregates: Sequence[FactsRow]) -> Iterator[tuple[str, str]]:
    """Aggregates of one line (市教育局, 县教育局), one inside the area of the other."""
    lines: defaultdict[str, list[FactsRow]] = defaultdict(list)
    for row in aggregates:
        if row.kind not in _GOVERNMENTS:
            lines[_line(row)].append(row)
    for rows in lines.values():
        areas = {row.code or "": row.id for row in rows}
        for row in rows:
            code = row.code or ""
            for digits in (0, *_BORDERS):
                if digits < len(code) and code[:digits] in areas:
                    yield areas[code[:digits]], row.id


def _line(row: FactsRow) -> str:
    """What an agency is called without the places in its name."""
    name = row.agency
    for _, place in row.places:
        name = name.replace(place, "")
    return name
