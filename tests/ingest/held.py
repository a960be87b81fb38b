"""All that a home holds, without what depends on when it came: two homes are compared by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from search_api.search import SearchOptions
from search_api.session import open_session

QUERIES = ("year:2000..2100", '"政府信息"', "公开 NOT 培训", "t3.new_received.total>0")


def held(home: Home) -> Mapping[str, Any]:
    """By path: how each source stands, and all that was read from it and is found in it."""
    told: dict[str, Any] = {}
    with open_catalog(home) as catalog:
        for row in list(catalog.current()):
            for one in (row, *catalog.other_versions(row.id)):
                told[one.path] = (
                    replace(one, version=0),
                    [replace(passage, version=0) for passage in catalog.passages_of(one.version)],
                    catalog.sections_of(one.version),
                    catalog.figures([one.version])[one.version],
                    catalog.findings([one.version])[one.version],
                )
        told["sources"] = catalog.paths()
        told["outcomes"] = catalog.outcomes()
    return told


def found(home: Home) -> list[Any]:
    """What a few queries find: sets, counts and facets. The index needs no mending for it."""
    with open_session(home.path, pytest.fail) as session:
        return [_answer(session.searcher.search(query, _ALL)) for query in QUERIES]


_ALL = SearchOptions(limit=1_000, facets=("year", "kind", "section", "topic"), timeout=None)


def _answer(result: Any) -> Any:
    hits = sorted((hit.report, hit.best.passage) for hit in result.hits)
    return hits, result.total, result.literal_total, result.facets


def reports_in(folder: Path) -> list[Path]:
    """The files of reports that `tests.bench.generate` wrote."""
    return sorted(folder.glob("*/*.*"))
