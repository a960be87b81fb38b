"""The pages that links lead to from the first one, so many of each kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
from lxml import html

from tests.web.pages import Element

_ID = re.compile(r"\w+-[0-9a-f]{8}-(?:own|all|unknown)-\d{4}(?:~\w+)?")


@dataclass(frozen=True)
class Crawled:
    """`pages` are the ids of elements by address, `links` where each was met first."""

    pages: dict[str, frozenset[str]]
    links: dict[str, str]


def crawled(root: str, each: int, most: int) -> Crawled:
    """Follow links of this server, `each` of every kind: a path, ids aside, and its parameters.

    The nearest pages first and at most `most`: parameters go together in thousands of ways.
    """
    pages: dict[str, frozenset[str]] = {}
    links: dict[str, str] = {}
    taken: Counter[str] = Counter()
    waiting = [f"{root}/"]
    with httpx.Client(timeout=120.0) as client:
        while waiting and len(pages) < most:
            address = waiting.pop(0)
            answer = client.get(address)
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            page: Element = html.document_fromstring(answer.content.decode())
            pages[address] = frozenset(map(str, page.xpath("//@id")))
            for written in page.xpath("//@href | //@src | //@action"):
                link = urljoin(address, str(written))
                if not link.startswith(f"{root}/") or link in links:
                    continue
                links[link] = address
                there = urldefrag(link).url
                known = _kind(there)
                if there in pages or there in waiting or taken[known] >= each:
                    continue
                taken[known] += 1
                waiting.append(there)
    return Crawled(pages, links)


def _kind(address: str) -> str:
    """What the address has in common with those of its kind."""
    parts = urlsplit(address)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&")} - {"q"})
    return f"{_ID.sub('*', parts.path)}?{'&'.join(names)}"
