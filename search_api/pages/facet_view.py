"""The facets of the search page: values to be chosen, in the form in which the address has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import heappop, heappush

from indexer.fields import BY_KEY
from search_api.pages.address import Address
from search_api.pages.language import Language, label
from search_api.results import Bucket, Facet
from search_api.values import labels_of

ORDER = (
    "year",
    "region",
    "level",
    "kind",
    "scope",
    "section",
    "aspect",
    "topic",
    "agency",
    "form",
    "finding",
)
FIRST = 8
_MOST_YEARS = 30
_MORE = 32
_MORE_AGENCIES = 8  # there are thousands: a name is sooner written than looked for
_TREE = 20  # rows of a tree, unless what is selected needs more
_CHILDREN = 40
# Values that are names: what they are called is the same in every language.
_NAMES = ("year", "region", "agency", "form")
Meanings = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A value that can be chosen: `value` as the address has it, `depth` steps inside others.

    `count` is None for a chosen value that is no single value of the field (2018..2021, 镇).
    `covered`: another chosen value takes it in. Inside a chosen value choosing one more would
    change nothing, so there `narrow` leads to it alone.
    """

    value: str
    label: str
    count: int | None = None
    literal: int | None = None
    chosen: bool = False
    covered: bool = False
    depth: int = 0
    narrow: Address | None = None


@dataclass(frozen=True, slots=True)
class FacetView:
    """A field with the rows that stand at once and those that stand behind “more”.

    `rest`: how many values are not listed at all.
    """

    field: str
    label: str
    first: tuple[Row, ...]
    more: tuple[Row, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value, and the address without it."""

    field: str
    label: str
    without: Address


def facet_views(
    facets: Mapping[str, Facet], meanings: Meanings, language: Language, here: Address
) -> tuple[FacetView, ...]:
    """The facets that have something to choose; `meanings` tells what chosen values stand for."""
    views = []
    for facet in (facets[field] for field in ORDER if field in facets):
        rows = list(_rows(facet, meanings.get(facet.field, {}), language, here))
        if not rows:
            continue
        year = facet.field == "year"
        first = _MOST_YEARS if year else FIRST
        most = _MORE_AGENCIES if facet.field == "agency" else _MORE
        # What is chosen must be seen, and be sent again when the form is.
        standing = [row for place, row in enumerate(rows) if place < first or row.chosen]
        others = [row for place, row in enumerate(rows) if place >= first and not row.chosen]
        views.append(
            FacetView(
                facet.field,
                label(language, facet.field, facet.label),
                tuple(standing),
                tuple(others[:most]),
                max(0, len(others) - most),
            )
        )
    return tuple(views)


def chips(
    facets: Mapping[str, Facet], meanings: Meanings, language: Language, here: Address
) -> tuple[Chip, ...]:
    """Every chosen value, also of fields that have no facet."""
    found = []
    for field, written in meanings.items():
        name = label(language, field, BY_KEY[field].label)
        facet = facets.get(field)
        known = {**labels_of(field), **(_labels(facet.buckets) if facet else {})}
        for value, meant in written.items():
            told = (
                _told(field, meant[0], known.get(meant[0], ""), language) if len(meant) == 1 else ""
            )
            mark = "：" if language is Language.CHINESE else ": "
            found.append(Chip(field, f"{name}{mark}{told or value}", here.removing(field, value)))
    return tuple(found)


def _rows(
    facet: Facet, meant: Mapping[str, tuple[str, ...]], language: Language, here: Address
) -> Iterator[Row]:
    """First what is chosen and is no single value of the field, then the values."""
    written = {values[0]: value for value, values in meant.items() if len(values) == 1}
    known = _labels(facet.buckets)
    for value, values in meant.items():
        if len(values) != 1 or values[0] not in known:
            yield Row(value, value, chosen=True)
    tell = partial(_told, facet.field, language=language)
    inside: dict[int, str] = {}  # depth → the chosen value there that what follows stands in
    for bucket, depth in _flat(facet.buckets):
        inside = {at: value for at, value in inside.items() if at < depth}
        outer = next(iter(inside.values()), None)
        chosen = bucket.value in written and outer is None
        narrow = None
        if outer is not None and not bucket.selected:
            narrow = here.removing(facet.field, outer).adding(facet.field, bucket.value)
        yield Row(
            value=written.get(bucket.value, bucket.value),
            label=tell(bucket.value, bucket.label),
            count=bucket.count,
            literal=bucket.literal,
            chosen=chosen or (bucket.value in written),
            covered=bucket.selected and bucket.value not in written,
            depth=depth,
            narrow=narrow,
        )
        if chosen:
            inside[depth] = written[bucket.value]


def _told(field: str, value: str, chinese: str, language: Language) -> str:
    return chinese if field in _NAMES else label(language, value, chinese)


def _labels(buckets: Sequence[Bucket]) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = list(buckets)
    while waiting:
        bucket = waiting.pop()
        found[bucket.value] = bucket.label
        waiting += bucket.children
    return found


def _flat(buckets: Sequence[Bucket]) -> Iterator[tuple[Bucket, int]]:
    """The tree in reading order, opened where most is found and around what is selected."""
    opened = _opened(buckets)
    waiting = [(bucket, 0) for bucket in reversed(buckets)]
    while waiting:
        bucket, depth = waiting.pop()
        yield bucket, depth
        if bucket.value in opened:
            waiting += [(child, depth + 1) for child in reversed(bucket.children[:_CHILDREN])]


def _opened(buckets: Sequence[Bucket]) -> set[str]:
    opened: set[str] = set()
    room = _TREE - len(buckets)
    heap: list[tuple[bool, int, str, Bucket]] = []

    def push(bucket: Bucket) -> None:
        if bucket.children:
            needed = bucket.selected or _has_selected(bucket)
            heappush(heap, (not needed, -bucket.count, bucket.value, bucket))

    for bucket in buckets:
        push(bucket)
    while heap:
        unneeded, _, value, bucket = heappop(heap)
        size = len(bucket.children)
        if unneeded and size > room:
            continue
        room -= size
        opened.add(value)
        for child in bucket.children:
            push(child)
    return opened


def _has_selected(bucket: Bucket) -> bool:
    return any(child.selected or _has_selected(child) for child in bucket.children)
