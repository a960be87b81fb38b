"""The frame of the pages in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.slow


def test_a_page_asks_no_other_host_and_breaks_no_rule_of_its_own(tab: Page, server: str) -> None:
    """The policy of the headers holds, and nothing is said on the console."""
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(f"{server}/nothing")

    assert [url for url in asked if not url.startswith(server)] == []
    assert [text for text in said if "404" not in text] == []
