"""Everything is reached by the keyboard alone, and some of it sooner."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.places import PLACES, TOWN_2021

pytestmark = pytest.mark.slow
_MOST_STEPS = 1_500
_FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getBoundingClientRect();
    const ring = (part) => {
        const style = getComputedStyle(part);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
            || (style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2);
    };
    window.walked = window.walked || new Map();
    if (!window.walked.has(one)) window.walked.set(one, window.walked.size);
    return {
        number: window.walked.get(one),
        told: one.outerHTML.slice(0, 160),
        ringed: [one, ...one.querySelectorAll("path")].some(ring),
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
_REACHABLE = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"
)].filter((one) => !one.disabled && one.checkVisibility({visibilityProperty: true})).length"""


@pytest.mark.parametrize(
    "name", [name for name in PLACES if name not in ("report-figures", "search-notices")]
)
def test_tab_walks_through_the_whole_page_and_the_focus_is_seen(
    tab: Page, server: str, name: str
) -> None:
    """No element holds the focus, none is left out, and each is ringed and in view."""
    tab.goto(server + PLACES[name])
    tab.evaluate("() => document.activeElement.blur()")
    steps: list[dict[str, Any]] = []
    while len(steps) < _MOST_STEPS:
        tab.keyboard.press("Tab")
        step = tab.evaluate(_FOCUSED)
        if step is None or (steps and step["number"] == 0):
            break
        steps.append(step)

    assert [step["told"] for step in steps if not (step["ringed"] and step["seen"])] == []
    assert [step["number"] for step in steps] == list(range(len(steps)))
    assert len(steps) == tab.evaluate(_REACHABLE)


def test_the_first_key_leads_past_the_navigation(tab: Page, server: str) -> None:
    """The next one is in the content."""
    tab.goto(f"{server}/search?q=审查")
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip")).to_be_focused()
    assert tab.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]

    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.activeElement.closest('main') !== null")


def test_a_visit_without_a_mouse(tab: Page, server: str) -> None:
    """From the box to a passage and to the next match."""
    tab.goto(server)
    tab.keyboard.press("/")
    tab.keyboard.type("审查")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?*")
    tab.keyboard.press("n")
    first = tab.evaluate("() => document.activeElement.href")
    tab.keyboard.press("n")
    assert tab.evaluate("() => document.activeElement.href") != first
    tab.keyboard.press("p")
    assert tab.evaluate("() => document.activeElement.href") == first
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/reports/**")

    tab.goto(f"{server}{TOWN_2021}?q=信息#p4")
    tab.keyboard.press("n")
    assert tab.evaluate("() => document.activeElement.closest('#p4') !== null")
    tab.goto(f"{server}/nothing-here")
    tab.goto(f"{server}{TOWN_2021}?q=信息#p4")
    tab.keyboard.press("p")
    assert tab.evaluate(
        "() => Boolean(document.querySelector('#p4')"
        ".compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_PRECEDING)"
    )

    tab.goto(f"{server}{TOWN_2021}?q=信息")
    seen = []
    for key in ("n", "n", "p", "p"):
        tab.keyboard.press(key)
        seen.append(tab.evaluate("() => document.activeElement.id"))
    assert seen == ["m1", "m2", "m1", "m1"]


def test_keys_are_letters_while_something_is_written(tab: Page, server: str) -> None:
    """`/`, `?` and `n` are typed into the box like any other."""
    tab.goto(f"{server}/search?q=审查")
    tab.locator("#q").fill("")
    tab.locator("#q").press_sequentially("a/?n")

    expect(tab.locator("#q")).to_have_value("a/?n")
    expect(tab.locator("#keys")).to_be_hidden()


@pytest.mark.parametrize("name", ["first", "search", "report", "figures", "coverage", "api"])
def test_keys_are_listed_and_the_list_closes(tab: Page, server: str, name: str) -> None:
    """By `?` and Escape; the focus is back where it was."""
    tab.goto(server + PLACES[name])
    tab.locator(".site").focus()
    tab.keyboard.press("?")
    expect(tab.locator("#keys")).to_be_visible()
    assert tab.evaluate("() => document.activeElement.closest('dialog') !== null")
    tab.keyboard.press("Escape")
    expect(tab.locator("#keys")).to_be_hidden()
    expect(tab.locator(".site")).to_be_focused()

    tab.keyboard.press("/")
    assert tab.evaluate("() => document.activeElement.name") == "q"


@pytest.mark.parametrize("page", ["/search", "/coverage"])
def test_suggestions_are_chosen_by_keys(tab: Page, server: str, page: str) -> None:
    """Down marks one, Escape leaves the text as it was, Enter takes one; in the head as well."""
    tab.goto(f"{server}{page}")
    box, offered = tab.locator("#q"), tab.locator("#q-list")
    box.press_sequentially("青芷")
    expect(offered).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(offered.locator("li").first).to_contain_text("机关")
    expect(offered.locator("li").first).to_contain_text("份")
    box.press("ArrowDown")
    marked = offered.locator("[aria-selected=true]")
    expect(marked).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", str(marked.get_attribute("id")))

    box.press("Escape")
    expect(offered).to_be_hidden()
    expect(box).to_have_value("青芷")
    expect(box).to_have_attribute("aria-expanded", "false")

    box.press_sequentially("镇")
    expect(offered).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    tab.wait_for_url("**/search?*")
    assert {"agency", "region"} & parse_qs(urlsplit(tab.url).query).keys()
    assert tab.locator("[data-hit]").count() > 0 or tab.locator("article").count() > 0
