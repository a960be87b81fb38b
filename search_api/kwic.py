"""Keyword in context: one line for each place where a passage holds what the query asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.catalog.beside import HeadRow
from indexer.catalog.read import Catalog
from indexer.catalog.rows import PassageRow
from indexer.text import normal
from search_api.engines.base import Ranked
from search_api.render.width import tidy
from search_api.search import Matched
from search_api.snippets import marks_on
from search_api.tree import Literal, Near, Node, Pattern, Words, walk

_BATCH = 200
_KEY = 40  # characters of context by which lines are sorted


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A keyword with what stands before and after it, fit to print, and where it stands.

    `source` is the address of the report's original.
    """

    left: str
    keyword: str
    right: str
    report: str
    passage: str
    year: int
    agency: str
    specimen: bool
    source: str | None = None


def _left(found: Occurrence) -> tuple[str, str]:
    return normal(found.left[-_KEY:])[::-1], normal(found.right[:_KEY])


def _right(found: Occurrence) -> tuple[str, str]:
    return normal(found.right[:_KEY]), normal(found.left[-_KEY:])[::-1]


# Read from the keyword outwards; of lines that are alike the one of the better hit comes first.
SORT_KEYS: dict[str, Callable[[Occurrence], tuple[str, str]]] = {"left": _left, "right": _right}


def has_keywords(query: Node) -> bool:
    """Whether there is anything in the query that a passage could hold."""
    text = Words | Literal | Near | Pattern
    return any(isinstance(node, text) and not negated for node, negated in walk(query))


def occurrences(catalog: Catalog, found: Matched, side: int) -> Iterator[Occurrence]:
    """Every occurrence in the hits, in their order, with `side` characters before and after.

    In a passage what stands there as it was written comes before single words. Passages are read
    from the catalog as they are needed.
    """
    hits = found.matches.hits
    for start in range(0, len(hits), _BATCH):
        yield from _of(catalog, hits[start : start + _BATCH], found.request.query, side)


def _of(catalog: Catalog, hits: tuple[Ranked, ...], query: Node, side: int) -> Iterator[Occurrence]:
    passages = catalog.passages({(hit.version, hit.n) for hit in hits})
    reports = catalog.heads({hit.version for hit in hits})
    for hit in hits:
        passage, report = passages.get((hit.version, hit.n)), reports.get(hit.version)
        if passage is not None and report is not None:
            yield from _in(passage, report, query, side)


def _in(passage: PassageRow, report: HeadRow, query: Node, side: int) -> Iterator[Occurrence]:
    marks = sorted(marks_on(passage.text, query), key=lambda mark: not mark.literal)
    if not marks:
        return
    shown = tidy(passage.text)
    for mark in marks:
        start, end = shown.span(mark.start, mark.end)
        yield Occurrence(
            shown.text[max(0, start - side) : start],
            shown.text[start:end],
            shown.text[end : end + side],
            report.address,
            f"{report.address}#{passage.id}",
            report.year,
            report.agency,
            report.specimen,
            report.url,
        )
