"""A report is found by any name that is enough, and an agency over its years."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.write import batch, writable
from indexer.errors import NoSuchReport, SeveralReports
from indexer.home import Home
from search_api.report_named import report_named
from search_api.report_view import agency_view, find_report
from tests.catalog.telling import put
from tests.make import report


@pytest.mark.parametrize(
    "name",
    [
        ["青芷镇", "2020"],
        ["2020", "青芷镇"],
        ["青芷鎮 ２０２０年"],
        ["青芷镇2020年度"],
        ["2020", "林峪县", "人民政府"],
        ["霁川市", "青芷镇", "2020"],
    ],
)
def test_enough_of_agency_and_year(catalog: Catalog, name: list[str]) -> None:
    """In any order, in any width, with its places before it."""
    assert find_report(catalog, name).year == 2020


def test_the_id_of_a_report_or_passage(catalog: Catalog) -> None:
    """Both name the report."""
    (row,) = catalog.find(year=2020)

    assert find_report(catalog, [row.id]) == row
    assert find_report(catalog, [f"{row.id}#p3"]) == row
    assert find_report(catalog, [f"{row.id}~{row.sha256[:8]}"]) == row


def test_a_name_that_is_not_enough_lists_them(catalog: Catalog) -> None:
    """With their ids, and what to add."""
    with pytest.raises(SeveralReports) as raised:
        find_report(catalog, ["青芷镇"])

    for row in catalog.find(agency="青芷镇"):
        assert row.id in raised.value.message


@pytest.mark.parametrize(
    "name",
    [
        ["青芷镇", "1999"],
        ["青止镇人民政府"],
        ["990121101-ffffffff-own-2020"],
        [],
        ["2020", "2021"],
        ["\ud800"],
    ],
)
def test_an_unknown_name(catalog: Catalog, name: list[str]) -> None:
    """Says so, with the nearest names or how to see all."""
    with pytest.raises(NoSuchReport) as raised:
        find_report(catalog, name)

    assert raised.value.next_step


def test_a_version_that_stands_no_more_leads_to_what_is_there_now(tmp_path: Path) -> None:
    """A hit of an index that lags, or an old link: the report, or what its file tells by now."""
    home, path = Home(tmp_path / "home"), "/reports/a.txt"
    old = report(["旧的一版。"], path=path, year=2020)
    put(home, old)
    new = report(["新的一版。"], path=path, year=2020)
    put(home, new)
    with open_catalog(home) as catalog:
        for address in (
            f"{old.id}~{old.source.sha256[:8]}",
            f"{old.id}~{old.source.sha256[:8]}#p1",
        ):
            with pytest.raises(NoSuchReport, match=f"已被替换.*{new.id}（"):
                find_report(catalog, [address])
        with pytest.raises(NoSuchReport, match=f"已被替换.*{new.id}（"):
            report_named(catalog, f"{old.id}~{old.source.sha256[:8]}")
        assert find_report(catalog, [old.id]).sha256 == new.source.sha256
    other = report(["改了年份。"], path=path, year=2021)
    put(home, other)
    with (
        open_catalog(home) as catalog,
        pytest.raises(NoSuchReport, match=f"已被替换.*{other.id}（"),
    ):
        report_named(catalog, old.id)
    with batch(writable(home)) as writing:
        writing.remove(path)
    with open_catalog(home) as catalog, pytest.raises(NoSuchReport, match="已移出"):
        report_named(catalog, old.id)


def test_the_nearest_names_are_told(catalog: Catalog) -> None:
    """A slip of one character."""
    with pytest.raises(NoSuchReport, match="青芷县司法局"):
        find_report(catalog, ["青止县司法局"])


def test_a_short_name_with_a_slip_is_near_to_the_full_one(catalog: Catalog) -> None:
    """A place's own name leads to its agency."""
    with pytest.raises(NoSuchReport) as raised:
        find_report(catalog, ["青止镇", "2020"])

    assert "林峪县青芷镇人民政府" in raised.value.next_step


def test_the_years_there_are_are_told(catalog: Catalog) -> None:
    """Where the agency is known and the year is not."""
    with pytest.raises(NoSuchReport) as raised:
        find_report(catalog, ["青芷镇", "1999"])

    assert "2020、2021" in raised.value.next_step


def test_an_agency_over_its_years(catalog: Catalog) -> None:
    """Its reports oldest first with findings; the years between without a report are gaps."""
    (view,) = agency_view(catalog, ["青芷镇"])

    assert view.agency == "林峪县青芷镇人民政府"
    assert [(year.report.year, len(year.findings)) for year in view.years] == [(2020, 1), (2021, 1)]
    assert view.gaps == ()
    assert [view.agency for view in agency_view(catalog, ["青芷"])] == [
        "林峪县青芷镇人民政府",
        "青芷县司法局",
    ]


def test_no_agency_of_that_name(catalog: Catalog) -> None:
    """Says so."""
    with pytest.raises(NoSuchReport):
        agency_view(catalog, ["无此机关"])
