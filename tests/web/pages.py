"""Pages as tests look at them: elements, their text, and where links lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
from lxml import html

Element = Any  # lxml.html comes without types


def opened(browser: httpx.Client, address: str) -> Element:
    """The page at an address, which must be there."""
    answer = browser.get(address, follow_redirects=True)

    assert answer.status_code == 200, (address, answer.text[:400])
    return html.document_fromstring(answer.content.decode())


def text_of(element: Element) -> str:
    """All characters in an element."""
    return "".join(element.itertext())


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def ids(page: Element) -> dict[str, Element]:
    """Every element that has an id, which no other one may have."""
    held = page.xpath("//*[@id]")
    found = {str(one.get("id")): one for one in held}

    assert len(found) == len(held)
    return found


def by_id(page: Element, id: str) -> Element:
    """The one element of that id."""
    return ids(page)[id]


def links(element: Element) -> Iterator[str]:
    """Where its links lead."""
    return (str(href) for href in element.xpath(".//a/@href"))
