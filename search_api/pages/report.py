"""The pages of one report: its text and tables, all its figures, the text as it was read."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from indexer.correction_words import correction_told
from indexer.document import Span
from indexer.model import Severity
from indexer.report.derived import operands
from search_api.cite import cite
from search_api.headline import disputed_keys
from search_api.pages.canonical import PageRoute
from search_api.pages.rendering import page
from search_api.pages.report_content import QUERY, common
from search_api.pages.report_marks import marked_passages
from search_api.pages.report_notes import notes_of
from search_api.pages.report_view import (
    in_form,
    legend_of,
    old_rows,
    open_checks,
    parts_of,
)
from search_api.report_named import report_named
from search_api.service.service import service_of
from search_api.session import Session
from search_api.source_text import source_lines
from search_api.tree import Node
from search_api.whole import whole_report

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_MOST_SPANS = 200


@router.get("/reports/{id}")
def report_page(request: Request, id: str) -> Response:
    """Text and tables, with findings in the margin; `q` lights what a query finds."""
    with service_of(request).session() as session:
        report = report_named(session.catalog, id)
        whole = whole_report(session.catalog, report)
        query, too_long = _query(request, session)
        passages, matches = marked_passages(whole.passages, query)
        notes = notes_of(whole)
        severities = Counter(note.finding.severity for note in notes.all)
        shared = common(request, session.catalog, report)
        root = shared["permanent"].removesuffix(f"/reports/{report.address}")
        return page(
            request,
            "report.html",
            session.catalog,
            **shared,
            whole=whole,
            parts=parts_of(whole, passages),
            old=old_rows(whole.figures),
            derived=in_form(whole.figures, "d."),
            stated=in_form(whole.figures, "n."),
            operands=lambda key: operands(key, whole.figures),
            disputed=disputed_keys(whole.findings),
            notes=notes,
            legend=legend_of(whole),
            open_checks=open_checks(whole),
            severities=[(one, severities[one]) for one in Severity if severities[one]],
            years=session.catalog.same_agency(report.id),
            correction_told=correction_told,
            matches=matches,
            too_long=too_long,
            citation=cite(report, today=date.today(), root=root),
        )


@router.get("/reports/{id}/figures")
def figures_page(request: Request, id: str) -> Response:
    """Every figure of the report, each at its key."""
    with service_of(request).session() as session:
        report = report_named(session.catalog, id)
        figures = session.catalog.figures([report.version])[report.version]
        findings = session.catalog.findings([report.version])[report.version]
        shown = in_form(figures)
        return page(
            request,
            "report_figures.html",
            session.catalog,
            **common(request, session.catalog, report),
            figures=shown,
            not_in_form=len(figures) - len(shown),
            operands=lambda key: operands(key, figures),
            disputed=disputed_keys(findings),
        )


@router.get("/reports/{id}/source")
def source_page(request: Request, id: str) -> Response:
    """The text as it was read; `at=120-135,140-142` marks characters."""
    with service_of(request).session() as session:
        catalog = session.catalog
        report = report_named(catalog, id)
        figures = catalog.figures([report.version])[report.version]
        lines = source_lines(
            catalog.document_text(report.version),
            figures.values(),
            catalog.passages_of(report.version),
            catalog.sections_of(report.version),
            _spans(request.query_params.get("at", "")),
        )
        return page(
            request,
            "report_source.html",
            catalog,
            **common(request, catalog, report),
            figures=figures,
            lines=lines,
        )


def _query(request: Request, session: Session) -> tuple[Node | None, bool]:
    """The query whose matches are to be lit, and whether it is too long for that."""
    written = request.query_params.get(QUERY, "")
    if len(written) > service_of(request).settings.longest_query:
        return None, True
    return (session.searcher.parsed(written).node if written.strip() else None), False


def _spans(written: str) -> tuple[Span, ...]:
    """The places that an address names; what is none is passed over."""
    found = (_SPAN.fullmatch(part) for part in written.split(",")[:_MOST_SPANS])
    spans = ((int(one[1]), int(one[2])) for one in found if one)
    return tuple((start, end) for start, end in spans if start < end)
