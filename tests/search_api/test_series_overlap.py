"""A report is never added to one that contains it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.model import Kind, Report, Scope
from search_api.series.measures import measures_named
from search_api.series.series import series
from tests.search_api.many import catalog_of, one, seen

NEW = "t3.new_received.total"
GOV, OFFICE, BUREAU, TAX = (
    Kind.GOVERNMENT,
    Kind.GOVERNMENT_OFFICE,
    Kind.DEPARTMENT,
    Kind.VERTICAL,
)


def whole(agency: str, code: str | None, value: str, kind: Kind = GOV) -> Report:
    """An aggregate of 2021."""
    return one(agency, code, 2021, {NEW: value}, kind=kind, scope=Scope.AGGREGATE)


CITY = whole("砚川市政府", "9801", "100")
COUNTY = whole("砚川市青溪县政府", "980121", "30")
BESIDE = whole("砚川市柘溪县政府", "980122", "20")


@pytest.mark.parametrize(
    ("reports", "value", "contained", "left_out"),
    [
        ([COUNTY, BESIDE], 50, 0, 0),
        ([CITY, COUNTY, BESIDE], None, 2, 0),
        ([CITY, whole("岚川市蓼溪县政府", "980221", "7")], 107, 0, 0),
        ([COUNTY, whole("青溪县教育局", "980121", "9", BUREAU)], None, 1, 0),
        ([COUNTY, whole("青溪县税务局", "980121", "9", TAX)], 39, 0, 0),
        ([COUNTY, whole("青溪县政府办", "980121", "30", OFFICE)], 30, 0, 1),
        ([COUNTY, whole("某开发区管委会", None, "9", Kind.ZONE)], 30, 0, 1),
        ([whole("某开发区管委会", None, "9", Kind.ZONE)], 9, 0, 0),
        (
            [
                whole("砚川市教育局", "9801", "9", BUREAU),
                whole("青溪县教育局", "980121", "4", BUREAU),
            ],
            None,
            1,
            0,
        ),
        (
            [
                whole("砚川市教育局", "9801", "9", BUREAU),
                whole("青溪县水利局", "980121", "4", BUREAU),
            ],
            13,
            0,
            0,
        ),
    ],
)
def test_aggregates(
    tmp_path: Path, reports: list[Report], value: int | None, contained: int, left_out: int
) -> None:
    """What one contains is told by pairs, and the row has no value; a second report of one organ,
    and one of no known place, are left out."""
    with catalog_of(tmp_path, reports) as catalog:
        (row,) = series(catalog, measures_named([NEW]), [], {"scope": ("aggregate",)}).rows

    assert row.value == value
    assert len(row.overlap.contained) == contained
    assert row.left_out == left_out
    assert row.refused == ("contained" if contained else None)
    assert row.reports == row.summed + row.left_out


def test_levels_apart_are_added(tmp_path: Path) -> None:
    """The next step that the notice names."""
    with catalog_of(tmp_path, [CITY, COUNTY, BESIDE]) as catalog:
        found = series(catalog, measures_named([NEW]), ["level"], {"scope": ("aggregate",)})

    assert [seen(row.group[0].value, row.value) for row in found.rows] == [
        ("prefecture", 100),
        ("county", 50),
    ]


def test_a_container_without_a_value_hides_nothing(tmp_path: Path) -> None:
    """Only what is added can be added twice; and another year is another row."""
    empty = one("砚川市政府", "9801", 2021, {}, kind=GOV, scope=Scope.AGGREGATE)
    later = one("砚川市政府", "9801", 2022, {NEW: "5"}, kind=GOV, scope=Scope.AGGREGATE)
    with catalog_of(tmp_path, [empty, later, COUNTY, BESIDE]) as catalog:
        rows = series(catalog, measures_named([NEW]), [], {"scope": ("aggregate",)}).rows

    assert [seen(row.value, row.without.get("missing", 0)) for row in rows] == [(50, 1), (5, 0)]


def test_an_office_stands_for_its_government(tmp_path: Path) -> None:
    """本政府机关 is one organ, whoever signs."""
    office = one("青溪县政府办", "980121", 2021, {NEW: "14"}, kind=OFFICE)
    own = one("青溪县政府", "980121", 2021, {NEW: "15"}, kind=GOV)
    bureau = one("青溪县水利局", "980121", 2021, {NEW: "1"}, kind=BUREAU)
    with catalog_of(tmp_path, [office, own, bureau]) as catalog:
        found = series(catalog, measures_named([NEW]))

    (row,) = found.rows
    assert seen(row.value, row.left_out) == (15, 1)
    assert row.overlap.same == ((office.id, own.id),)
    assert [notice.code for notice in found.notices] == ["one_organ"]
