"""/coverage shows of every agency and year what the catalog holds, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.model import Report
from search_api.coverage import State, coverage
from search_api.coverage_shapes import STATES
from search_api.pages.coverage import AT_ONCE
from tests.search_api.many import one
from tests.web.made import home_of, text, tree


def beside(report: Report) -> Report:
    """Another source of the same report."""
    return replace(report, source=replace(report.source, path="/again", sha256="f" * 64))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, httpx.Client]]:
    """A service over more agencies than a page shows, some with a gap or two sources."""
    school = [one("教育局", "980121", year, {}) for year in (2018, 2019, 2021)]
    many = [one(f"第{n:03}局", "980122", 2020, {}) for n in range(AT_ONCE + 10)]
    reports = [*school, beside(school[1]), *many]
    with home_of(tmp_path_factory.mktemp("coverage"), reports) as both:
        yield both


def test_cells_say_what_there_is_and_lead_to_it(asked: tuple[Home, httpx.Client]) -> None:
    """In words, not by colour alone; of two sources both."""
    page = tree(asked[1].get("/coverage"))

    (row,) = page.xpath("//tbody/tr[contains(th, '教育局')]")
    assert [text(cell).split()[0] for cell in row.xpath("./td")] == ["有", "两版", "缺", "有"]
    (stands, other) = row.xpath("./td[2]//a/@href")
    assert other.startswith(f"{stands}~")
    assert row.xpath("./td[3]//a") == []


def test_every_page_has_the_library_rows_and_the_totals_of_all(
    asked: tuple[Home, httpx.Client],
) -> None:
    """Going on by the link to the next page, every agency comes once."""
    home, browser = asked
    with open_catalog(home) as catalog:
        found = coverage(catalog)
    shown: list[list[str]] = []
    address: str | None = "/coverage"
    while address:
        page = tree(browser.get(address))
        totals = [
            [int(text(cell)) for cell in row.xpath("./td")]
            for row in page.xpath("//tbody[@class='totals']/tr")
        ]
        assert totals == [[found.totals[year][state] for year in found.years] for state in State]
        for row in page.xpath("//tbody[not(@class)]/tr"):
            shown.append([text(cell).split()[0] for cell in row.xpath("./td")])
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)

    assert shown == [[STATES[state] for _, state, _ in found.cells(row)] for row in found.rows]


def test_a_filter_can_be_taken_away(asked: tuple[Home, httpx.Client]) -> None:
    """It stands in the form and as a link, however it was written."""
    browser = asked[1]
    page = tree(browser.get("/coverage?agency=教育局、第001局&level=县级&lang=en"))

    assert page.xpath("//input[@name='agency']/@value") == ["教育局、第001局"]
    assert page.xpath("//select[@name='level']/option[@selected]/@value") == ["county"]
    (without,) = page.xpath("//a[@class='chip'][contains(., '教育局')]/@href")
    left = tree(browser.get(without))
    assert [text(name).split()[0] for name in left.xpath("//tbody[not(@class)]/tr/th")] == [
        "第001局"
    ]
    assert "lang=en" in without
    assert "level=" in without


@pytest.mark.parametrize(
    "query",
    [
        "start=-1",
        "start=999999999999999999999",
        "start=abc&start=3",
        "region=%00",
        "agency=%ED%A0%80",
        "agency=%3Cscript%3Ealert(1)%3C/script%3E",
        "year=2018..2099&unknown=1",
        "level=nonsense",
        "agency=" + "局" * 5000,
    ],
)
def test_whatever_is_asked_there_is_a_page(asked: tuple[Home, httpx.Client], query: str) -> None:
    """Nothing found, or a value that means nothing, is said; unknown parameters are passed over."""
    answer = asked[1].get(f"/coverage?{query}")

    assert answer.status_code in (200, 400)
    assert not tree(answer).xpath("//script[not(@src)]")


def test_too_many_values_are_refused_in_words(asked: tuple[Home, httpx.Client]) -> None:
    """As by the command."""
    answer = asked[1].get("/coverage", params={"agency": "、".join(map(str, range(101)))})

    assert answer.status_code == 400
    assert "101" in answer.text
