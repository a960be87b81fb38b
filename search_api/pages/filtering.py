"""The filters of the pages that look at many reports, as their forms and addresses write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request

from indexer.fields import BY_KEY
from indexer.labels import KINDS, LEVELS, SCOPES
from search_api.pages.address import Address
from search_api.pages.rendering import here

FILTERS = ("year", "region", "agency", "level", "kind", "scope")
# Those that are chosen from a list, with its values.
CHOICES: Mapping[str, Mapping[str, str]] = {"level": LEVELS, "kind": KINDS, "scope": SCOPES}
LABELS: Mapping[str, str] = {name: BY_KEY[name].label for name in FILTERS}
_BETWEEN = re.compile(r"[、，,;；\n]")
_LARGEST = 10**9


def values(request: Request, name: str) -> tuple[str, ...]:
    """The values of a parameter: written several times, or with commas between, none empty."""
    written = (part for text in request.query_params.getlist(name) for part in _parts(text))
    return tuple(dict.fromkeys(part for part in written if part))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(text)]


def filters(request: Request) -> dict[str, tuple[str, ...]]:
    """The filters that the address has, as they were written."""
    found = {name: values(request, name) for name in FILTERS}
    return {name: written for name, written in found.items() if written}


def start(request: Request) -> int:
    """Where the page starts, counting from 0; the beginning for what is no number."""
    written = request.query_params.get("start", "")
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
    return min(number, _LARGEST)


def without(where: Address, names: Mapping[str, tuple[str, ...]]) -> Callable[[str, str], Address]:
    """The address of the first page without one value of a filter, however it was written."""

    def left(name: str, value: str) -> Address:
        found = where.without(name, "start")
        for other in names[name]:
            found = found if other == value else found.adding(name, other)
        return found

    return left


def asked(found: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Filters as parameters of an address."""
    return [(name, value) for name, written in found.items() for value in written]


def in_templates(request: Request, chosen: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """What the templates of the filters need."""
    where = here(request)
    return {
        "filters": chosen,
        "choices": CHOICES,
        "fields": LABELS,
        "without": without(where, chosen),
        "cleared": where.without(*FILTERS, "start"),
    }
