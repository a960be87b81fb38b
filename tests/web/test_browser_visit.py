"""The whole visit of a researcher in a real browser, with JavaScript and without."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.chromium import opened_tab
from tests.web.places import TOWN_2021, TOWN_2022

pytestmark = pytest.mark.slow


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def tab(window: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader's tab; without scripts everything must work as well."""
    with opened_tab(window, java_script_enabled=request.param) as tab:
        yield tab


def test_a_query_is_narrowed_by_a_facet_and_a_bar_and_widened_by_a_chip(
    tab: Page, server: str
) -> None:
    """The address holds all of it, so it can be sent to somebody."""
    tab.goto(server)
    tab.locator("#q").fill("保密审查")
    tab.locator("#q").press("Enter")
    tab.locator("#filters input[name=level][value=township]").check()
    tab.locator("#filters button").click()

    assert _asked(tab) == {"q": ["保密审查"], "level": ["township"]}

    tab.locator("figure.years a", has_text="2021").click()

    assert _asked(tab) == {"q": ["保密审查"], "level": ["township"], "year": ["2021"]}
    named = tab.locator("article h3 a:not(.original)").all_inner_texts()
    assert {name.split()[-1] for name in named} == {"2021"}

    tab.locator(".chip", has_text="层级").click()

    assert _asked(tab) == {"q": ["保密审查"], "year": ["2021"]}
    expect(tab.locator("#filters input[name=year][value='2021']")).to_be_checked()


def test_a_hit_opens_at_its_passage_with_the_match_lit(tab: Page, server: str) -> None:
    """From there its own links lead to the next match and back."""
    tab.goto(f"{server}/search?q=审查")
    hit = tab.locator("[data-hit]").first
    passage = str(hit.get_attribute("href")).partition("#")[2]
    hit.click()

    assert tab.url.partition("#")[2] == passage
    target = tab.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target.locator("mark").first).to_have_text("审查")

    tab.goto(f"{server}{TOWN_2021}?q=信息")
    tab.locator(".matches a[href='#m1']").click()
    expect(tab.locator(":target")).to_be_in_viewport()
    onward = tab.locator(".step a").last
    match = str(onward.get_attribute("href"))
    onward.click()

    expect(tab.locator(f"{match}:target")).to_be_in_viewport()


def test_a_figure_beside_a_hit_leads_to_its_row_and_a_cell_to_its_characters(
    tab: Page, server: str
) -> None:
    """Nothing is shown that cannot be checked against the text that was read."""
    tab.goto(f"{server}/search?q=保密审查")
    figure = tab.locator(".figures dd a").first
    shown = figure.inner_text()
    figure.click()

    row = tab.locator(":target")
    expect(row).to_be_in_viewport()
    assert shown in row.inner_text()

    tab.goto(server + TOWN_2021)
    cell = tab.locator("[id='t3.new_received.total'] a")
    number = cell.inner_text()
    cell.click()

    assert urlsplit(tab.url).path.endswith("/source")
    read = tab.locator(":target")
    expect(read).to_be_in_viewport()
    assert read.inner_text() == number


def test_two_years_stand_side_by_side(tab: Page, server: str) -> None:
    """Texts with what was struck and what is new, figures with what they changed by."""
    tab.goto(server + TOWN_2021)
    tab.locator("a[href*='/compare/']").last.click()

    assert urlsplit(tab.url).path == f"{TOWN_2021}/compare/{TOWN_2022.removeprefix('/reports/')}"
    before = tab.locator("del").first.bounding_box()
    after = tab.locator("ins").first.bounding_box()
    assert before is not None
    assert after is not None
    assert before["x"] + before["width"] <= after["x"]
    changed = tab.locator("tr[data-key='t3.new_received.total'] td").all_inner_texts()
    assert int(changed[1]) - int(changed[0]) == int(changed[2])


def test_a_report_tells_how_to_cite_it(tab: Page, server: str) -> None:
    """In both styles, with the permanent address."""
    tab.goto(server + TOWN_2021)

    standard, bibtex = tab.locator(".cited").all_inner_texts()
    assert server + TOWN_2021 in standard
    assert bibtex.startswith("@")
    assert server + TOWN_2021 in bibtex


def test_what_was_found_is_saved_as_the_api_gives_it(
    tab: Page, client: httpx.Client, server: str, tmp_path: Path
) -> None:
    """All of it, not only the hits of the page."""
    tab.goto(f"{server}/search?q=保密审查&level=township&sort=newest&lang=en")
    with tab.expect_download() as waiting:
        tab.locator("a[download]").click()
    waiting.value.save_as(tmp_path / "saved.csv")

    asked = {"q": "保密审查", "level": "township", "sort": "newest", "limit": "50"}
    hits = client.get("/api/search", params=asked).json()["hits"]
    saved = (tmp_path / "saved.csv").read_text(encoding="utf-8-sig")
    heads, *rows = csv.reader(saved.splitlines())
    assert [row[0] for row in rows] == [hit["passage"] for hit in hits]
    assert len(heads) == len(rows[0])
    assert len(rows) > 1


def test_the_other_language_keeps_what_was_asked(tab: Page, server: str) -> None:
    """There and back, and on to the report and its figures."""
    tab.goto(f"{server}/search?q=保密审查&level=township")
    tab.locator(".language").click()

    assert _asked(tab) == {"q": ["保密审查"], "level": ["township"], "lang": ["en"]}
    expect(tab.locator("html")).to_have_attribute("lang", "en")

    tab.locator("[data-hit]").first.click()
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    tab.locator("nav.report-pages a[href*='/figures']").click()
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    tab.locator(".language").click()

    expect(tab.locator("html")).to_have_attribute("lang", "zh-CN")
    assert "lang" not in _asked(tab)


def _asked(tab: Page) -> dict[str, list[str]]:
    """What the address of the page asks for."""
    return parse_qs(urlsplit(tab.url).query)
