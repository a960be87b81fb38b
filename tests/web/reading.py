"""Forms and links of a page as tests read them."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import httpx
from lxml import html

from tests.web.pages import Element, opened, text_of

SEARCH = "/search"


def searched(browser: httpx.Client, query: str = "", **chosen: str | list[str]) -> Element:
    """The search page for a query and filters."""
    return opened(browser, str(httpx.URL(SEARCH, params={"q": query, **chosen})))


def refused(browser: httpx.Client, status: int, **parameters: str) -> Element:
    """The search page that tells why nothing was looked for."""
    answer = browser.get(SEARCH, params=parameters)

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    return html.document_fromstring(answer.content.decode())


def line(element: Element) -> str:
    """What stands in an element, white space as one space."""
    return " ".join(text_of(element).split())


def lines(page: Element, path: str) -> list[str]:
    """What stands in each of the elements."""
    return [line(element) for element in page.xpath(path)]


def classed(name: str) -> str:
    """The path of elements of a class."""
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def asked_by(address: str) -> list[tuple[str, str]]:
    """The parameters of an address, in order."""
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


def sent_by(page: Element) -> list[tuple[str, str]]:
    """What the form of the search page sends as it stands, the filters beside it included."""
    fields = page.xpath("//form[@id='ask']//input | //input[@form='ask']")
    return [
        (str(field.get("name")), str(field.get("value") or ""))
        for field in fields
        if field.get("type") != "checkbox" or field.get("checked") is not None
    ]
