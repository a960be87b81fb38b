"""A query answered by its keywords in context, in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from heapq import nsmallest
from itertools import islice
from typing import Any

from indexer.errors import WrongUsage
from indexer.labels import SPECIMEN_MARK
from indexer.sheets import Cell, write_sheet
from search_api.answer import nothing, tell
from search_api.engines.base import PASSAGE
from search_api.engines.collect import Clock
from search_api.export import one_line
from search_api.kwic import SORT_KEYS, Occurrence, has_keywords, occurrences
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.question import Question
from search_api.render.kwic import kwic_lines
from search_api.search import Matched
from search_api.session import Session
from search_api.shapes import notice_json
from search_api.syntax import without_surrogates
from search_api.tree import Nothing
from search_api.view_options import WHOLE

_SIDE = 20
_LINES = 100
# Lines sorted by context are held until all are known.
_MOST = 100_000
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


def answer(session: Session, question: Question, output: Output, page: Page) -> bool:
    """Print the occurrences; whether there were any.

    Raises WrongUsage where the query has no keyword, or an option's value means nothing here.
    """
    side, limit = _side(question, output.form, page.width), _limit(question, output.form)
    by_context = SORT_KEYS.get(question.paging.sort)
    options = replace(question.options(), limit=0, group=PASSAGE)
    options = replace(options, sort="score") if by_context else options
    found = session.searcher.matched(question.text, options, every=True)
    tell(found.notices, without_surrogates(question.text))
    query = found.request.query
    if not has_keywords(query) and not isinstance(query, Nothing):
        raise WrongUsage("--kwic 要有检索的文字 (no keyword).", "请写出词语，或去掉 --kwic。")
    clock = Clock(found.request.deadline)
    lines = _in_time(occurrences(session.catalog, found, side), clock)
    if by_context:
        lines = iter(nsmallest((limit or _MOST) + 1, lines, key=by_context))
    if output.form == "text" and (found.matches.total or found.matches.partial):
        least = "至少" if found.matches.partial else "共"
        say(f"{least} {found.matches.total} 段，逐处列出 (every occurrence, one a line)")
    shown = islice(lines, limit)
    match output.form:
        case "json":
            first = list(shown)
            written, rest = len(first), next(lines, None)
            more, partial = rest is not None, found.matches.partial or clock.over
            print_json(_json(question.text, found, first, partial=partial, more=more))
        case "csv":
            written, rest = _csv(shown, excel=output.excel), next(lines, None)
        case "jsonl":
            written = sum(1 for one in shown if sys.stdout.write(one_line(asdict(one))))
            rest = next(lines, None)
        case _:
            written = page.print(kwic_lines(shown, page.width, side))
            rest = next(lines, None)
    if rest is not None:
        say(f"只列出前 {limit} 处，可用 --limit 多列 (more with --limit).")
    if found.matches.partial or clock.over:
        say("查找超时，以上不全 (time ran out; incomplete).")
    elif not written:
        nothing(session.searcher, question)
    return written > 0


def _side(question: Question, form: str, width: int | None) -> int:
    """The characters on each side: as told, else what a terminal's line can hold, else a few."""
    side = question.views.side
    if side == WHOLE and form == "text":
        raise WrongUsage("--kwic 一行放不下全段 (too long for a line).", "请写字数，如 20。")
    if side is not None:
        return side
    return width if form == "text" and width is not None else _SIDE


def _limit(question: Question, form: str) -> int | None:
    """How many lines: as told; else a few for reading and all in rows, None where none is held."""
    limit = question.paging.limit
    if limit is None:
        if form in ("text", "json"):
            return _LINES
        return _MOST if question.paging.sort in SORT_KEYS else None
    if not 1 <= limit <= _MOST:
        raise WrongUsage(f"--limit {limit} 超出范围 (out of range).", f"请用 1 到 {_MOST}。")
    return limit


def _in_time(lines: Iterator[Occurrence], clock: Clock) -> Iterator[Occurrence]:
    """The lines that come before the time is over."""
    for place, line in enumerate(lines):
        if place % _STRIDE == 0 and clock.ran_out():
            return
        yield line


def _csv(lines: Iterable[Occurrence], *, excel: bool) -> int:
    heads = [label if excel else key for key, (label, _) in COLUMNS.items()]
    rows = ([value(one) for _, value in COLUMNS.values()] for one in lines)
    return write_sheet(sys.stdout, heads, rows, excel=excel)


def _json(
    query: str, found: Matched, lines: list[Occurrence], *, partial: bool, more: bool
) -> dict[str, Any]:
    return {
        "query": without_surrogates(query),
        "unit": found.request.unit,
        "total": found.matches.total,
        "total_relation": found.total_relation,
        "literal_total": found.matches.literal_total,
        "partial": partial,
        "occurrences": [asdict(line) for line in lines],
        "more": more,
        "notices": [notice_json(notice) for notice in found.notices],
    }
