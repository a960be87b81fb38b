"""What /figures says above its numbers leads on by links, not by options of the command."""

from __future__ import annotations

import httpx
import pytest

from tests.web.pages import links, opened


def test_reports_of_the_other_scope_are_a_link_away(browser: httpx.Client) -> None:
    """With the grouping that was chosen."""
    page = opened(browser, "/figures?by=agency")
    (told,) = page.xpath("//li[contains(@class, 'note')][contains(., '不在此列')]")

    assert list(links(told)) == ["/figures?by=agency&scope=aggregate"]


@pytest.mark.parametrize(
    "asked",
    [
        "by=agency",
        "by=nothing",
        "year=nothing",
        "region=nowhere",
        "scope=own&scope=aggregate",
        "scope=aggregate",
        "share=true&key=t3.new_received.natural",
    ],
)
def test_nothing_that_is_said_names_an_option(browser: httpx.Client, asked: str) -> None:
    """A reader of the page has a form, not a command."""
    answer = browser.get(f"/figures?{asked}")

    assert "--" not in answer.text.replace("<!--", "")
    assert "search figures" not in answer.text
