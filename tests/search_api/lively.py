"""Homes that are written to while they are searched, and paging through them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.model import Report
from indexer.segment import PassageSegmenter
from indexer.stores import sync
from indexer.stores.store import EngineName
from search_api.engines.base import PASSAGE, REPORT
from search_api.live import Live
from search_api.results import Hit
from search_api.search import SearchOptions
from tests.catalog.telling import NEW
from tests.make import CODES, figure, report

ENGINES = (EngineName.WHOOSH, EngineName.TANTIVY)
UNITS = (PASSAGE, REPORT)
REPORTS, PASSAGES = 140, 15
WORD = "审查"
TEXTS = (
    "做好保密审查。",
    "信息审查严格，保密审查到位，审查及时。",
    "审查。",
    "先审查后公开。",
    "加强审查。",
)
AGENCIES = ("林峪县司法局", "林峪县青芷镇人民政府", "霁川市水利局")


def made(number: int, *texts: str) -> Report:
    """The number-th report; without texts, with PASSAGES passages that hold WORD."""
    base = report(
        texts or [*islice(cycle(TEXTS[: 1 + number % 5]), PASSAGES)],
        path=f"/reports/{number}.txt",
        agency=AGENCIES[number % 3],
        year=2008 + number % 14,
        figures=[figure(NEW, str(number % 4))],
    )
    return replace(base, id=f"990121101-{number:08x}-own-{base.identity.year}")


def write(
    home: Home, segmenter: PassageSegmenter, *reports: Report, engine: EngineName | None = None
) -> None:
    """Commit a batch and bring the index along; a new one is for the engine."""
    with batch(writable(home)) as writing:
        for one in reports:
            writing.put(one, CODES, "rules")
    with open_catalog(home) as catalog:
        sync.open_store(home, catalog, segmenter, engine).close()


def write_on(path: Path, first: int, batches: int) -> None:
    """What a writing process does: one more report with WORD in each batch."""
    segmenter = PassageSegmenter()
    for number in range(first, first + batches):
        write(Home(path), segmenter, made(number, TEXTS[0]))


def pages(live: Live, options: SearchOptions, between: int = 7) -> Iterator[tuple[Hit, ...]]:
    """Page after page of WORD: small ones at both ends, and of `between` hits between them."""
    seen, total = 0, 0
    while True:
        small = seen < 30 or seen + between > total - 30
        result = live.search(WORD, replace(options, limit=7 if small else between))
        assert result.notices == ()
        yield result.hits
        if result.next is None:
            return
        seen, total = seen + len(result.hits), result.total
        options = replace(options, after=result.next)
