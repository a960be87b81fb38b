"""The search page where time runs out, where nothing is found, and with long queries."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from search_api.service.settings import Settings
from tests.web.places import TOWN_2021
from tests.web.reading import asked_by, classed, line, lines, searched
from tests.web.serving import served

QUERY = "保密审查"


@pytest.fixture(scope="module")
def hurried(specimen_home: Path) -> Iterator[httpx.Client]:
    """Asks a service that has time for nothing."""
    with (
        served(Settings(home=specimen_home, timeout=0.000_001)) as address,
        httpx.Client(base_url=address, timeout=60.0, headers={"Accept": "text/html"}) as client,
    ):
        yield client


def test_filters_are_called_as_ever_where_nothing_was_counted(hurried: httpx.Client) -> None:
    """By their labels; and no number is told of what was not looked at."""
    page = searched(hurried, QUERY, level="county", section="problems")

    assert lines(page, "//ul[@class='chips']//a")[:2] == ["层级：县级 ×", "部分：存在问题 ×"]
    assert not page.xpath("//p[@class='total']")
    assert "至少 0" not in line(page)


@pytest.mark.parametrize("slip", ["保秘审查", "解渎", "保秘审查委员"])
@pytest.mark.parametrize("filters", [{}, {"year": "2021"}, {"year": "2014", "level": "township"}])
def test_what_is_offered_for_a_slip_finds_what_it_says(
    browser: httpx.Client, slip: str, filters: dict[str, str]
) -> None:
    """Under the same filters."""
    page = searched(browser, slip, **filters)
    offered = page.xpath("//section[@class='nothing']/p[1]/a")
    counts = page.xpath("//section[@class='nothing']/p[1]/span[@class='quiet']")

    assert len(offered) == len(counts)
    for one, count in zip(offered, counts, strict=True):
        asked = dict(asked_by(one.get("href")))
        found = lines(searched(browser, asked.pop("q"), **asked), "//p[@class='total']/strong")
        assert f" {line(count)} " in f" {found[0]}"
        assert asked == filters


@pytest.mark.parametrize("kwic", [{}, {"kwic": "1"}])
def test_links_to_reports_carry_no_long_query(browser: httpx.Client, kwic: dict[str, str]) -> None:
    """Each would repeat it."""
    for size, carried in ((20, True), (60, False)):
        query = " OR ".join(["公开"] * size)
        hits = searched(browser, query, **kwic).xpath("//a[@data-hit]/@href")

        assert hits
        assert {("q" in dict(asked_by(href))) for href in hits} == {carried}


def test_a_page_holds_a_long_query_a_dozen_times_at_most(browser: httpx.Client) -> None:
    """In the box, in the links that need it, and never coded: that takes three times as much."""
    query = "保密审查" * 700
    search = browser.get("/search", params={"q": query}).text
    report = browser.get(TOWN_2021, params={"q": query}).text

    assert [page.count(query) <= 14 for page in (search, report)] == [True, True]
    assert "%E5%AE%A1" not in search + report


def test_lines_are_had_as_a_sheet(browser: httpx.Client) -> None:
    """The same ones, with the context and in the order of the page."""
    page = searched(browser, QUERY, kwic="1", sort="left", context="10", year="2021", lang="en")
    sheet = browser.get(page.xpath("//p[@class='pages']/a[@download]/@href")[0])
    rows = list(csv.reader(sheet.text.removeprefix("\ufeff").splitlines()))

    shown = [
        ["".join(cell.itertext()) for cell in row.xpath("./td")[:3]]
        for row in page.xpath("//table[@class='kwic']/tbody/tr")
    ]
    assert [row[:3] for row in rows[1:]] == shown
    assert page.xpath(classed("kwic"))
