"""Every link of the pages leads somewhere, to the very place it names."""

from __future__ import annotations

from urllib.parse import unquote, urldefrag

import httpx
import pytest
from lxml import html

from tests.web.crawl import crawled
from tests.web.pages import Element

pytestmark = pytest.mark.slow
_OF_A_KIND = 2
_PAGES = 300
_MOST = 1_000


def test_every_link_leads_to_the_place_it_names(server: str) -> None:
    """From the first page on, in both languages, pages of every kind."""
    found = crawled(server, _OF_A_KIND, _PAGES)
    known = dict(found.pages)
    broken = []
    with httpx.Client(timeout=120.0) as client:
        for link, page in list(found.links.items())[:_MOST]:
            there, place = urldefrag(link)
            if there not in known:
                answer = client.get(there)
                if answer.status_code >= 400:
                    broken.append(f"{page} → {link}: {answer.status_code}")
                is_page = answer.headers["content-type"].startswith("text/html")
                known[there] = frozenset()
                if is_page:
                    text: Element = html.document_fromstring(answer.content.decode())
                    known[there] = frozenset(map(str, text.xpath("//@id")))
            if place and unquote(place) not in known[there]:
                broken.append(f"{page} → {link}: no such place")

    assert not broken, "\n".join(broken)
    assert {address.removeprefix(server).partition("?")[0] for address in found.pages} >= {
        "/",
        "/search",
        "/figures",
        "/findings",
        "/coverage",
        "/api",
    }
