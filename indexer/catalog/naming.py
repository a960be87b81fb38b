"""Which reports a person means by words: their ids, or names of an agency and years."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.text import normal

REPORT_ID = re.compile(r"(?:x|[0-9]+)-[0-9a-f]{8}-[a-z]+-[0-9]{4}(?:~[0-9a-f]{1,64})?")
_YEAR_LAST = re.compile(r"((?:19|20)[0-9]{2})年?度?$")


def sorted_out(words: Iterable[str]) -> tuple[set[int], list[str]]:
    """The years among the words, and the other words in normal form.

    `昌傅镇2020年` is a name and a year.
    """
    years: set[int] = set()
    names: list[str] = []
    for word in map(normal, words):
        year = _YEAR_LAST.search(word)
        if year:
            years.add(int(year[1]))
        rest = word[: year.start()] if year else word
        if rest:
            names.append(rest)
    return years, names


def meant(catalog: Catalog, names: Collection[str], years: Collection[int]) -> list[ReportRow]:
    """Reports of one of the years, if any is named, that hold every name.

    Each name, in normal form, is in a name of the agency or of its places, one in the agency's.
    """
    for name in sorted(names, key=len, reverse=True):
        rows = [row for row in catalog.find(agency=name) if not years or row.year in years]
        found = [row for row in rows if all(_holds(row, other) for other in names)]
        if found:
            return found
    return []


def _holds(row: ReportRow, name: str) -> bool:
    places = [normal(place) for _, place in row.places]
    return any(name in held for held in (row.agency_normal, normal(row.name_in_report), *places))
