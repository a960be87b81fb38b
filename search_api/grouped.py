"""Hits under their reports, as every page of hits shows them."""

from __future__ import annotations

from collections.abc import Iterable

from search_api.results import Hit


def by_report(hits: Iterable[Hit]) -> tuple[tuple[Hit, ...], ...]:
    """The hits of each report together, reports in the order of their best one."""
    reports: dict[str, list[Hit]] = {}
    for hit in hits:
        reports.setdefault(hit.report, []).append(hit)
    return tuple(map(tuple, reports.values()))
