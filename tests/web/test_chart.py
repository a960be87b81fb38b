"""A drawing stands for its numbers: where a point is tells its value, and gaps stay gaps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Status
from search_api.pages.chart import (
    NUMERALS,
    SMALL,
    WIDE,
    Chart,
    Frame,
    Lines,
    chart,
    numerals,
    ticks,
    values_of,
    years_of,
)
from search_api.series.measures import measures_named
from search_api.series.rows import Row
from search_api.series.series import series
from tests.search_api.many import Told, catalog_of, one

NEW = "t3.new_received.total"


def rows_of(
    folder: Path, agencies: Mapping[str, Mapping[int, Told]]
) -> list[tuple[str, dict[int, Row]]]:
    """A line for each agency, from a catalog of reports with these figures."""
    reports = [
        one(name, "980121", year, {"pre.received.total" if year < 2019 else NEW: told})
        for name, years in agencies.items()
        for year, told in years.items()
    ]
    with catalog_of(folder, reports) as catalog:
        found = series(catalog, measures_named([NEW]), ["agency"])
    lines: dict[str, dict[int, Row]] = {}
    for row in found.rows:
        lines.setdefault(row.group[0].label, {})[int(row.group[1].label)] = row
    return list(lines.items())


def drawn(lines: Lines, frame: Frame = WIDE) -> Chart:
    """The drawing of lines with their own axis."""
    known = values_of(lines)
    named = ticks(min(known), max(known), frame.ticks)
    signs = numerals(row for _, rows in lines for row in rows.values())
    return chart(lines, frame, signs, years_of(lines), named)


@pytest.mark.parametrize("frame", [WIDE, SMALL])
def test_every_point_stands_where_its_value_is(tmp_path: Path, frame: Frame) -> None:
    """Read back from the axis as it is labelled."""
    values = {2020: "3", 2021: "0", 2022: "250"}
    lines = rows_of(tmp_path, {"教育局": values, "水利局": {2020: "77", 2022: "120"}})

    found = drawn(lines, frame)

    (low_at, low), (high_at, high) = found.values[0], found.values[-1]
    scale = (float(high.replace(",", "")) - float(low)) / (high_at - low_at)
    read = {
        (line.name, point.row.group[1].label): float(low) + (point.y - low_at) * scale
        for line in found.lines
        for point in line.points
    }
    told = {
        (name, str(year)): float(row.value)
        for name, rows in lines
        for year, row in rows.items()
        if row.value is not None
    }
    assert read == pytest.approx(told, abs=0.5)
    assert low_at == frame.height - frame.bottom
    at = {str(mark.year): mark.x for mark in found.years}
    points = [point for line in found.lines for point in line.points]
    assert all(point.x == at[point.row.group[1].label] for point in points)


def test_a_year_without_a_value_has_no_point_and_breaks_the_line(tmp_path: Path) -> None:
    """A blank is drawn nowhere, least of all at 0."""
    told: dict[int, Told] = {2019: "4", 2020: "5", 2021: Status.BLANK, 2022: "6"}
    (line,) = drawn(rows_of(tmp_path, {"教育局": told})).lines

    assert [point.row.group[1].label for point in line.points] == ["2019", "2020", "2022"]
    assert [len(run) for run in line.runs] == [2, 1]


def test_a_year_without_a_report_breaks_the_line(tmp_path: Path) -> None:
    """And is named below the drawing all the same."""
    found = drawn(rows_of(tmp_path, {"教育局": {2019: "4", 2021: "5"}}))

    assert [(mark.year, mark.reports) for mark in found.years] == [(2019, 1), (2020, 0), (2021, 1)]
    assert [len(run) for run in found.lines[0].runs] == [1, 1]


def test_a_break_is_drawn_between_its_years_and_no_line_crosses_it(tmp_path: Path) -> None:
    """Also where both years have a value."""
    found = drawn(rows_of(tmp_path, {"教育局": {2018: "5", 2019: "7", 2020: "9"}}))

    (mark,) = found.breaks
    years = {one.year: one.x for one in found.years}
    assert years[2018] < mark.x < years[2019]
    assert mark.numerals == NUMERALS[0]
    assert [len(run) for run in found.lines[0].runs] == [1, 2]


def test_names_at_the_ends_of_lines_do_not_cover_one_another(tmp_path: Path) -> None:
    """However near the lines end."""
    agencies = {f"第{n}局": {2020: "1", 2021: str(100 + n)} for n in range(6)}
    found = drawn(rows_of(tmp_path, agencies))

    at = sorted(line.label_y for line in found.lines)
    assert all(low + 14 <= high for low, high in pairwise(at))
    assert at[-1] <= WIDE.height - WIDE.bottom


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.decimals(-(10**9), 10**9, places=2),
    st.integers(2, 8),
)
def test_the_axis_holds_its_values_and_0(one: Decimal, other: Decimal, about: int) -> None:
    """In equal steps, and not many more than asked for."""
    low, high = min(one, other), max(one, other)
    found = ticks(low, high, about)

    steps = {b - a for a, b in pairwise(found)}
    assert found[0] <= min(low, Decimal(0))
    assert found[-1] >= max(high, Decimal(0))
    assert 0 in found
    assert len(steps) == 1
    assert len(found) <= about + 3
