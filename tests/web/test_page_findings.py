"""/findings tells what was found, no more, and every ground can be opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from lxml import html

from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.rows import ReportRow
from indexer.check_words import CHECK_WORDS
from indexer.home import Home
from indexer.labels import CHECKS
from indexer.model import Finding
from tests.web.made import text, tree


@pytest.fixture(scope="module")
def found(specimen_home: Path) -> Iterator[list[tuple[ReportRow, Finding]]]:
    """Every finding of the specimens."""
    with open_catalog(Home(specimen_home)) as catalog:
        yield every(catalog)


def every(catalog: Catalog) -> list[tuple[ReportRow, Finding]]:
    """Each finding with its report."""
    rows = list(catalog.current())
    findings = catalog.findings([row.version for row in rows])
    return [(row, finding) for row in rows for finding in findings[row.version]]


def counts(page: html.HtmlElement, name: str) -> dict[str, int]:
    """The counts of a facet, by what its values are called."""
    details = page.xpath(f"//nav[@class='facets']/details[contains(summary, '{name}')]")
    return {
        text(item.xpath("./a")[0]).removesuffix(" ×去掉"): int(item.xpath("./span")[0].text)
        for one in details
        for item in one.xpath(".//li")
    }


def test_every_finding_is_told_under_its_report(
    browser: httpx.Client, found: list[tuple[ReportRow, Finding]]
) -> None:
    """In its order, in the words of the page's language."""
    for language, words in (("zh", "message"), ("en", "message_en")):
        page = tree(browser.get("/findings", params={"lang": language}))

        told = [
            (
                urlsplit(section.xpath(".//h2/a/@href")[0]).path.removeprefix("/reports/"),
                text(article.xpath("./p")[0]),
            )
            for section in page.xpath("//section[@class='of-report']")
            for article in section.xpath("./article")
        ]
        assert sorted(told) == sorted(
            (row.address, " ".join(getattr(finding, words).split())) for row, finding in found
        )


def test_counts_are_plain_counts(
    browser: httpx.Client, found: list[tuple[ReportRow, Finding]]
) -> None:
    """By check, year and county; under everything but their own selection."""
    page = tree(browser.get("/findings?year=2020&check=prose_vs_table"))

    in_2020 = [(row, finding) for row, finding in found if row.year == 2020]
    checks = Counter(CHECKS[finding.check] for _, finding in in_2020)
    years = Counter(str(row.year) for row, finding in found if finding.check == "prose_vs_table")
    total = sum(finding.check == "prose_vs_table" for _, finding in in_2020)
    places = Counter(
        name
        for row, finding in in_2020
        if finding.check == "prose_vs_table"
        for _, name in row.places
    )
    assert counts(page, "检查项") == dict(checks)
    assert counts(page, "年份") == dict(years)
    assert counts(page, "地区") == dict(places)
    assert f"共 {total} 条" in text(page)


def test_a_count_is_a_filter_that_can_be_taken_away(browser: httpx.Client) -> None:
    """Following it gives so many, following it again gives all."""
    start = tree(browser.get("/findings"))
    everything = len(start.xpath("//article"))
    for link in start.xpath("//nav[@class='facets']//li/a"):
        count = int(link.getparent().xpath("./span")[0].text)
        page = tree(browser.get(str(link.get("href"))))

        assert len(page.xpath("//article")) == count
        (picked,) = page.xpath("//nav[@class='facets']//a[@aria-current]/@href")
        assert len(tree(browser.get(picked)).xpath("//article")) == everything


def test_every_ground_leads_to_a_place_that_is_there(browser: httpx.Client) -> None:
    """To a passage, a heading or a figure, also of the other report."""
    page = tree(browser.get("/findings"))
    grounds = page.xpath("//ul[@class='grounds']/li/a/@href")

    assert grounds
    for address in grounds:
        path, _, place = str(address).partition("#")
        answer = browser.get(path)
        assert answer.status_code == 200, address
        assert not place or tree(answer).xpath(f"//*[@id='{place}']"), address
    assert [one for one in grounds if "/figures#t3." in one]
    assert [one for one in grounds if "#p" in one]


def test_every_check_is_explained(browser: httpx.Client) -> None:
    """Where the label of a finding leads."""
    for language, place in (("zh", 0), ("en", 1)):
        page = tree(browser.get("/findings", params={"lang": language}))

        for check, words in CHECK_WORDS.items():
            (told,) = page.xpath(f"//*[@id='check-{check}']")
            assert words.finds[place] in told.text_content()
            assert words.silent[place] in told.text_content()
        ids = {f"#{one}" for one in page.xpath("//*/@id")}
        assert set(page.xpath("//article/h3/a/@href")) <= ids


def test_a_check_that_there_is_not_is_told(browser: httpx.Client) -> None:
    """With the nearest."""
    answer = browser.get("/findings?check=t3_flw")

    assert answer.status_code == 400
    assert "t3_flow" in answer.text


def test_a_cursor_of_elsewhere_is_told(browser: httpx.Client) -> None:
    """Not a failure."""
    assert browser.get("/findings?after=nonsense").status_code == 400
