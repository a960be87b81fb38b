"""A page has one address, the one that a reader copies."""

from __future__ import annotations

import httpx
import pytest

from tests.web.places import TOWN_2021


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("/search?q=%E5%AE%A1%E6%9F%A5&agency=&year=", "/search?q=%E5%AE%A1%E6%9F%A5"),
        ("/search?q=&lang=en", "/search?lang=en"),
        ("/figures?key=t3.new_received.total&key=&by=&top=", "/figures?key=t3.new_received.total"),
        ("/findings?year=2021&year=+&level", "/findings?year=2021"),
        ("/coverage?region=", "/coverage"),
        ("/?lang=", "/"),
        (f"{TOWN_2021}?q=", TOWN_2021),
    ],
)
def test_empty_fields_of_a_form_are_no_part_of_it(
    browser: httpx.Client, sent: str, kept: str
) -> None:
    """They lead to the address without them, also a client that knows the page already."""
    page = browser.get(kept)
    led = browser.get(sent, headers={"If-None-Match": page.headers["ETag"]})

    assert (page.status_code, led.status_code) == (200, 303)
    assert led.headers["Location"] == kept
    assert "ETag" not in led.headers
