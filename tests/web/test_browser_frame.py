"""The frame of the pages in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.web.chromium import started_browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    """A browser for the tests of this file."""
    with started_browser() as browser:
        yield browser


def test_a_page_asks_no_other_host_and_breaks_no_rule_of_its_own(
    window: Browser, server: str
) -> None:
    """The policy of the headers holds, and nothing is said on the console."""
    page = window.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{server}/nothing")
    page.close()

    assert [url for url in asked if not url.startswith(server)] == []
    assert [text for text in said if "404" not in text] == []
