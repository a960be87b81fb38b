"""Counts by field as a page: flat ones on one line, places and sections as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from search_api.render.lines import HEAD, paragraph
from search_api.render.width import plain
from search_api.results import Bucket, Facet

_MOST = 20


def facet_lines(facet: Facet, width: int | None) -> Iterator[Text]:
    """One field's counts, beside each how many hits of it are literal; ✓ marks a selected value."""
    yield Text(facet.label, HEAD)
    if any(bucket.children for bucket in facet.buckets):
        yield from _tree(facet.buckets, 1)
        return
    told = [_told(bucket) for bucket in facet.buckets[:_MOST]]
    rest = len(facet.buckets) - len(told)
    more = [f"… 另有 {rest} 项"] if rest > 0 else []
    yield from paragraph(" · ".join([*told, *more]) or "无", width, "  ")


def _told(bucket: Bucket) -> str:
    literal = "" if bucket.literal is None else f" (逐字 {bucket.literal})"
    mark = "✓" if bucket.selected else ""
    return plain(f"{mark}{bucket.label or bucket.value} {bucket.count}{literal}")


def _tree(buckets: Sequence[Bucket], depth: int) -> Iterator[Text]:
    for bucket in buckets[:_MOST]:
        yield Text("  " * depth + _told(bucket))
        yield from _tree(bucket.children, depth + 1)
    rest = len(buckets) - _MOST
    if rest > 0:
        yield Text("  " * depth + f"… 另有 {rest} 项")
