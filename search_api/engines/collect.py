"""From the passages that a query meets to the page, the totals and the facets: once, for engines.

An engine hands over every passage that meets the *query*; the filters are decided here, because a
facet is counted under everything but its own selection. `pushable` tells which filters an engine
may apply by itself beforehand.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import inf, isfinite
from typing import NamedTuple, assert_never

from indexer.counted import counted_as
from indexer.fields import BY_KEY, Match
from search_api.engines.base import REPORT, Matches, Request
from search_api.engines.ranking import page_of_passages, page_of_reports
from search_api.filters import clause, holds, selects, within
from search_api.results import Bucket
from search_api.simplify import simplify
from search_api.tree import And, Keyword, Node, Or, Range, bare_words

_STRIDE = 1024


class Row(NamedTuple):
    """One passage that meets the query. `literal`: it holds every bare word literally.

    `score` need not be rounded; `ref` is the engine's own handle for `values`.
    """

    version: int
    n: int
    score: float
    literal: bool
    ref: int = 0


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What collecting needs to know of a version; `values` by field, of fields of the report.

    `agency` is the canonical name in normal form.
    """

    report: str
    year: int
    agency: str
    values: Mapping[str, tuple[str, ...]]


class Clock:
    """Whether the time of a request has run out; once it has, it stays so.

    An engine's loops ask `ran_out` and stop; `over` tells afterwards whether one of them did.
    """

    def __init__(self, deadline: float | None) -> None:
        self.deadline = deadline
        self.over = False

    def ran_out(self) -> bool:
        """Look at the time. To be asked between stages and every thousand steps of a loop."""
        if self.deadline is not None and time.monotonic() >= self.deadline:
            self.over = True
        return self.over


def pushable(request: Request) -> Node:
    """The filters that no requested facet needs undone: an engine may join them to the query."""
    return simplify(
        And(
            tuple(
                Or(tuple(clause(field, value) for value in values))
                for field, values in request.filters.items()
                if values and field not in request.facets
            )
        )
    )


def accepts(selection: Node, field: str, values: Sequence[str]) -> bool:
    """Whether these values of the field meet a selection's clause."""
    match selection:
        case Range(_, low, high):
            return within(low, high, values)
        case Keyword(_, wanted):
            return holds(field, wanted, values)
        case _:
            raise TypeError(f"{selection} is no clause of a filter")


class _Version(NamedTuple):
    facts: ReportFacts
    failing: tuple[str, ...]


def collect(
    rows: Iterable[Row],
    request: Request,
    clock: Clock,
    facts: Callable[[int], ReportFacts],
    values: Callable[[Row, str], tuple[str, ...]],
) -> Matches:
    """The answer, given what is known of versions and of the passages' own fields.

    `facts` is asked once for each version, `values` only for fields that are filtered or counted.
    """
    selections = {
        field: tuple(clause(field, value) for value in chosen)
        for field, chosen in request.filters.items()
        if chosen
    }
    of_passage = [field for field in selections if BY_KEY[field].of == "passage"]
    versions: dict[int, _Version] = {}
    hits: list[Row] = []
    # Rows that fail exactly one filter, by its field: they count for that field's facet alone.
    nearly: dict[str, list[Row]] = {field: [] for field in selections if field in request.facets}
    for place, row in enumerate(rows):
        if place % _STRIDE == 0 and clock.ran_out():
            break
        known = versions.get(row.version)
        if known is None:
            known = _version(facts(row.version), selections)
            versions[row.version] = known
        failing = known.failing
        for field in of_passage:
            if len(failing) > 1:
                break
            if not any(accepts(s, field, values(row, field)) for s in selections[field]):
                failing = (*failing, field)
        if not failing:
            hits.append(row)
        elif len(failing) == 1 and failing[0] in nearly:
            nearly[failing[0]].append(row)

    known_facts = {version: known.facts for version, known in versions.items()}
    paged = page_of_reports if request.unit == REPORT else page_of_passages
    page = paged(_contenders(hits, request), request, known_facts)
    counted: dict[str, tuple[Bucket, ...]] = {}
    for field in request.facets:
        if clock.ran_out():
            break
        counts = _counts(field, [*hits, *nearly.get(field, [])], request.unit, known_facts, values)
        counted[field] = buckets(field, counts, request.filters.get(field, ()))
    literal = (row.version if request.unit == REPORT else row for row in hits if row.literal)
    reports = {row.version for row in hits} if request.unit == REPORT else hits
    return Matches(
        total=len(reports),
        literal_total=len(set(literal)) if bare_words(request.query) else None,
        hits=page[: request.limit],
        facets={} if clock.over else counted,
        partial=clock.over,
        more=len(page) > request.limit,
    )


def _version(facts: ReportFacts, selections: Mapping[str, tuple[Node, ...]]) -> _Version:
    failing = tuple(
        field
        for field, chosen in selections.items()
        if BY_KEY[field].of == "report"
        and not any(accepts(s, field, facts.values.get(field, ())) for s in chosen)
    )
    return _Version(facts, failing)


def _contenders(hits: list[Row], request: Request) -> list[Row]:
    """The rows that can be on the page: by score, those near the page's first and last one.

    Building a sort key for each of 200,000 rows would cost more than finding them.
    """
    wanted = request.limit + 1
    if request.unit == REPORT or request.sort != "score" or len(hits) <= 4 * wanted:
        return hits
    # What has the score of the cursor may stand before or after it.
    most = inf if request.after is None else -float(request.after[0])
    surely = [row.score for row in hits if row.score < most - _blur(most)]
    least = nlargest(wanted, surely)[-1] if len(surely) > wanted else -inf
    return [row for row in hits if least - _blur(least) <= row.score <= most + _blur(most)]


def _blur(score: float) -> float:
    """More than rounding can move a score."""
    return abs(score) * 1e-5 if isfinite(score) else 0.0


def _counts(
    field: str,
    rows: Sequence[Row],
    unit: str,
    facts: Mapping[int, ReportFacts],
    values: Callable[[Row, str], tuple[str, ...]],
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    if BY_KEY[field].of == "report":
        for version, passages in Counter(row.version for row in rows).items():
            for value in counted_as(field, facts[version].values.get(field, ())):
                counts[value] += 1 if unit == REPORT else passages
        return counts
    if unit == REPORT:
        versions: defaultdict[str, set[int]] = defaultdict(set)
        for row in rows:
            for value in counted_as(field, values(row, field)):
                versions[value].add(row.version)
        return {value: len(found) for value, found in versions.items()}
    for own, passages in Counter(values(row, field) for row in rows).items():
        for value in counted_as(field, own):
            counts[value] += passages
    return counts


def buckets(
    field: str, counts: Mapping[str, int], selections: tuple[str, ...]
) -> tuple[Bucket, ...]:
    """Most hits first, years newest first; a selected value stands also where nothing has it."""
    match BY_KEY[field].match:
        case Match.EXACT | Match.PREFIX:
            shown = {**dict.fromkeys(selections, 0), **counts}
        case Match.CONTAINS | Match.RANGE:
            shown = dict(counts)
        case other:
            assert_never(other)
    buckets = [
        Bucket(value, count, any(selects(field, chosen, value) for chosen in selections))
        for value, count in sorted(shown.items(), reverse=BY_KEY[field].match is Match.RANGE)
    ]
    if BY_KEY[field].match is not Match.RANGE:
        buckets.sort(key=lambda bucket: -bucket.count)
    return tuple(buckets)
