"""Coverage is what the catalog holds, agency by agency and year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.model import Kind, Report, Scope
from search_api.coverage import Coverage, Covered, State, coverage
from search_api.coverage_shapes import COLUMNS, cells, coverage_json
from tests.search_api.many import CODES, catalog_of, one


def states(found: Coverage) -> dict[tuple[str, str], list[str]]:
    """The states of every row, by agency and scope."""
    return {
        (row.latest.agency, row.latest.scope): [state.value for _, state, _ in found.cells(row)]
        for row in found.rows
    }


def beside(report: Report, path: str) -> Report:
    """Another source of a report."""
    return replace(report, source=replace(report.source, path=path, sha256="f" * 64))


def some(seed: int) -> list[Report]:
    """Agencies of several places, levels and scopes, each with some of its years."""
    random = Random(seed)
    made = []
    for number in range(40):
        code = random.choice(["98", "9801", "980121", "980122", "980221", None])
        scope = random.choice([Scope.OWN, Scope.OWN, Scope.AGGREGATE])
        kind = random.choice([Kind.DEPARTMENT, Kind.GOVERNMENT])
        for year in random.sample(range(2018, 2023), random.randint(1, 4)):
            report = one(f"第{number}局", code, year, {}, kind=kind, scope=scope)
            made.append(report)
            if random.random() < 0.2:
                made.append(beside(report, f"/again/{number}/{year}"))
    return made


@pytest.mark.parametrize("seed", range(3))
def test_totals_are_a_plain_count(tmp_path: Path, seed: int) -> None:
    """Over every report, whatever page is shown."""
    reports = some(seed)
    held: dict[tuple[str, str], dict[int, int]] = {}
    for report in reports:
        who = held.setdefault((report.identity.agency, report.identity.scope.value), {})
        who[report.identity.year] = who.get(report.identity.year, 0) + 1
    plain = {
        year: {
            "has": sum(years.get(year) == 1 for years in held.values()),
            "two_versions": sum(years.get(year, 0) > 1 for years in held.values()),
            "lacks": sum(
                year not in years and min(years) < year < max(years) for years in held.values()
            ),
            "none_known": sum(
                year not in years and not min(years) < year < max(years) for years in held.values()
            ),
        }
        for year in range(2018, 2023)
    }

    with catalog_of(tmp_path, reports) as catalog:
        found = coverage(catalog, start=5, limit=7)

    assert {
        year: {state.value: n for state, n in counts.items()}
        for year, counts in found.totals.items()
    } == plain
    assert (found.agencies, len(found.rows), found.next) == (40, 7, 12)


def test_pages_hold_every_agency_once_by_place(tmp_path: Path) -> None:
    """One whose place is not known comes last."""
    with catalog_of(tmp_path, some(1)) as catalog:
        whole = coverage(catalog)
        start: int | None = 0
        rows: list[Covered] = []
        while start is not None:
            page = coverage(catalog, start=start, limit=9)
            rows += page.rows
            start = page.next

    assert tuple(rows) == whole.rows
    codes = [row.latest.code or "~" for row in whole.rows]
    assert codes == sorted(codes)


def test_only_a_year_between_two_reports_is_lacking(tmp_path: Path) -> None:
    """Before the first and after the last, an agency may not have been there."""
    reports = [
        one("教育局", "980121", 2019, {}),
        one("教育局", "980121", 2021, {}),
        one("水利局", "980121", 2018, {}),
        one("水利局", "980121", 2022, {}, scope=Scope.AGGREGATE),
        beside(one("教育局", "980121", 2021, {}), "/again"),
    ]

    with catalog_of(tmp_path, reports) as catalog:
        found = states(coverage(catalog))

    nothing, lacks = State.NONE_KNOWN.value, State.LACKS.value
    assert found == {
        ("教育局", "own"): [nothing, "has", lacks, "two_versions", nothing],
        ("水利局", "own"): ["has", nothing, nothing, nothing, nothing],
        ("水利局", "aggregate"): [nothing, nothing, nothing, nothing, "has"],
    }


@pytest.mark.parametrize(
    ("filters", "agencies"),
    [
        ({"region": ("柘溪县",)}, {"水利局"}),
        ({"region": ("砚川市",)}, {"教育局", "水利局", "市政府"}),
        ({"level": ("市级",)}, {"市政府"}),
        ({"kind": ("部门",), "agency": ("水",)}, {"水利局"}),
        ({"scope": ("aggregate",)}, {"市政府"}),
        ({"year": ("2020",)}, {"教育局"}),
        ({"year": ("2021",)}, {"教育局", "市政府"}),
        ({"agency": ("无此机关",)}, set()),
    ],
)
def test_filters_choose_agencies(
    tmp_path: Path, filters: Mapping[str, tuple[str, ...]], agencies: set[str]
) -> None:
    """By what any of their reports is; a year leaves out those that are not known in it."""
    reports = [
        one("教育局", "980121", 2019, {}),
        one("教育局", "980121", 2021, {}),
        one("水利局", "980122", 2018, {}),
        one("市政府", "9801", 2021, {}, kind=Kind.GOVERNMENT, scope=Scope.AGGREGATE),
    ]

    with catalog_of(tmp_path, reports) as catalog:
        found = coverage(catalog, filters)

    assert {row.latest.agency for row in found.rows} == agencies
    assert ("year" in filters) == (len(found.years) == 1)


def test_a_value_that_means_nothing_is_told(tmp_path: Path) -> None:
    """With the names that resemble it."""
    with catalog_of(tmp_path, [one("教育局", "980121", 2019, {})]) as catalog:
        (notice,) = coverage(catalog, {"agency": ("教欲局",)}).notices

    assert notice.code == "unknown_value"
    assert "教育局" in notice.message


def test_a_new_generation_is_seen(tmp_path: Path) -> None:
    """What was kept of the last one is not shown for it."""
    home = Home(tmp_path / "home")
    with catalog_of(tmp_path, [one("教育局", "980121", 2019, {})]) as catalog:
        before = coverage(catalog)
        with batch(writable(home)) as writing:
            writing.put(one("教育局", "980121", 2020, {}), CODES, "rules")
        same = coverage(catalog)
        with open_catalog(home) as later:
            after = coverage(later)

    assert (before.years, same.years, after.years) == ((2019,), (2019,), (2019, 2020))


def test_an_empty_catalog_covers_nothing(tmp_path: Path) -> None:
    """And says so without failing."""
    with catalog_of(tmp_path, []) as catalog:
        found = coverage(catalog)

    assert (found.years, found.rows, found.next) == ((), (), None)


def test_json_and_table_tell_the_same(tmp_path: Path) -> None:
    """Every year of every agency, with the address of each source."""
    report = one("教育局", "980121", 2021, {})
    reports = [one("教育局", "980121", 2019, {}), report, beside(report, "/again")]

    with catalog_of(tmp_path, reports) as catalog:
        found = coverage(catalog)

    data = coverage_json(found)
    (row,) = data["rows"]
    rows = [dict(zip(COLUMNS, line, strict=True)) for line in cells(found, found.rows[0], False)]
    assert [(str(line["year"]), line["state"], line["report"]) for line in rows] == [
        (year, cell["state"], cell.get("report")) for year, cell in row["years"].items()
    ]
    assert rows[2]["others"] == "；".join(row["years"]["2021"]["others"])
    assert row["years"]["2021"]["others"][0].startswith(report.id + "~")
    assert row["years"]["2020"] == {"state": "lacks"}
    words = [line[7] for line in cells(found, found.rows[0], True)]
    assert words == ["有", "缺", "两版"]
