"""Hits as the search page draws them: reports, under each its passages and figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.labels import ASPECTS, LEVELS, SLOTS, STATUSES
from search_api.engines.base import REPORT
from search_api.grouped import by_report
from search_api.pages.address import Address
from search_api.pages.asked import Asked
from search_api.pages.language import Language, label
from search_api.pages.pieces import Piece, pieces
from search_api.pages.rendering import to
from search_api.render.values import value_text
from search_api.results import Found, Hit, HitFigure, SearchResult
from search_api.values import topics

# Statuses whose value is one to be read without a remark.
_PLAIN = ("reported", "stated", "derived")
# More would stand longer than the passages beside them.
_MOST_FIGURES = 6
_TEXTUAL = ("section", "aspect", "topic")


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with the address at which it stands in its report."""

    name: str
    address: Address
    section: str
    aspect: str
    topics: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure beside the passages: `value` is its number, else why there is none."""

    label: str
    value: str
    is_number: bool
    remark: str
    disputed: bool
    address: Address


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with what was found in it; `total` passages of it match, None where not counted.

    `all_figures` leads to those that do not stand beside the passages, None without any.
    """

    id: str
    agency: str
    year: int
    place: str
    level: str
    source: str | None
    specimen: bool
    address: Address
    passages: tuple[PassageView, ...]
    figures: tuple[FigureView, ...]
    all_figures: Address | None
    total: int | None


def report_views(result: SearchResult, asked: Asked, language: Language) -> tuple[ReportView, ...]:
    """The reports of a page of hits, in the order of their best passages."""
    return tuple(
        _report(hits, result.unit == REPORT, asked, language) for hits in by_report(result.hits)
    )


def _report(hits: tuple[Hit, ...], whole: bool, asked: Asked, language: Language) -> ReportView:
    first = hits[0]
    page = first.links.report
    lit = {"q": asked.lit, "exact": "1" if asked.exact else None}
    found = first.passages if whole else tuple(hit.best for hit in hits)
    if whole and not _tells(found, asked):
        found = ()
    figures = {figure.key: figure for hit in hits for figure in hit.figures}
    every = to(language, first.links.figures)
    return ReportView(
        id=first.report,
        agency=first.agency,
        year=first.year,
        place=" ".join(first.region),
        level=label(language, first.level, LEVELS.get(first.level, first.level)),
        source=first.links.source,
        specimen=first.specimen,
        address=to(language, page),
        passages=tuple(_passage(one, to(language, page, **lit), language) for one in found),
        figures=_figures(list(figures.values())[:_MOST_FIGURES], every, language),
        all_figures=every if len(figures) > _MOST_FIGURES else None,
        total=first.passage_total if found and whole else None,
    )


def _tells(found: Iterable[Found], asked: Asked) -> bool:
    """Whether passages of a report tell why it was found: of one found by its year they do not."""
    return any(one.snippet.marks for one in found) or any(key in asked.filters for key in _TEXTUAL)


def _passage(found: Found, page: Address, language: Language) -> PassageView:
    name = found.passage.rpartition("#")[2]
    known = topics()
    return PassageView(
        name=name,
        address=page.at(name),
        section=label(language, found.slot, SLOTS.get(found.slot, found.slot)),
        aspect=label(language, found.aspect, ASPECTS.get(found.aspect, found.aspect)),
        topics=tuple(label(language, key, known.get(key, key)) for key in found.topics),
        pieces=pieces(found.snippet.text, found.snippet.marks),
    )


def _figures(
    figures: Iterable[HitFigure], page: Address, language: Language
) -> tuple[FigureView, ...]:
    return tuple(
        FigureView(
            label=one.label,
            value=value_text(one.value, one.status)
            if one.value is not None or language is Language.CHINESE
            else label(language, one.status, one.status),
            is_number=one.value is not None,
            remark=""
            if one.value is None or one.status in _PLAIN
            else label(language, one.status, STATUSES.get(one.status, one.status)),
            disputed=one.disputed,
            address=page.at(one.key),
        )
        for one in figures
    )
