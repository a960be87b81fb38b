"""From the passages that a query meets to the page, the totals and the facets: once, for engines.

An engine hands over every passage that meets the *query*; the filters are decided here, because a
facet is counted under everything but its own selection. `pushable` tells which filters an engine
may apply by itself beforehand.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
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

    @property
    def left(self) -> float | None:
        """The seconds that are left, None for no bound."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

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


def collect(
    rows: Iterable[Row],
    request: Request,
    clock: Clock,
    facts: Callable[[Set[int]], Mapping[int, ReportFacts]],
    values: Callable[[Row, str], tuple[str, ...]],
) -> Matches:
    """The answer, given what is known of versions and of the passages' own fields.

    `facts` is asked for the versions that have to be known, `values` only for fields that are
    filtered or counted.
    """
    rows = list(rows)
    known: Mapping[int, ReportFacts] = {}
    if any(BY_KEY[field].of == "report" for field in (*request.filters, *request.facets)):
        known = facts({row.version for row in rows})
    hits, nearly = _sifted(rows, request, clock, known, values)
    contenders = _contenders(hits, request)
    paged = page_of_reports if request.unit == REPORT else page_of_passages
    page = paged(contenders, request, facts({row.version for row in contenders}))
    bare = bool(bare_words(request.query))
    counted: dict[str, tuple[Bucket, ...]] = {}
    for field in request.facets:
        if clock.ran_out():
            break
        found = [*hits, *nearly.get(field, [])]
        counts = _counts(field, found, request.unit, known, values)
        literally = [row for row in found if row.literal] if bare else []
        literal = _counts(field, literally, request.unit, known, values) if bare else None
        counted[field] = buckets(field, counts, request.filters.get(field, ()), literal)
    return Matches(
        total=_total(hits, request.unit),
        literal_total=_total([row for row in hits if row.literal], request.unit) if bare else None,
        hits=page[: request.limit],
        facets={} if clock.over else counted,
        partial=clock.over,
        more=len(page) > request.limit,
    )


def _total(hits: Sequence[Row], unit: str) -> int:
    return len({row.version for row in hits}) if unit == REPORT else len(hits)


def _sifted(
    rows: list[Row],
    request: Request,
    clock: Clock,
    facts: Mapping[int, ReportFacts],
    values: Callable[[Row, str], tuple[str, ...]],
) -> tuple[list[Row], Mapping[str, list[Row]]]:
    """The rows that meet the filters, and those that fail one alone, by its field.

    The latter count for that field's facet.
    """
    selections = {
        field: tuple(clause(field, value) for value in chosen)
        for field, chosen in request.filters.items()
        if chosen
    }
    if not selections:
        return rows, {}
    of_report = [field for field in selections if BY_KEY[field].of == "report"]
    of_passage = [field for field in selections if BY_KEY[field].of == "passage"]
    of_version: dict[int, tuple[str, ...]] = {}
    hits: list[Row] = []
    nearly: dict[str, list[Row]] = {field: [] for field in selections if field in request.facets}
    for place, row in enumerate(rows, 1):
        if place % _STRIDE == 0 and clock.ran_out():
            break
        failing = of_version.get(row.version)
        if failing is None:
            failing = tuple(
                field
                for field in of_report
                if not _meets(selections[field], field, facts[row.version].values.get(field, ()))
            )
            of_version[row.version] = failing
        for field in of_passage:
            if len(failing) > 1:
                break
            if not _meets(selections[field], field, values(row, field)):
                failing = (*failing, field)
        if not failing:
            hits.append(row)
        elif len(failing) == 1 and failing[0] in nearly:
            nearly[failing[0]].append(row)
    return hits, nearly


def _meets(selections: Sequence[Node], field: str, values: Sequence[str]) -> bool:
    return any(accepts(selection, field, values) for selection in selections)


def _contenders(hits: list[Row], request: Request) -> list[Row]:
    """The rows that can be on the page: by score, those near the page's first and last one.

    Building a sort key for each of 200,000 rows would cost more than finding them.
    """
    wanted = request.limit + 1
    if request.sort != "score" or len(hits) <= 4 * wanted:
        return hits
    best: dict[int, float] = {}  # by which a report stands
    if request.unit == REPORT:
        for row in hits:
            best[row.version] = max(row.score, best.get(row.version, -inf))
    # What has the score of the cursor may stand before or after it.
    most = inf if request.after is None else -float(request.after[0])
    scores = best.values() if best else [row.score for row in hits]
    below, high = most - _blur(most), most + _blur(most)
    surely = [score for score in scores if score < below]
    least = nlargest(wanted, surely)[-1] if len(surely) > wanted else -inf
    low = least - _blur(least)
    return [row for row in hits if low <= best.get(row.version, row.score) <= high]


def _blur(score: float) -> float:
    """More than rounding can move a score."""
    return abs(score) * 1e-5 if isfinite(score) else 0.0


def _counts(
    field: str,
    rows: Sequence[Row],
    unit: str,
    facts: Mapping[int, ReportFacts],
    values: Callable[[Row, str], tuple[str, ...]],
) -> Mapping[str, int]:
    """How many hits have each value. What has the same values is counted together."""
    counts: Counter[str] = Counter()
    of_report = BY_KEY[field].of == "report"
    if unit == REPORT and not of_report:
        reports: defaultdict[str, set[int]] = defaultdict(set)
        for version, own in {(row.version, values(row, field)) for row in rows}:
            for value in counted_as(field, own):
                reports[value].add(version)
        return {value: len(found) for value, found in reports.items()}
    alike: Counter[tuple[str, ...]] = Counter()
    if of_report:
        for version, passages in Counter(row.version for row in rows).items():
            alike[facts[version].values.get(field, ())] += 1 if unit == REPORT else passages
    else:
        alike.update(values(row, field) for row in rows)
    for own, hits in alike.items():
        for value in counted_as(field, own):
            counts[value] += hits
    return counts


def buckets(
    field: str,
    counts: Mapping[str, int],
    selections: tuple[str, ...],
    literal: Mapping[str, int] | None = None,
) -> tuple[Bucket, ...]:
    """Most hits first, years newest first; a selected value stands also where nothing has it."""
    match BY_KEY[field].match:
        case Match.EXACT | Match.PREFIX:
            shown = {**dict.fromkeys(selections, 0), **counts}
        case Match.CONTAINS | Match.RANGE:
            shown = dict(counts)
        case other:
            assert_never(other)
    found = [
        Bucket(
            value,
            count,
            bool(selections) and any(selects(field, chosen, value) for chosen in selections),
            literal=None if literal is None else literal.get(value, 0),
        )
        for value, count in sorted(shown.items(), reverse=BY_KEY[field].match is Match.RANGE)
    ]
    if BY_KEY[field].match is not Match.RANGE:
        found.sort(key=lambda bucket: -bucket.count)
    return tuple(found)
