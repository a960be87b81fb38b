"""Every endpoint of the API, in the order in which an address is looked for."""

from __future__ import annotations

from fastapi import APIRouter

from search_api.api import (
    coverage,
    export,
    facets,
    figures,
    findings,
    health,
    reports,
    search,
    suggest,
)

ENDPOINTS: tuple[APIRouter, ...] = (
    search.router,
    facets.router,
    suggest.router,
    export.router,
    reports.router,
    figures.router,
    findings.router,
    coverage.router,
    health.router,
)
