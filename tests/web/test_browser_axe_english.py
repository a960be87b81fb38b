"""axe-core finds nothing on any page in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.accessible import barriers, examined_tab
from tests.web.places import PLACES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tab(window: Browser) -> Iterator[Page]:
    """A tab into which axe may be put."""
    with examined_tab(window) as tab:
        yield tab


@pytest.mark.parametrize("name", PLACES)
def test_everybody_can_use_the_page_in_english(tab: Page, server: str, name: str) -> None:
    """Wide and narrow."""
    found = barriers(tab, server + PLACES[name], "en")

    assert not found, "\n".join(found)
