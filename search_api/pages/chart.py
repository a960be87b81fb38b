"""Values over years → where lines, points and words stand in a drawing. It knows no markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import floor, log10

from indexer.forms.comparability import Break
from search_api.series.rows import Row

_STEPS = (1, 2, 5, 10)
_APART = 15.0  # between two words at the ends of lines
_LEAST = 32.0  # between two years that are named
NUMERALS = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing, and the margins in which words stand; `ticks` is about how many."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: int


WIDE = Frame(1080, 340, 66, 200, 24, 52, 5)
NAMELESS = Frame(1080, 340, 66, 30, 24, 52, 5)
SMALL = Frame(280, 180, 44, 18, 22, 40, 3)


@dataclass(frozen=True, slots=True)
class Point:
    """A value that can be told. `partial`: of some of the reports only."""

    x: float
    y: float
    row: Row
    disputed: bool
    partial: bool
    mixed: str


@dataclass(frozen=True, slots=True)
class Line:
    """One group over the years. Its runs are joined; where no value is, or a break, none is.

    `number` tells lines of one drawing apart; `label_y` is where its name stands, at its end.
    """

    name: str
    number: int
    runs: tuple[tuple[tuple[float, float], ...], ...]
    points: tuple[Point, ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class YearMark:
    """A year below the drawing, with how many reports were summed of how many there are."""

    x: float
    year: int
    named: bool
    summed: int
    reports: int


@dataclass(frozen=True, slots=True)
class BreakMark:
    """A border between two years on which a figure begins to count something else."""

    x: float
    numerals: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: its frame, the values named at its side, its years, breaks and lines."""

    frame: Frame
    values: tuple[tuple[float, str], ...]
    years: tuple[YearMark, ...]
    breaks: tuple[BreakMark, ...]
    lines: tuple[Line, ...]


Lines = Sequence[tuple[str, Mapping[int, Row]]]


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers of one axis → places in a drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        part = (value - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), 2)


def ticks(low: Decimal, high: Decimal, about: int) -> tuple[Decimal, ...]:
    """Round values from at most `low` and 0 to at least `high`.

    >>> [str(tick) for tick in ticks(Decimal(0), Decimal(23), 5)]
    ['0', '5', '10', '15', '20', '25']
    """
    bottom, top = min(low, Decimal(0)), max(high, Decimal(0))
    if bottom == top:
        top = Decimal(1)
    rough = (top - bottom) / about
    unit = Decimal(10) ** floor(log10(rough))
    step = next(unit * times for times in _STEPS if unit * times >= rough)
    first = floor(bottom / step)
    found = [first * step]
    while found[-1] < top:
        found.append(found[-1] + step)
    return tuple(found)


def years_of(lines: Lines) -> tuple[int, ...]:
    """Every year from the first to the last for which there is a row."""
    known = [year for _, rows in lines for year in rows]
    return tuple(range(min(known), max(known) + 1)) if known else ()


def numerals(rows: Iterable[Row]) -> dict[Break, str]:
    """A sign for each break that the rows name."""
    found = dict.fromkeys(item for row in rows for item in (*row.breaks, *row.mixed))
    return {item: NUMERALS[place % len(NUMERALS)] for place, item in enumerate(found)}


def values_of(lines: Lines) -> list[Decimal]:
    """Every value that can be told."""
    return [row.value for _, rows in lines for row in rows.values() if row.value is not None]


def chart(
    lines: Lines,
    frame: Frame,
    signs: Mapping[Break, str],
    years: Sequence[int],
    named: Sequence[Decimal],
) -> Chart:
    """The drawing of the lines over these years; `named` are the values at its side."""
    across = Scale(years[0], years[-1], frame.left, frame.width - frame.right)
    up = Scale(float(named[0]), float(named[-1]), frame.height - frame.bottom, frame.top)
    drawn = [
        _line(name, number, rows, across, up, signs) for number, (name, rows) in enumerate(lines)
    ]
    return Chart(
        frame,
        tuple((up.at(float(value)), f"{value.normalize():,f}") for value in named),
        tuple(_years(lines, years, across)),
        tuple(_breaks(lines, across, signs)),
        _apart(drawn, frame),
    )


def _line(
    name: str,
    number: int,
    rows: Mapping[int, Row],
    across: Scale,
    up: Scale,
    signs: Mapping[Break, str],
) -> Line:
    points: dict[int, Point] = {}
    for year in sorted(rows):
        row = rows[year]
        if row.value is not None:
            points[year] = Point(
                across.at(year),
                up.at(float(row.value)),
                row,
                row.disputed > 0,
                row.partial,
                "".join(signs[item] for item in row.mixed),
            )
    runs = tuple(
        tuple((points[year].x, points[year].y) for year in run) for run in _runs(points, rows)
    )
    last = list(points.values())[-1].y if points else up.end
    return Line(name, number, runs, tuple(points.values()), last)


def _runs(points: Iterable[int], rows: Mapping[int, Row]) -> Iterator[list[int]]:
    """Years that follow one another with nothing between: no gap and no break."""
    run: list[int] = []
    for year in points:
        if run and (year != run[-1] + 1 or rows[year].breaks):
            yield run
            run = []
        run.append(year)
    if run:
        yield run


def _years(lines: Lines, years: Sequence[int], across: Scale) -> Iterator[YearMark]:
    step = (across.end - across.start) / max(len(years) - 1, 1)
    every = 1
    while step * every < _LEAST and every < len(years):
        every += 1
    for place, year in enumerate(years):
        rows = [found[year] for _, found in lines if year in found]
        yield YearMark(
            across.at(year),
            year,
            (len(years) - 1 - place) % every == 0,
            sum(row.summed for row in rows),
            sum(row.reports for row in rows),
        )


def _breaks(lines: Lines, across: Scale, signs: Mapping[Break, str]) -> Iterator[BreakMark]:
    """Each border once, with the signs of all that breaks there."""
    found: dict[int, dict[str, None]] = {}
    for _, rows in lines:
        for year, row in rows.items():
            for item in row.breaks:
                found.setdefault(year, {})[signs[item]] = None
    for year in sorted(found):
        yield BreakMark(across.at(year - 0.5), "".join(found[year]))


def _apart(lines: Sequence[Line], frame: Frame) -> tuple[Line, ...]:
    """The lines with their names far enough from one another to be read."""
    order = sorted(range(len(lines)), key=lambda place: lines[place].label_y)
    at = {place: lines[place].label_y for place in order}
    lowest = frame.height - frame.bottom
    for before, place in pairwise(order):
        at[place] = max(at[place], at[before] + _APART)
    if order and at[order[-1]] > lowest:
        at[order[-1]] = lowest
        for after, place in pairwise(order[::-1]):
            at[place] = min(at[place], at[after] - _APART)
    return tuple(
        Line(line.name, line.number, line.runs, line.points, round(at[place], 2))
        for place, line in enumerate(lines)
    )
