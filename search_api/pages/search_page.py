"""The search page: hits under their reports, counts that are filters, and what helps with none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import TooManySearches, WrongUsage
from search_api.asking import showing
from search_api.by_year import YEAR, by_year
from search_api.concordance import Concordance, concordance
from search_api.costs import costs
from search_api.engines.base import PASSAGE, REPORT, SORTS
from search_api.engines.collect import Clock
from search_api.explain import Explained, explained
from search_api.kwic import SORT_KEYS, Occurrence, has_keywords
from search_api.near_words import near_words
from search_api.options import Filters
from search_api.pages.address import Address
from search_api.pages.asked import SIDES, Asked, asked_of
from search_api.pages.canonical import PageRoute
from search_api.pages.facet_view import Meanings, chips, facet_views
from search_api.pages.hit_view import report_views
from search_api.pages.language import Language, language_of
from search_api.pages.pieces import around
from search_api.pages.rendering import here, page
from search_api.pages.year_chart import Chart, year_chart
from search_api.results import SearchResult
from search_api.service.conditional import NOT_TO_BE_KEPT
from search_api.service.service import note_partial, service_of
from search_api.session import Session
from search_api.syntax_help import CONSTRUCTS
from search_api.tree import Node, Nothing

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_CLAUSES = 12
_MOST_NEAR = 8
_TEMPLATE = "search.html"
# What a sheet has in common with a page: the page passes over what it does not know.
_FILTERS = tuple(field.name for field in fields(Filters))
_OF_HITS = ("q", "exact", "sort", "group", *_FILTERS)
_OF_LINES = ("q", "exact", "sort", "context", "kwic", *_FILTERS)


@router.get("/search")
def search_page(request: Request) -> Response:
    """What is found, or in words why it could not be looked for."""
    service = service_of(request)
    longest = service.settings.longest_query
    if len(request.query_params.get("q", "")) > longest:
        return _refused(request, 400, "too_long", most=longest)
    try:
        asked = asked_of(request.query_params, service.settings.timeout)
        with service.session(asked.after) as session:
            return _answer(request, session, asked, service.settings.timeout)
    except WrongUsage as error:
        return _refused(request, 400, "wrong", said=f"{error.message} {error.next_step}")
    except TooManySearches:
        response = _refused(request, 503, "busy")
        response.headers["Retry-After"] = "1"
        return response


def _refused(request: Request, status: int, why: str, **parts: object) -> Response:
    """The page with its box, and why nothing was looked for."""
    return page(
        request,
        _TEMPLATE,
        None,
        status=status,
        why=why,
        parts_of=parts,
        asked=None,
        constructs=CONSTRUCTS,
    )


def _answer(request: Request, session: Session, asked: Asked, timeout: float) -> Response:
    clock = Clock(time.monotonic() + timeout)
    language, address, searcher = (
        language_of(request),
        here(request).without("after"),
        session.searcher,
    )
    understood = searcher.parsed(asked.text, exact=asked.exact).node
    options = asked.question.options()
    lines: tuple[Occurrence, ...] = ()
    found: Concordance | None = None
    if asked.kwic:
        options = replace(options, limit=0, sort="score", group=PASSAGE, after=None)
        if has_keywords(understood):
            found = concordance(session, asked.question, asked.side, asked.limit)
            lines = tuple(found.first())
    result = searcher.search(asked.text, replace(options, timeout=clock.left))
    result = replace(result, hits=tuple(map(showing(searcher, asked.question), result.hits)))
    meanings = _meanings(session, asked)
    reports, chart = _per_year(session, asked, result, clock, meanings, address)
    refused = isinstance(understood, Nothing)
    partial = result.partial or (found is not None and found.partial)
    helps = not (result.total or partial or refused)
    response = page(
        request,
        _TEMPLATE,
        session.catalog,
        why=None,
        asked=asked,
        constructs=CONSTRUCTS,
        sorts=("score", *SORT_KEYS) if asked.kwic else SORTS,
        sides=SIDES,
        result=result,
        reports=reports,
        chart=chart,
        hits=report_views(result, asked, language),
        facets=facet_views(result.facets, meanings, language, address),
        chips=chips(result.facets, meanings, language, address),
        lines=lines,
        more_lines=found is not None and found.more(),
        has_keywords=has_keywords(understood),
        partial=partial,
        refused=refused,
        notices=[
            (notice, around(result.query, notice.span) if notice.span else None)
            for notice in result.notices
        ],
        read=_read(session, asked),
        most_clauses=_CLAUSES,
        rows=_rows(asked, address),
        near=list(_near(session, asked, understood, address, clock)) if helps else [],
        comma="，" if language is Language.CHINESE else ", ",
        costs=list(costs(searcher, asked.text, options, clock)) if helps else [],
    )
    if partial:
        note_partial(request)
        response.headers["Cache-Control"] = NOT_TO_BE_KEPT
    return response


def _rows(asked: Asked, address: Address) -> Address:
    """Where all hits, or all lines, are had as a sheet."""
    path, names = ("/api/search.csv", _OF_LINES) if asked.kwic else ("/api/export.csv", _OF_HITS)
    kept = tuple(pair for pair in address.parameters if pair[1] and pair[0] in names)
    return Address(path, kept).adding("excel", "true")


def _meanings(session: Session, asked: Asked) -> Meanings:
    """By field, what each chosen value stands for."""
    selected = session.searcher.selected
    return {
        field: {value: selected({field: (value,)}).get(field, (value,)) for value in values}
        for field, values in asked.filters.items()
    }


def _per_year(
    session: Session,
    asked: Asked,
    result: SearchResult,
    clock: Clock,
    meanings: Meanings,
    address: Address,
) -> tuple[int | None, Chart | None]:
    """In how many reports something is found, and in what share of each year's.

    None where the time did not suffice.
    """
    counted = result
    if result.unit != REPORT:
        options = replace(
            asked.question.options(),
            sort="score",
            limit=0,
            after=None,
            group=REPORT,
            facets=(YEAR,),
            timeout=clock.left,
        )
        counted = session.searcher.search(asked.text, options)
    if counted.partial or YEAR not in counted.facets:
        return None, None
    chosen = session.searcher.selected(asked.filters)
    years = by_year(session.catalog, counted.facets[YEAR].buckets, chosen)
    return counted.total, year_chart(years, meanings.get(YEAR, {}), address)


def _near(
    session: Session, asked: Asked, understood: Node, address: Address, clock: Clock
) -> Iterator[tuple[str, Address, int]]:
    """Queries with something that the reports hold in place of a slip, where they are asked, and
    how much each finds under the same filters; none that finds nothing."""
    found = dict.fromkeys(
        asked.text.replace(near.written, near.known)
        for near in near_words(session.searcher, understood)
    )
    options = replace(asked.question.options(), limit=0, facets=(), sort="score", after=None)
    for query in list(found)[:_MOST_NEAR]:
        if query == asked.text or clock.ran_out():
            continue
        total = session.searcher.search(query, replace(options, timeout=clock.left)).total
        if total:
            yield query, address.setting("q", query), total


def _read(session: Session, asked: Asked) -> Explained | None:
    """How the query was understood; None without one. Nothing is counted for it."""
    if not asked.text.strip():
        return None
    return explained(session.catalog, session.searcher, asked.text, exact=asked.exact, timeout=0.0)
