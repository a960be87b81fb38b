"""Two reports side by side: text, figures, and what was found between them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from search_api.compare import compare
from search_api.pages.canonical import PageRoute
from search_api.pages.rendering import page
from search_api.pages.report_content import common
from search_api.report_named import report_named
from search_api.service.service import service_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/reports/{id}/compare/{other}")
def compare_page(request: Request, id: str, other: str) -> Response:
    """What became of the one report's text and figures in the other."""
    with service_of(request).session() as session:
        catalog = session.catalog
        before, after = report_named(catalog, id), report_named(catalog, other)
        found = compare(catalog, before, after)
        return page(
            request,
            "report_compare.html",
            catalog,
            **common(request, catalog, before),
            both=(before, after),
            found=found,
            changed=[pair for pair in found.figures if not pair.same],
            stayed=[pair for pair in found.figures if pair.same],
        )
