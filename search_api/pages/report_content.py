"""What every page of a report tells: which report, its links, and how its words are written."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from fastapi import Request

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.forms.generations import label_of_form
from indexer.labels import (
    ASPECTS,
    CHECKS,
    GROUNDS,
    KINDS,
    LEVELS,
    ORIGINS,
    SCOPES,
    SEVERITIES,
    SLOTS,
    STATUSES,
)
from indexer.model import Figure, Status
from indexer.report.figure_labels import label_of
from search_api.cite import permanent
from search_api.pages.address import Address
from search_api.pages.asked import lit
from search_api.pages.language import PARAMETER, Language, language_of
from search_api.pages.rendering import root_of
from search_api.pages.report_notes import TABLES, source_address
from search_api.values import topics

QUERY = "q"
# What stands beside the words of a status, so that a cell shows it at a glance.
SIGNS = {
    Status.BLANK: "▢",
    Status.MISSING: "∅",
    Status.NOT_IN_FORM: "–",
    Status.AMBIGUOUS: "?",
    Status.UNREADABLE: "✕",
    Status.RECOVERED: "≈",
    Status.CORRECTED: "✎",
    Status.STATED: "¶",
    Status.DERIVED: "∑",
}
DISPUTED = "⚠"
_HUNDREDTH = Decimal("0.01")


def common(request: Request, catalog: Catalog, report: ReportRow) -> dict[str, Any]:
    """The names that the templates of a report's pages have."""
    query = request.query_params.get(QUERY, "")
    return {
        "report": report,
        "path": f"/reports/{report.address}",
        "permanent": permanent(root_of(request), report.address),
        "query": query,
        "lit": lit(query),
        "go": partial(_going, request, language_of(request)),
        "number": number,
        "amount": amount,
        "words": {
            "aspect": ASPECTS,
            "check": CHECKS,
            "form": label_of_form,
            "ground": GROUNDS,
            "kind": KINDS,
            "level": LEVELS,
            "origin": ORIGINS,
            "scope": SCOPES,
            "severity": SEVERITIES,
            "slot": SLOTS,
            "status": STATUSES,
            "table": TABLES,
            "topic": topics(),
        },
        "signs": SIGNS,
        "disputed_sign": DISPUTED,
        "figure_label": label_of,
        "read_at": _read_at(report),
        "source_address": source_address,
    }


def number(figure: Figure) -> str:
    """The value as a page writes it, nothing where there is none."""
    return "" if figure.value is None else amount(figure.value, figure.unit)


def amount(value: Decimal, unit: str | None) -> str:
    """The digits; rates to 0.01 %."""
    return format(value.quantize(_HUNDREDTH) if unit == "%" else value, "f")


def _read_at(report: ReportRow) -> Callable[[Figure], Address | None]:
    return lambda figure: source_address(report.address, figure.key, figure.locator)


def _going(request: Request, language: Language, address: Address | None) -> str:
    """The address in the language of the page; of a place on this very page only the place."""
    if address is None:
        return ""
    if address.path == request.scope["path"] and address.fragment and not address.parameters:
        return str(Address("", fragment=address.fragment))
    if language is Language.CHINESE:
        return str(address)
    return str(address.adding(PARAMETER, language.value))
