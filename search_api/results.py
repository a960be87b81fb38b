"""What a search gives back: hits with text, marks and linked figures, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from search_api.notices import Notice


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open span of characters that the query found; `literal`: as it was written."""

    start: int
    end: int
    literal: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A window of a passage's original text, `…` where it was cut, marks counted from its start."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class HitFigure:
    """A figure shown beside a hit. `value` is None unless the status carries one.

    `disputed`: a finding contradicts it.
    """

    key: str
    label: str
    value: Decimal | None
    status: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Where a hit leads: addresses below the service's root, and the source's own URL."""

    report: str
    passage: str
    figures: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A passage of a report, named and shown; `score` orders passages of one search."""

    passage: str
    score: float
    slot: str
    aspect: str
    topics: tuple[str, ...]
    text: str
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage, or with unit `report` a report with its best passages, in its report.

    `best` is the passage by which the hit ranks; `passages` its report's best three and
    `passage_total` how many match, both with unit `report` only. `region` names the places from
    the province down.
    """

    report: str
    title: str
    agency: str
    year: int
    kind: str
    level: str
    scope: str
    code: str | None
    published: str | None
    region: tuple[str, ...]
    specimen: bool
    best: Found
    figures: tuple[HitFigure, ...]
    links: Links
    passages: tuple[Found, ...] = ()
    passage_total: int = 0


class Bucket(NamedTuple):
    """One value of a facet and how many hits have it. `children` are the values inside it.

    `literal`: how many of them hold every bare word literally, None without a bare word. It is a
    tuple because an answer holds a thousand: a dataclass takes three times as long to make.
    """

    value: str
    count: int  # type: ignore[assignment]  # a tuple's own `count` is not asked
    selected: bool
    label: str = ""
    children: tuple[Bucket, ...] = ()
    literal: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field among the hits, counted under everything but its own selection."""

    field: str
    label: str
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query. `total` and facet counts count the `unit`.

    `total_relation` is `gte` where time ran out (`partial`) or the query was refused, else `eq`.
    `literal_total` counts the hits that hold every bare word literally, None without a bare word.
    `next` is a cursor.
    """

    query: str
    unit: str
    total: int
    total_relation: str
    literal_total: int | None
    partial: bool
    took_ms: int
    engine: str
    generation: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    next: str | None = None
