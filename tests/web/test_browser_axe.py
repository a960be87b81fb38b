"""axe-core finds nothing on any page: WCAG 2.1 A and AA, and its best practice."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.web.chromium import opened_tab
from tests.web.places import LANGUAGES, LOOKS, PLACES, Language, in_language

pytestmark = pytest.mark.slow
_ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Light pages are asked everything. Dark ones differ in nothing but their colours.
_ASKED = {"light": _ALL, "dark": _COLOURS}
_RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"


@pytest.fixture(scope="module")
def tab(window: Browser) -> Iterator[Page]:
    """A tab into which axe may be put, which no page of ours would let in."""
    with opened_tab(window, bypass_csp=True) as tab:
        tab.add_init_script((files("axe_playwright_python") / "axe.min.js").read_text())
        yield tab


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLACES)
def test_everybody_can_use_the_page(tab: Page, server: str, name: str, language: Language) -> None:
    """Wide and narrow, light and dark."""
    found: list[str] = []
    tab.goto(server + in_language(PLACES[name], language))
    for look in LOOKS:
        look.put_on(tab)
        for rule in tab.evaluate(_RUN, _ASKED[look.scheme])["violations"]:
            found += [f"{look} {rule['id']}: {rule['help']}", *_places(rule)]

    assert not found, "\n".join(found)


def _places(rule: dict[str, Any]) -> list[str]:
    """Where a rule is broken, and how."""
    return [f"    {node['html'][:200]}\n{node['failureSummary']}" for node in rule["nodes"][:5]]
