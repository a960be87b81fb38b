"""Which charts a series is drawn as: its largest groups, together or side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich.cells import cell_len, set_cell_size

from indexer.forms.comparability import Break
from search_api.pages.chart import (
    NAMELESS,
    SMALL,
    WIDE,
    Chart,
    Point,
    chart,
    numerals,
    ticks,
    values_of,
    years_of,
)
from search_api.series.groups import YEAR, By, Value
from search_api.series.measures import Measure
from search_api.series.rows import Row

TOGETHER = 6
"""Lines in one drawing: as many colours as can be told apart."""
MOST = 12
_NAME = 28


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn of one measure: one chart of all lines, or a small one for each.

    `groups` there are, of which the `drawn` with the largest latest values. `unit` is None where
    rows differ in it.
    """

    measure: Measure
    unit: str | None
    charts: tuple[tuple[str, Chart], ...]
    groups: int
    drawn: int
    signs: tuple[tuple[str, Break], ...]

    @property
    def small(self) -> bool:
        """Whether each line has a chart of its own."""
        return self.drawn > TOGETHER

    @property
    def disputed(self) -> bool:
        """Whether a point that is shown is disputed."""
        return any(point.disputed for point in self._points())

    @property
    def partial(self) -> bool:
        """Whether a point that is shown is of some of the reports only."""
        return any(point.partial for point in self._points())

    @property
    def specimen(self) -> bool:
        """Whether a point that is shown is of an invented report."""
        return any(point.row.specimen for point in self._points())

    def _points(self) -> list[Point]:
        return [point for _, one in self.charts for line in one.lines for point in line.points]


def drawing(
    measure: Measure,
    rows: Sequence[Row],
    by: Sequence[By],
    signs: Mapping[Break, str],
    names: Callable[[By, Value], str],
    most: int,
) -> Drawing | None:
    """The drawing of a measure's rows, at most so many groups; None where nothing has a value.

    `signs` are those of every break that the rows name, `names` calls the side of a group.
    """
    others = [one for one in by if one.key != YEAR]
    place = next(n for n, one in enumerate(by) if one.key == YEAR)
    groups: dict[tuple[object, ...], tuple[str, dict[int, Row]]] = {}
    for row in rows:
        sides = [side for n, side in enumerate(row.group) if n != place]
        name = " · ".join(names(one, side) for one, side in zip(others, sides, strict=True))
        key = tuple(side.value for side in sides)
        groups.setdefault(key, (name, {}))[1][int(row.group[place].value or 0)] = row
    told = [one for one in groups.values() if values_of([one])]
    largest = sorted(told, key=_latest, reverse=True)[: min(most, MOST)]
    if not largest:
        return None
    known = values_of(largest)
    years = years_of(largest)
    used = numerals(row for _, found in largest for row in found.values())
    units = {row.unit for _, found in largest for row in found.values() if row.value is not None}
    together = len(largest) <= TOGETHER
    frame = (WIDE if len(by) > 1 else NAMELESS) if together else SMALL
    named = ticks(min(known), max(known), frame.ticks)
    parts = [("", largest)] if together else [(name, [(name, found)]) for name, found in largest]
    return Drawing(
        measure,
        units.pop() if len(units) == 1 else None,
        tuple((name, chart(lines, frame, signs, years, named)) for name, lines in parts),
        len(groups),
        len(largest),
        tuple((signs[item], item) for item in used),
    )


def _latest(group: tuple[str, dict[int, Row]]) -> Decimal:
    """The last value of a group that has one."""
    valued = ((year, row.value) for year, row in group[1].items() if row.value is not None)
    return max(valued)[1]


def short(name: str) -> str:
    """A name as it stands at the end of a line."""
    return name if cell_len(name) <= _NAME else f"{set_cell_size(name, _NAME - 1).rstrip()}…"
