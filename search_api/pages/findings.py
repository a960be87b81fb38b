"""/findings: where reports break the form's sums, contradict themselves or tell another's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from indexer.check_words import CHECK_WORDS
from indexer.checking import wanted
from indexer.labels import CHECKS, ORIGINS, SEVERITIES
from search_api.findings_facets import findings_facets
from search_api.findings_list import FindingsAsked, FindingsFound, findings
from search_api.pages.address import Address
from search_api.pages.canonical import PageRoute
from search_api.pages.filtering import CHOICES, LABELS, asked, filters, in_templates, values
from search_api.pages.findings_rows import by_report
from search_api.pages.language import Language, label, language_of
from search_api.pages.rendering import here, page
from search_api.results import Bucket, Facet
from search_api.service.service import service_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)
AT_ONCE = 40
_API = "/api/findings"
KINDS: Mapping[str, Mapping[str, str]] = {
    "check": CHECKS,
    "severity": SEVERITIES,
    "origin": ORIGINS,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: a link that selects it, or takes it away. `inside` are its parts."""

    text: str
    count: int
    selected: bool
    address: Address
    inside: tuple[Choice, ...] = ()


@router.get("/findings")
def findings_page(request: Request) -> Response:
    """A page of them, with counts that are filters."""
    chosen = filters(request)
    kinds = {kind: values(request, kind) for kind in KINDS}
    after = request.query_params.get("after") or None
    meant = wanted(kinds["check"], kinds["severity"], kinds["origin"]).meant
    wished = FindingsAsked(
        chosen, kinds["check"], kinds["severity"], kinds["origin"], AT_ONCE, after
    )
    with service_of(request).session(after) as session:
        found = findings(session.catalog, wished)
        language = language_of(request)
        facets = findings_facets(session.catalog, chosen, meant)
        where = here(request).without("after")
        parameters = [(kind, value) for kind in KINDS for value in meant.get(kind, ())]
        return page(
            request,
            "findings.html",
            session.catalog,
            found=found,
            reports=list(by_report(session.catalog, found.rows, language)),
            facets={
                **_by_kind(found, meant, where, language),
                **{one.field: _choices(one, where, language) for one in facets},
            },
            facet_labels={"check": "检查项", "severity": "轻重", "origin": "来源", **LABELS},
            words=CHECK_WORDS,
            checks=CHECKS,
            kinds=KINDS,
            meant=meant,
            first=after is None,
            where=where,
            api=Address(_API, (*parameters, *asked(chosen))),
            **in_templates(request, chosen),
        )


def _by_kind(
    found: FindingsFound, meant: Mapping[str, Any], where: Address, language: Language
) -> dict[str, tuple[Choice, ...]]:
    counts = {"check": found.by_check, "severity": found.by_severity, "origin": found.by_origin}
    found_of: dict[str, tuple[Choice, ...]] = {}
    for kind, labels in KINDS.items():
        picked = meant.get(kind, ())
        buckets = [Bucket(key, n, key in picked, labels[key]) for key, n in counts[kind].items()]
        found_of[kind] = tuple(_choice(kind, bucket, where, language) for bucket in buckets)
    return found_of


def _choices(facet: Facet, where: Address, language: Language) -> tuple[Choice, ...]:
    return tuple(_choice(facet.field, bucket, where, language) for bucket in facet.buckets)


def _choice(field: str, bucket: Bucket, where: Address, language: Language) -> Choice:
    named = field in CHOICES or field in KINDS
    text = label(language, bucket.value, bucket.label) if named else bucket.label
    if bucket.selected:
        address = where.removing(field, bucket.value)
        # It may have been written by its label, or with others between commas.
        address = where.without(field) if address == where else address
    else:
        address = where.adding(field, bucket.value)
    inside = tuple(_choice(field, child, where, language) for child in bucket.children)
    return Choice(text, bucket.count, bucket.selected, address, inside)
