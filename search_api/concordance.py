"""The places where the hits of a question hold its keywords, in the order that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from heapq import nsmallest
from itertools import islice
from typing import Any

from indexer.errors import WrongUsage
from indexer.labels import SPECIMEN_MARK
from indexer.sheets import Cell
from search_api.engines.base import PASSAGE
from search_api.engines.collect import Clock
from search_api.kwic import SORT_KEYS, Occurrence, has_keywords, occurrences
from search_api.question import Question
from search_api.search import Matched
from search_api.session import Session
from search_api.shapes import notice_json
from search_api.syntax import without_surrogates
from search_api.tree import Nothing

SIDE = 20  # characters
LINES = 100
# Lines sorted by context are held until all are known.
MOST = 100_000
_STRIDE = 64
# Column → its heading in Chinese and what stands in it. Columns are only ever added, at the end.
COLUMNS: dict[str, tuple[str, Callable[[Occurrence], Cell]]] = {
    "left": ("上文", lambda found: found.left),
    "keyword": ("检索词", lambda found: found.keyword),
    "right": ("下文", lambda found: found.right),
    "report": ("报告编号", lambda found: found.report),
    "passage": ("永久编号", lambda found: found.passage),
    "year": ("年份", lambda found: found.year),
    "agency": ("机关", lambda found: found.agency),
    "specimen": ("样例", lambda found: SPECIMEN_MARK if found.specimen else ""),
}


@dataclass(frozen=True, slots=True)
class Concordance:
    """The hits, and the occurrences in them: the first `limit` of `lines`, which can be gone
    through once and end when the time is over."""

    found: Matched
    lines: Iterator[Occurrence]
    limit: int | None
    clock: Clock

    def first(self) -> Iterator[Occurrence]:
        """The lines that are to be shown."""
        return islice(self.lines, self.limit)

    def more(self) -> bool:
        """Whether there are others after those, once they were taken."""
        return next(self.lines, None) is not None

    @property
    def partial(self) -> bool:
        """Whether time ran out, as far as the lines were taken."""
        return self.found.matches.partial or self.clock.over


def concordance(session: Session, question: Question, side: int, limit: int | None) -> Concordance:
    """The occurrences with `side` characters before and after each.

    Raises WrongUsage where the query has no keyword.
    """
    by_context = SORT_KEYS.get(question.paging.sort)
    options = replace(question.options(), limit=0, group=PASSAGE, facets=())
    options = replace(options, sort="score") if by_context else options
    found = session.searcher.matched(question.text, options, every=True)
    query = found.request.query
    if not has_keywords(query) and not isinstance(query, Nothing):
        raise WrongUsage("--kwic 要有检索的文字 (no keyword).", "请写出词语，或去掉 --kwic。")
    clock = Clock(found.request.deadline)
    lines = _in_time(occurrences(session.catalog, found, side), clock)
    if by_context:
        lines = iter(nsmallest((limit or MOST) + 1, lines, key=by_context))
    return Concordance(found, lines, limit, clock)


def limit_of(question: Question, otherwise: int | None) -> int | None:
    """How many lines: as told, else as many as is usual, None where none is held.

    Raises WrongUsage for a number that means nothing.
    """
    limit = question.paging.limit
    if limit is None:
        held = question.paging.sort in SORT_KEYS
        return MOST if otherwise is None and held else otherwise
    if not 1 <= limit <= MOST:
        raise WrongUsage(f"--limit {limit} 超出范围 (out of range).", f"请用 1 到 {MOST}。")
    return limit


def _in_time(lines: Iterator[Occurrence], clock: Clock) -> Iterator[Occurrence]:
    """The lines that come before the time is over."""
    for place, line in enumerate(lines):
        if place % _STRIDE == 0 and clock.ran_out():
            return
        yield line


def concordance_json(query: str, found: Concordance) -> dict[str, Any]:
    """The first lines and what they are among. Keys are only ever added."""
    lines = [asdict(line) for line in found.first()]
    more = found.more()
    matched = found.found
    return {
        "query": without_surrogates(query),
        "unit": matched.request.unit,
        "total": matched.matches.total,
        "total_relation": matched.total_relation,
        "literal_total": matched.matches.literal_total,
        "partial": found.partial,
        "occurrences": lines,
        "more": more,
        "notices": [notice_json(notice) for notice in matched.notices],
    }
