"""Small screens, paper, and what readers have told their browser they like."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.chromium import opened_tab
from tests.web.places import LANGUAGES, PLACES, TOWN_2021, WIDTHS, in_language

pytestmark = pytest.mark.slow
_TOO_WIDE = """() => {
    const whole = document.documentElement;
    if (whole.scrollWidth <= innerWidth) return [];
    return [...document.body.querySelectorAll("*")].filter((one) =>
        !one.closest(".scroll") && one.getBoundingClientRect().right > innerWidth + 0.5
    ).slice(-5).map((one) => one.outerHTML.slice(0, 160)).concat(String(whole.scrollWidth));
}"""
_LARGE = "/reports/990101-4d2bb7c3-all-2023"  # with numbers of five digits
_HIGHEST = 30_000  # pixels: a page on a telephone that no reader would scroll through


@pytest.mark.parametrize("name", PLACES)
def test_a_narrow_page_is_scrolled_one_way_only(tab: Page, server: str, name: str) -> None:
    """What is wider has a box of its own that scrolls."""
    tab.set_viewport_size({"width": WIDTHS["narrow"], "height": 800})
    for language in LANGUAGES:
        tab.goto(server + in_language(PLACES[name], language))

        assert tab.evaluate(_TOO_WIDE) == []
        assert tab.evaluate("() => document.documentElement.scrollHeight") < _HIGHEST


def test_no_number_is_broken_for_want_of_room(tab: Page, server: str) -> None:
    """11 over two lines would be read as 1 and 1."""
    tab.set_viewport_size({"width": WIDTHS["narrow"], "height": 800})
    tab.goto(f"{server}{_LARGE}/figures")
    lines = """() => [...document.querySelectorAll("table.figures td.number, table.figures td.raw")]
        .filter((one) => /^\\d{2,}$/.test(one.textContent.trim()))
        .map((one) => {
            const box = document.createElement("span");
            box.append(...one.childNodes);
            one.append(box);
            return box.getClientRects().length;
        })"""

    assert set(tab.evaluate(lines)) == {1}


def test_a_printed_report_has_its_address_and_citation_and_no_navigation(
    tab: Page, server: str
) -> None:
    """What is of use on a screen only is left out."""
    tab.emulate_media(media="print")
    tab.goto(f"{server}{TOWN_2021}?q=保密审查")

    for left_out in (".top", ".bottom", ".skip", "nav.report-pages", "nav.toc", ".matches"):
        expect(tab.locator(left_out)).to_be_hidden()
    expect(tab.locator("section.citation")).to_be_visible()
    address = tab.get_by_text(server + TOWN_2021, exact=True)
    expect(address).to_be_visible()
    for table in ("t2", "t3", "t4"):
        assert (
            tab.locator(f"table.{table}").evaluate("one => one.parentElement.scrollWidth") <= 1280
        )


def test_nothing_moves_for_who_wants_it_still(window: Browser, server: str) -> None:
    """Scrolling is smooth only where nobody minds; nothing else moves at all."""
    for liked, scrolled in (("reduce", "auto"), ("no-preference", "smooth")):
        with opened_tab(window, reduced_motion=liked) as tab:
            tab.goto(server + TOWN_2021)
            style = "getComputedStyle(document.documentElement).scrollBehavior"

            assert tab.evaluate(style) == scrolled
            assert tab.evaluate("() => document.getAnimations().length") == 0


@pytest.mark.parametrize("name", PLACES)
def test_a_dark_page_is_dark_throughout(tab: Page, server: str, name: str) -> None:
    """No box stays white, and no letters black."""
    tab.emulate_media(color_scheme="dark")
    tab.goto(server + PLACES[name])
    white = """() => [...document.querySelectorAll("body *")].filter((one) =>
        getComputedStyle(one).backgroundColor === "rgb(255, 255, 255)"
        && one.checkVisibility()).map((one) => one.outerHTML.slice(0, 160))"""
    paper = tab.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")

    assert max(map(int, re.findall(r"\d+", paper)[:3])) < 60
    assert tab.evaluate(white) == []
