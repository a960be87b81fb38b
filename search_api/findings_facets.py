"""How many findings there are by year, place, agency, level and kind of their reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from indexer.catalog.listing import KINDS, Meant
from indexer.catalog.read import Catalog
from search_api.every_report import every_report
from search_api.kept import Kept
from search_api.places import facet, names_of
from search_api.results import Bucket, Facet
from search_api.selections import meets
from search_api.series.observe import understood

FIELDS = ("year", "region", "agency", "level", "kind")
_IN_ORDER = ("year", "region")
MOST = 12


def findings_facets(
    catalog: Catalog, filters: Mapping[str, tuple[str, ...]], meant: Meant
) -> tuple[Facet, ...]:
    """The findings that are meant, counted by each of `FIELDS` of their reports.

    Each is counted under everything but its own selection. Of agencies the `MOST` with the most.
    """
    chosen, _ = understood(catalog, filters)
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    found = _FOUND.of(catalog)
    for known in every_report(catalog):
        kinds = found.get(known.row.version)
        if kinds is None:
            continue
        total = sum(count for kind, count in kinds.items() if _is_meant(kind, meant))
        unmet = [field for field in chosen if not meets(known.values, {field: chosen[field]})]
        if not total or len(unmet) > 1:
            continue
        for field in unmet or FIELDS:
            if field in counts:
                values = known.values[field]
                for value in values[:1] if field == "agency" else values:
                    counts[field][value] += total
    names = names_of(catalog)
    facets = []
    for field in FIELDS:
        picked = frozenset(chosen.get(field, ()))
        ordered = sorted(counts[field]) if field in _IN_ORDER else _by_count(counts[field])
        buckets = [Bucket(value, counts[field][value], value in picked) for value in ordered]
        facets.append(facet(field, buckets[:MOST] if field == "agency" else buckets, names))
    return tuple(facets)


def _by_count(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def _is_meant(kinds: tuple[str, ...], meant: Meant) -> bool:
    return all(kinds[KINDS.index(kind)] in values for kind, values in meant.items())


_FOUND = Kept(Catalog.findings_by_version)
