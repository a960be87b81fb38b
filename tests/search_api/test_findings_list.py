"""Findings are counted and listed as they are told of, each once, whatever the size of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.listing import KINDS
from indexer.catalog.read import Catalog, open_catalog
from indexer.errors import WrongUsage
from indexer.home import Home
from indexer.model import Finding, Origin, Report, Severity
from search_api.findings_list import FindingsAsked, FindingsFound, every_finding, findings
from search_api.session import open_session
from tests.catalog.telling import NEW, correct, dismiss, flow, put, read_report


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The catalog of the specimens."""
    with open_session(tmp_path_factory.mktemp("findings") / "home") as session:
        yield session.catalog


def told(catalog: Catalog) -> list[tuple[str, Finding]]:
    """Every finding of every report, by agency and year, read report by report."""
    return [
        (row.id, finding)
        for row in catalog.current()
        for finding in catalog.findings([row.version])[row.version]
    ]


def walked(catalog: Catalog, asked: FindingsAsked) -> Iterator[FindingsFound]:
    """Page after page."""
    while True:
        page = findings(catalog, asked)
        yield page
        if page.next is None:
            return
        asked = replace(asked, after=page.next)


def pairs(pages: Sequence[FindingsFound]) -> list[tuple[str, Finding]]:
    """The findings on these pages."""
    return [(row.report.id, row.finding) for page in pages for row in page.rows]


@pytest.mark.parametrize("limit", [1, 2, 7, 1000])
def test_pages_hold_every_finding_once(specimens: Catalog, limit: int) -> None:
    """In the order of agencies and years, however few are on a page."""
    pages = list(walked(specimens, FindingsAsked(limit=limit)))

    assert told(specimens) == pairs(pages)
    assert {page.total for page in pages} == {len(told(specimens))}
    assert [(f.report.id, f.finding) for f in every_finding(specimens, FindingsAsked())] == told(
        specimens
    )


def test_a_finding_has_its_number_among_those_of_its_report(specimens: Catalog) -> None:
    """Also where others of the report are not asked for."""
    page = findings(specimens, FindingsAsked(severities=["warning"], limit=1000))

    assert page.rows
    for row in page.rows:
        version = row.report.version
        assert specimens.findings([version])[version][row.number - 1] == row.finding


def test_counts_are_those_of_the_rows(specimens: Catalog) -> None:
    """By check, severity and origin, each under everything but its own selection."""
    every = Counter(tuple(str(getattr(f, k)) for k in KINDS) for _, f in told(specimens))
    check = max(every, key=lambda kinds: kinds[0])[0]
    page = findings(specimens, FindingsAsked(checks=[check], origins=["报告自身"], limit=1000))
    of_report = {kinds: n for kinds, n in every.items() if kinds[2] == Origin.REPORT}

    assert page.total == len(page.rows) == sum(n for k, n in of_report.items() if k[0] == check)
    assert page.by_check == _sums(of_report, 0)
    assert page.by_severity == _sums({k: n for k, n in of_report.items() if k[0] == check}, 1)
    assert page.by_origin == _sums({k: n for k, n in every.items() if k[0] == check}, 2)


def _sums(counts: dict[tuple[str, ...], int], place: int) -> dict[str, int]:
    found: Counter[str] = Counter()
    for kinds, count in counts.items():
        found[kinds[place]] += count
    return dict(found)


def test_reports_are_chosen_by_the_filters_of_a_search(specimens: Catalog) -> None:
    """And an unknown value is told of."""
    years = {"year": ("2019..2020",)}
    chosen = findings(specimens, FindingsAsked(years, limit=1000))
    unknown = findings(specimens, FindingsAsked({"level": ("无此级",)}))

    assert pairs([chosen]) == [(id, f) for id, f in told(specimens) if id[-4:] in ("2019", "2020")]
    assert chosen.total == len(chosen.rows) > 0
    assert (unknown.total, unknown.rows, unknown.next) == (0, (), None)
    assert [notice.code for notice in unknown.notices] == ["unknown_value"]


def test_what_means_nothing_is_refused(specimens: Catalog) -> None:
    """Names, sizes, and cursors of another list."""
    after = findings(specimens, FindingsAsked(limit=1)).next
    for asked in (
        FindingsAsked(checks=["没有这种检查"]),
        FindingsAsked(severities=["fatal"]),
        FindingsAsked(origins=["nobody"]),
        FindingsAsked(limit=1001),
        FindingsAsked(limit=-1),
        FindingsAsked(after="abc"),
        FindingsAsked(after=after, checks=["t3_flow"]),
        FindingsAsked({"year": ("2020",)}, after=after),
    ):
        with pytest.raises(WrongUsage):
            findings(specimens, asked)


def test_what_persons_set_aside_is_neither_counted_nor_listed(tmp_path: Path) -> None:
    """What a correction brings up is."""
    home = Home(tmp_path / "home")
    first = read_report(figures=flow("4"), path="/reports/a.txt")  # 4 + 0 = 4 + 0
    broken = replace(
        read_report("开展工作。", figures=flow("9"), path="/reports/b.txt"),
        id="990121101-00000002-own-2019",
    )
    put(home, first, broken)
    assert counted(home) == {"t3_flow": 1}

    correct(home, first, NEW, "5")
    assert counted(home) == {"t3_flow": 2}
    assert counted(home, FindingsAsked(severities=["error"], limit=1)) == {"t3_flow": 2}

    for finding in broken.findings:
        dismiss(home, broken, finding)
    assert counted(home) == {"t3_flow": 1}
    correct(home, first, NEW, "4")
    assert counted(home) == {}


def counted(home: Home, asked: FindingsAsked | None = None) -> dict[str, int]:
    """How many findings there are of each check: the rows and the counts say the same."""
    with open_catalog(home) as catalog:
        pages = list(walked(catalog, asked or FindingsAsked()))
        listed = Counter(finding.check for _, finding in pairs(pages))
        assert pairs(pages) == told(catalog)
        assert pages[0].total == listed.total()
        assert pages[0].by_check == listed
        assert all(row.finding.severity is Severity.ERROR for page in pages for row in page.rows)
        return dict(listed)


def test_a_list_goes_on_after_what_was_given_when_more_comes_in(tmp_path: Path) -> None:
    """And says that the home has changed."""
    home = Home(tmp_path / "home")
    put(home, *(_broken(year) for year in (2018, 2020)))
    with open_catalog(home) as catalog:
        first = findings(catalog, FindingsAsked(limit=1))
    put(home, _broken(2019))
    with open_catalog(home) as catalog:
        rest = findings(catalog, FindingsAsked(limit=10, after=first.next))

    assert [row.report.year for row in rest.rows] == [2019, 2020]
    assert [notice.code for notice in rest.notices] == ["generation_changed"]


def _broken(year: int) -> Report:
    made = read_report(figures=flow("9"), path=f"/reports/{year}.txt")
    return replace(
        made,
        id=f"{made.id[:-4]}{year}",
        identity=replace(made.identity, year=year),
        source=replace(made.source, sha256=f"{year:064}"),
    )
