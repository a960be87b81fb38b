"""Counts on the search page that are filters, chips, and the chart of years."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from lxml import html

from search_api.search import SearchOptions
from search_api.session import open_session
from tests.web.pages import opened
from tests.web.reading import asked_by, classed, line, lines, searched, sent_by

QUERY = "保密审查"
FACETS = (
    "year",
    "region",
    "level",
    "kind",
    "scope",
    "section",
    "aspect",
    "topic",
    "agency",
    "form",
    "finding",
)


def test_every_facet_has_the_counts_of_the_library(
    browser: httpx.Client, specimen_home: Path
) -> None:
    """All and literal ones."""
    page = searched(browser, QUERY)
    with open_session(specimen_home) as session:
        result = session.searcher.search(QUERY, SearchOptions(facets=FACETS))

    for field in FACETS:
        waiting = list(result.facets[field].buckets)
        known = {}
        while waiting:
            bucket = waiting.pop()
            known[bucket.value] = f"{bucket.count} · {bucket.literal}"
            waiting += bucket.children
        boxes = page.xpath(f"//aside//input[@name='{field}']")
        shown = {box.get("value"): line(box.xpath("./ancestor::li[1]/b")[0]) for box in boxes}
        assert shown
        assert shown.items() <= known.items()
        assert len(shown) == min(len(known), 16 if field == "agency" else len(known))


def test_facets_stand_in_one_order(browser: httpx.Client) -> None:
    """Each in a named group."""
    page = searched(browser, QUERY, lang="en")

    assert lines(page, "//aside//legend") == list(FACETS)


def test_choosing_a_value_keeps_its_alternatives(browser: httpx.Client) -> None:
    """Several of one field are alternatives, and each stays to be chosen."""
    all_years = lines(searched(browser, QUERY), "//aside//fieldset[1]//li")
    page = searched(browser, QUERY, year=["2021", "2022"])

    assert [one.split()[0] for one in lines(page, "//aside//fieldset[1]//li")] == [
        one.split()[0] for one in all_years
    ]
    assert page.xpath("//input[@name='year'][@checked]/@value") == ["2022", "2021"]
    assert lines(page, "//p[@class='total']/strong") == ["共 7 段"]


def test_a_chip_removes_one_value(browser: httpx.Client) -> None:
    """And nothing else, but the page it was on."""
    page = searched(browser, QUERY, year=["2021", "2022"], level="county", sort="newest", lang="en")
    chips = page.xpath("//ul[@class='chips']//a")
    before = [
        ("q", QUERY),
        ("year", "2021"),
        ("year", "2022"),
        ("level", "county"),
        ("sort", "newest"),
        ("lang", "en"),
    ]

    assert [line(chip).rstrip(" ×") for chip in chips] == [
        "year: 2021",
        "year: 2022",
        "level: county",
        "Remove all",
    ]
    for chip, gone in zip(chips, before[1:4], strict=False):
        assert asked_by(chip.get("href")) == [one for one in before if one != gone]
    assert asked_by(chips[-1].get("href")) == [before[0], *before[4:]]


def test_a_value_as_people_write_it_is_the_one_it_means(browser: httpx.Client) -> None:
    """A label or a place by name is the checked box, a range and part of a name stand above."""
    page = searched(browser, QUERY, level="县级", region="霁川市", year="2020..2021", agency="县")

    assert page.xpath("//input[@name='level'][@checked]/@value") == ["县级"]
    assert page.xpath("//input[@name='region'][@checked]/@value") == ["霁川市"]
    assert page.xpath("//input[@name='year'][@checked]/@value") == ["2020..2021"]
    assert page.xpath("//input[@name='agency'][@checked]/@value") == ["县"]
    covered = page.xpath("//input[@name='year'][../abbr]/@value")
    assert set(covered) == {"2020", "2021"}
    assert "地区：霁川市" in " ".join(lines(page, "//ul[@class='chips']//a"))


def test_inside_a_chosen_place_one_goes_further_down(browser: httpx.Client) -> None:
    """There one more alternative would change nothing, so the inner place is a link to it alone."""
    page = searched(browser, QUERY, region="霁川市")
    further = page.xpath("//aside//li/a")

    assert [line(link) for link in further][:1] == ["林峪县"]
    regions = [value for name, value in asked_by(further[0].get("href")) if name == "region"]
    assert len(regions) == 1
    assert regions[0] != "霁川市"
    narrowed = opened(browser, further[0].get("href"))
    assert lines(narrowed, "//ul[@class='chips']//a") == ["地区：林峪县 ×"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "filters"),
    [
        (QUERY, {}),
        (QUERY, {"level": "county"}),
        ("公开", {"region": "霁川市", "year": "2021"}),
        ("年:2020..2022", {"kind": "township"}),
        ("公开", {"section": "problems"}),
    ],
)
def test_the_chart_tells_the_share_of_each_years_reports(
    browser: httpx.Client, client: httpx.Client, query: str, filters: dict[str, str]
) -> None:
    """As counting them one by one does: those with a hit, of those the other filters leave."""
    page = searched(browser, query, **filters)
    on_reports = {name: value for name, value in filters.items() if name not in ("section", "year")}
    others = {name: value for name, value in filters.items() if name != "year"}

    def counted(asked: dict[str, str]) -> int:
        answer = client.get("/api/search", params={**asked, "group": "report", "limit": 1})
        return int(answer.json()["total"])

    told = [tuple(map(line, one.xpath("./*"))) for one in page.xpath("//figure//table//tr")[1:]]
    years = [int(year) for year, *_ in told]
    assert years == list(range(years[0], years[-1] + 1))
    assert {row[1:] for row in told if row[2] == "0"} <= {("–", "0", "–")}
    rows = [row for row in told if row[2] != "0"]
    bars = page.xpath("//figure//*[local-name()='a']")
    assert len(rows) == len(bars) > 0
    for (year, hits, reports, share), bar in zip(rows, bars, strict=True):
        found = counted({"q": query, **others, "year": year})
        in_all = counted({"q": "", **on_reports, "year": year})
        assert (int(hits), int(reports)) == (found, in_all)
        assert abs(float(share.rstrip("%")) - 100 * found / in_all) <= 0.1
        title = line(bar.xpath("./*[local-name()='title']")[0])
        assert title == f"{year} 年：{hits}/{reports} 份（{share}）"


def test_a_bar_takes_its_year_in_and_out(browser: httpx.Client) -> None:
    """The other filters stay."""
    page = searched(browser, QUERY, level="county", year=["2021"])
    bars = {
        line(bar.xpath("./*[local-name()='text'][2]")[0]): asked_by(bar.get("href"))
        for bar in page.xpath("//figure//*[local-name()='a']")
    }

    base = [("q", QUERY), ("level", "county")]
    assert bars["2021"] == base
    assert bars["2022"] == [*base, ("year", "2021"), ("year", "2022")]


def test_inside_a_range_a_bar_chooses_its_year_alone(browser: httpx.Client) -> None:
    """One more year would change nothing there."""
    page = searched(browser, QUERY, year="2020..2022")
    bars = {
        line(bar.xpath("./*[local-name()='text'][2]")[0]): asked_by(bar.get("href"))
        for bar in page.xpath("//figure//*[local-name()='a']")
    }

    assert bars["2021"] == [("q", QUERY), ("year", "2021")]
    assert bars["2023"] == [("q", QUERY), ("year", "2020..2022"), ("year", "2023")]


@pytest.mark.parametrize(
    ("query", "others"),
    [("审查", {}), ("审查", {"kwic": "1"}), ("审查", {"sort": "xyz"}), ("a" * 8_001, {})],
)
def test_no_filter_is_lost_when_the_form_is_sent(
    browser: httpx.Client, query: str, others: dict[str, str]
) -> None:
    """Whether its field is counted beside the hits or not, and where nothing was searched."""
    filters = [("year", "2020"), ("year", "2018..2021"), ("published", "2021.."), ("kind", "乡镇")]
    answer = browser.get("/search", params=[("q", query), *others.items(), *filters])
    sent = sent_by(html.document_fromstring(answer.content.decode()))

    for field, value in filters:
        assert sent.count((field, value)) == 1


def test_values_that_are_empty_ask_for_nothing(browser: httpx.Client) -> None:
    """A form may send them."""
    page = searched(browser, QUERY, year="", level=" ")

    assert lines(page, "//p[@class='total']/strong") == ["共 14 段"]
    assert not page.xpath(classed("chips"))


def test_the_concordance_is_a_table_in_its_order(
    browser: httpx.Client, client: httpx.Client
) -> None:
    """As the API has it, each line with its place, by left or right context."""
    for sort in ("left", "right", "score"):
        asked = {"q": QUERY, "kwic": "true", "sort": sort}
        occurrences = client.get("/api/search", params=asked).json()["occurrences"]
        page = searched(browser, QUERY, kwic="1", sort=sort)
        rows = page.xpath("//table[@class='kwic']/tbody/tr")

        assert page.xpath("//table[@class='kwic']/caption")
        assert len(page.xpath("//table[@class='kwic']/thead//th[@scope='col']")) == 4
        shown = [tuple("".join(cell.itertext()) for cell in row.xpath("./td")[:3]) for row in rows]
        assert shown == [(one["left"], one["keyword"], one["right"]) for one in occurrences]
        fragments = [href.rpartition("#")[2] for href in page.xpath("//td/a[@data-hit]/@href")]
        assert fragments == [one["passage"].rpartition("#")[2] for one in occurrences]
    assert ("kwic", "1") in sent_by(page)


def test_a_concordance_needs_a_keyword(browser: httpx.Client) -> None:
    """Told in words."""
    assert "要有检索的文字" in line(searched(browser, "年:2021", kwic="1"))


def test_lines_of_the_concordance_have_as_much_context_as_is_asked_for(
    browser: httpx.Client,
) -> None:
    """Characters on each side, by a link."""
    page = searched(browser, QUERY, kwic="1")
    wide = [
        h for h in page.xpath("//nav[@class='ways']/a/@href") if ("context", "40") in asked_by(h)
    ]

    cells = [line(cell) for cell in opened(browser, wide[0]).xpath("//tbody//td[1]")]
    assert 20 < max(map(len, cells)) <= 40


def test_passages_are_shown_with_context_where_it_is_asked_for(browser: httpx.Client) -> None:
    """As with the command."""
    whole = searched(browser, QUERY, context="passage")
    short = searched(browser, QUERY, context="2")

    longest = [max(map(len, lines(page, "//p[@class='text']"))) for page in (short, whole)]
    assert all(before < after for before, after in pairwise(longest))
