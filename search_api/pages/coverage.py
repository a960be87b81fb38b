"""/coverage: agencies down, years across, and of each year whether there is a report."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from search_api.coverage import State, coverage
from search_api.coverage_shapes import STATES
from search_api.pages.address import Address
from search_api.pages.canonical import PageRoute
from search_api.pages.filtering import asked, filters, in_templates, start
from search_api.pages.rendering import page
from search_api.service.service import service_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)
AT_ONCE = 50
_API = "/api/coverage"


@router.get("/coverage")
def coverage_page(request: Request) -> Response:
    """One page of agencies."""
    chosen = filters(request)
    with service_of(request).session() as session:
        found = coverage(session.catalog, chosen, start(request), AT_ONCE)
        return page(
            request,
            "coverage.html",
            session.catalog,
            found=found,
            states=STATES,
            State=State,
            step=AT_ONCE,
            api=Address(_API, tuple(asked(chosen))),
            **in_templates(request, chosen),
        )
