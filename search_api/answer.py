"""A query answered in the form that was asked for, and what helps where nothing was found."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TextIO, assert_never

from rich.text import Text

from indexer.errors import WrongUsage
from search_api.asking import asked, searched, showing
from search_api.costs import Cost, Part, costs
from search_api.engines.base import REPORT
from search_api.engines.collect import Clock
from search_api.export import write_csv, write_jsonl
from search_api.notices import Notice, shown
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.question import Question
from search_api.render.facets import facet_lines
from search_api.render.hits import hit_lines, summary
from search_api.render.pointed import pointed
from search_api.results import Hit, SearchResult
from search_api.search import Searcher
from search_api.session import Session
from search_api.shapes import result_json
from search_api.syntax import without_surrogates
from search_api.tree import Nothing
from search_api.view_options import AGENCY

Writer = Callable[[Iterable[Hit], TextIO], int]
_MOST_WRITTEN = 40


def answer(session: Session, question: Question, output: Output, page: Page) -> bool:
    """Print the answer to a question; whether there was one."""
    searcher = session.searcher
    match output.form:
        case "json":
            result = searched(searcher, question)
            print_json(result_json(result))
            return result.total > 0
        case "csv":
            cut = question.views.side is not None
            return _export(searcher, question, partial(write_csv, excel=output.excel, cut=cut))
        case "jsonl":
            return _export(searcher, question, write_jsonl)
        case _:
            return _show(searcher, question, page)


def _export(searcher: Searcher, question: Question, write: Writer) -> bool:
    """All hits as rows, or with a limit the first of them, written as they are found."""
    options = question.options()
    if options.facets:
        raise WrongUsage("--facets 不能与导出同用 (no counts in rows).", "请用 --json，或去掉它。")
    if question.paging.limit is None:
        pages = searcher.pages(question.text, options)
    else:
        pages = iter((searcher.search(question.text, options),))
    hits = _told_hits(searcher, question, pages)
    return write(map(showing(searcher, question), hits), sys.stdout) > 0


def _told_hits(
    searcher: Searcher, question: Question, pages: Iterator[SearchResult]
) -> Iterator[Hit]:
    """The hits of the pages; what they have to say goes to stderr."""
    for place, result in enumerate(pages):
        if place == 0:
            tell(result.notices, result.query)
            if not (result.total or result.partial):
                nothing(searcher, question)
        if result.partial:
            say("查找超时，以下不全 (time ran out; incomplete).")
        yield from result.hits
        if question.paging.limit is not None and result.next:
            say(f"共 {result.total}，接着导出 next: --after={result.next}")


def tell(notices: tuple[Notice, ...], query: str) -> None:
    """Notices on stderr, each with the characters of the query that it is about."""
    for notice in notices:
        say(f"提示：{notice.message}")
        if notice.span is not None:
            say(f"  {pointed(query, notice.span).plain}")


def _show(searcher: Searcher, question: Question, page: Page) -> bool:
    result = searched(searcher, question)
    tell(result.notices, result.query)
    if not result.total:
        if not result.partial:
            nothing(searcher, question)
    else:
        say(summary(result))
    if result.partial:
        say("查找超时，结果不全 (time ran out; incomplete).")
    page.print(hit_lines(result.hits, result.unit, page.width, question.show()))
    for facet in result.facets.values():
        page.print(chain((Text(),), facet_lines(facet, page.width)))
    if result.next:
        say(f"下一页 next: {question.next_page(result.next)}")
    return result.total > 0


def refused(searcher: Searcher, question: Question) -> bool:
    """Whether the query is beyond the limits and not searched, as a notice has told."""
    return isinstance(asked(searcher, question), Nothing)


def nothing(searcher: Searcher, question: Question) -> None:
    """What was looked for, and how much each part of it costs, as far as the time limit goes."""
    if refused(searcher, question):
        return
    say(f"没有找到：{shown(without_surrogates(question.text))} (nothing found).")
    seconds = question.views.seconds
    clock = Clock(None if seconds is None else time.monotonic() + seconds)
    for line in _costs(searcher, question, clock):
        say(line)
        if clock.ran_out():
            break
    say("  → 可减少词语或筛选，用 OR 连接近义词，或用 search --facets 看看库中有什么。")


def _costs(searcher: Searcher, question: Question, clock: Clock) -> Iterator[str]:
    """What would be found with less, a line for each."""
    options = question.options()
    if options.group == AGENCY:
        options = replace(options, group=REPORT)
    for cost in costs(searcher, question.text, options, clock):
        match cost.part:
            case Part.WORD:
                cut = "、".join(cost.words)
                said = f"，分词为 {shown(cut)}" if cut not in ("", cost.text) else ""
                yield f"  {shown(cost.text)}{said}：不加筛选时逐字含有的 {_number(cost)} 段"
            case Part.FILTER:
                values = shown(" ".join(options.filters[cost.text]))
                yield f"  去掉 --{cost.text} {values}：{_count(cost)}"
            case Part.ANY:
                pasted = f"，写作 {cost.text}" if len(cost.text) <= _MOST_WRITTEN else ""
                yield f"  任一词均可：{_count(cost)}{pasted}"
            case _:
                assert_never(cost.part)


def _count(cost: Cost) -> str:
    return f"{_number(cost)} {'份报告' if cost.unit == REPORT else '段'}"


def _number(cost: Cost) -> str:
    return f"{'至少 ' if cost.partial else ''}{cost.total}"
