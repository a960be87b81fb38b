"""The policy of the headers in a real browser, on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.places import LANGUAGES, PLACES, Language, in_language

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_no_other_host_and_breaks_no_rule_of_its_own(
    tab: Page, server: str, language: Language
) -> None:
    """Nothing is said on the console but that a page is not found, and no script fails."""
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    for path in PLACES.values():
        tab.goto(server + in_language(path, language))

    assert [url for url in asked if not url.startswith(f"{server}/")] == []
    assert [text for text in said if "404" not in text] == []
    assert len(asked) > len(PLACES)
