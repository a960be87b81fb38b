"""A small home of reports made for a test, served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from lxml import html

from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.model import Report
from search_api.service.settings import Settings
from tests.search_api.many import CODES
from tests.web.serving import served

ACCEPT = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
SECTIONS = {"", "search", "reports", "figures", "findings", "coverage", "api", "static"}


@contextmanager
def home_of(folder: Path, reports: Sequence[Report]) -> Iterator[tuple[Home, httpx.Client]]:
    """The home and a browser without JavaScript that is on its service."""
    home = Home(folder / "home")
    with batch(writable(home)) as writing:
        for item in reports:
            writing.put(item, CODES, "rules")
    with (
        served(Settings(home=home.path)) as address,
        httpx.Client(base_url=address, timeout=60.0, headers=ACCEPT) as client,
    ):
        yield home, client


def tree(answer: httpx.Response) -> html.HtmlElement:
    """A page that was answered, read as a browser reads it."""
    return html.document_fromstring(answer.content.decode("utf-8"))


def text(element: html.HtmlElement) -> str:
    """Its text with single spaces."""
    return " ".join(element.text_content().split())


def links(page: html.HtmlElement) -> list[str]:
    """Every address of this service that a page leads to, each once and without its place."""
    found = (str(link).partition("#")[0] for link in page.xpath("//a/@href"))
    return sorted({link for link in found if link.startswith("/")})
