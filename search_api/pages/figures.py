"""/figures: figures of many reports over years, as a chart and the same as a table."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from indexer.catalog.read import Catalog
from indexer.errors import TooMuch, WrongUsage
from indexer.labels import SCOPES
from indexer.report.figure_labels import label_of
from search_api.figure_search import names
from search_api.kept import Answers
from search_api.notices import Notice
from search_api.pages.canonical import PageRoute
from search_api.pages.chart import numerals
from search_api.pages.figures_asked import BY_LABELS, Asked, asked_of, offered
from search_api.pages.figures_charts import MOST, Drawing, drawing, short
from search_api.pages.figures_rows import (
    figure_address,
    number_text,
    shown_rows,
    side_text,
    value_words,
)
from search_api.pages.filtering import in_templates, start
from search_api.pages.language import label, language_of
from search_api.pages.rendering import page
from search_api.series.measures import shares
from search_api.series.panel import Panel, panel
from search_api.series.series import Series, largest, series
from search_api.series.shapes import exact
from search_api.service.problems import RETRY
from search_api.service.service import service_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)
ROWS = 200
AGENCIES = 50
_CANDIDATES = 40
# Of 20,000 reports one takes seconds to find and some 40 MB: enough for going from page to page.
_SERIES: Answers[Series] = Answers(3)
_PANELS: Answers[Panel] = Answers(2)


@router.get("/figures")
def figures_page(request: Request) -> Response:
    """A series or a panel. What cannot be answered is told above the form, which stays."""
    wanted = asked_of(request)
    refused: WrongUsage | TooMuch | None = None
    content: dict[str, Any] = {}
    with service_of(request).session() as session:
        if wanted.measures:
            try:
                make = _panel if wanted.panel else _series
                content = make(request, session.catalog, wanted)
            except (WrongUsage, TooMuch) as error:
                refused = error
        late = isinstance(refused, TooMuch)
        response = page(
            request,
            "figures.html",
            session.catalog,
            status=503 if late else 400 if refused or not wanted.measures else 200,
            asked=wanted,
            refused=refused,
            offered=offered(),
            names=names(),
            by_labels=BY_LABELS,
            label_of=label_of,
            candidates=_CANDIDATES,
            **{"found": None, "panel": None, **content},
            **in_templates(request, wanted.filters),
        )
    if late:
        response.headers.update(RETRY)
    return response


def _series(request: Request, catalog: Catalog, wanted: Asked) -> dict[str, Any]:
    measures = wanted.measures
    if wanted.share:
        measures = shares([measure.key for measure in measures])

    timeout = service_of(request).settings.timeout
    question = (measures, wanted.by, tuple(wanted.filters.items()))
    made = partial(series, catalog, measures, wanted.by, wanted.filters, timeout=timeout)
    whole = _SERIES.of(catalog, question, made)
    found = whole if wanted.top is None else largest(whole, wanted.top)
    language = language_of(request)
    signs = numerals(whole.rows)
    drawings: list[Drawing] = []
    for measure in whole.measures:
        rows = [row for row in whole.rows if row.measure.key == measure.key]
        named = partial(side_text, language=language)
        drawn = drawing(measure, rows, whole.by, signs, named, wanted.top or MOST)
        drawings += [drawn] if drawn else []
    first = start(request)
    rows = list(found.rows[first : first + ROWS])
    versions = [row.only.report.version for row in rows if row.only]
    shown = shown_rows(
        rows,
        found.by,
        wanted.filters,
        found.scopes,
        signs,
        catalog.heads(versions),
        language,
    )
    # Breaks stand below the charts with their signs.
    told = [one for one in found.notices if one.code != "break" or not drawings]
    return {
        "found": found,
        "notices": told,
        "scopes": "、".join(label(language, key, SCOPES.get(key, key)) for key in found.scopes),
        "drawings": drawings,
        "short": short,
        "number_text": number_text,
        "exact": exact,
        "rows": list(shown),
        "first": first,
        "step": ROWS,
        "ranked": wanted.top is not None,
    }


def _panel(request: Request, catalog: Catalog, wanted: Asked) -> dict[str, Any]:
    measures = wanted.measures
    key = measures[0].key
    question = (key, tuple(wanted.filters.items()))
    timeout = service_of(request).settings.timeout
    found = _PANELS.of(catalog, question, partial(panel, catalog, key, wanted.filters, timeout))
    notices = list(found.notices)
    if len(measures) > 1:
        told = f"机关 × 年份只列一项：{measures[0].label} (one figure at a time)。"
        notices.append(Notice("one_figure", told))
    first = start(request)
    rows = found.rows[first : first + AGENCIES]
    versions = [cell.version for row in rows for cell in row.cells.values()]
    return {
        "panel": found,
        "panel_notices": notices,
        "panel_rows": rows,
        "heads": catalog.heads(versions),
        "figure_address": figure_address,
        "value_words": value_words,
        "exact": exact,
        "first": first,
        "step": AGENCIES,
    }
