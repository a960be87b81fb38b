"""In which order hits come, and the page of them that was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from heapq import nsmallest
from typing import Protocol

from search_api.engines.base import Ranked, Request, SortKey

BEST_PASSAGES = 3
_HALF = 8.0  # the BM25 sum that is worth half a point


class _Row(Protocol):
    @property
    def version(self) -> int: ...
    @property
    def n(self) -> int: ...
    @property
    def score(self) -> float: ...


class _Facts(Protocol):
    @property
    def report(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def agency(self) -> str: ...


def rounded(score: float) -> float:
    """Six significant digits: what is beyond them differs between machines."""
    return float(f"{score:.6g}")


def combined(bm25: float, held: int) -> float:
    """A passage's score: a point for each bare word held literally, and BM25 pressed below one.

    So who holds a bare word literally stands above everybody who holds only its words.
    """
    return held + bm25 / (bm25 + _HALF)


def _by_score(score: float, n: int, facts: _Facts) -> SortKey:
    return (0.0 - score, -facts.year, facts.report, n)


def _newest(score: float, n: int, facts: _Facts) -> SortKey:
    return (-facts.year, 0.0 - score, facts.report, n)


def _oldest(score: float, n: int, facts: _Facts) -> SortKey:
    return (facts.year, 0.0 - score, facts.report, n)


def _agency(score: float, n: int, facts: _Facts) -> SortKey:
    return (facts.agency, -facts.year, facts.report, n)


SORT_KEYS: dict[str, Callable[[float, int, _Facts], SortKey]] = {
    "score": _by_score,
    "newest": _newest,
    "oldest": _oldest,
    "agency": _agency,
}
# The types in each sort's key, to tell a cursor that was tampered with.
KEY_SHAPES: dict[str, tuple[type, ...]] = {
    "score": (float, int, str, int),
    "newest": (int, float, str, int),
    "oldest": (int, float, str, int),
    "agency": (str, int, str, int),
}


def page_of_passages(
    rows: Iterable[_Row], request: Request, facts: Mapping[int, _Facts]
) -> tuple[Ranked, ...]:
    """The page asked for and, where there is more, one hit beyond it."""
    sort_key = SORT_KEYS[request.sort]

    def ranked(row: _Row) -> Ranked:
        score, known = rounded(row.score), facts[row.version]
        return Ranked(row.version, row.n, known.report, score, sort_key(score, row.n, known))

    return _page((ranked(row) for row in rows), request)


def page_of_reports(
    rows: Iterable[_Row], request: Request, facts: Mapping[int, _Facts]
) -> tuple[Ranked, ...]:
    """The same with a hit for each report, which stands where its best passage stands."""
    sort_key = SORT_KEYS[request.sort]
    passages: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for row in rows:
        passages[row.version].append((0.0 - rounded(row.score), row.n))

    def ranked(version: int, found: list[tuple[float, int]]) -> Ranked:
        best = nsmallest(BEST_PASSAGES, found)
        score, n, known = 0.0 - best[0][0], best[0][1], facts[version]
        return Ranked(
            version,
            n,
            known.report,
            score,
            sort_key(score, 0, known),  # which passage is the best one may change with the index
            tuple((n, 0.0 - negative) for negative, n in best),
            len(found),
        )

    return _page((ranked(version, found) for version, found in passages.items()), request)


def _page(hits: Iterable[Ranked], request: Request) -> tuple[Ranked, ...]:
    after = request.after
    rest = hits if after is None else (hit for hit in hits if hit.key > after)
    return tuple(nsmallest(request.limit + 1, rest, key=lambda hit: (hit.key, hit.version)))
