"""A query answered in the form that was asked for, and what helps where nothing was found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TextIO

from rich.text import Text

from indexer.errors import WrongUsage
from indexer.fields import FIELDS
from search_api.arguments import EVERY_FACET, facet_names
from search_api.engines.base import PASSAGE, REPORT
from search_api.export import write_csv, write_jsonl
from search_api.notices import Notice, shown
from search_api.options import Filters, Output, Paging
from search_api.output import Page, print_json, say, shell_quoted
from search_api.render.facets import facet_lines
from search_api.render.hits import hit_lines, summary
from search_api.results import Hit, SearchResult
from search_api.search import Searcher, SearchOptions
from search_api.shapes import result_json
from search_api.syntax import without_surrogates
from search_api.tree import Nothing, bare_words

Writer = Callable[[Iterable[Hit], TextIO], int]
_LIMIT = 10
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its options, as they were given; `home` where one was named."""

    text: str
    filters: Filters
    paging: Paging
    home: Path | None = None

    def options(self) -> SearchOptions:
        """The options as the library takes them. Raises WrongUsage for unknown facets."""
        paging = self.paging
        return SearchOptions(
            filters=self.filters.chosen(),
            sort=paging.sort,
            limit=_LIMIT if paging.limit is None else paging.limit,
            after=paging.after,
            group=paging.group,
            facets=_facets(paging.facets or []),
            exact=paging.exact,
        )

    def next_page(self, cursor: str) -> str:
        """The command that shows the hits after these."""
        paging = self.paging
        words = ["search", *self._at_home()]
        for name, values in self.filters.chosen().items():
            words += [f"--{name}={value}" for value in values]
        words += ["--exact"] if paging.exact else []
        words += [f"--sort={paging.sort}"] if paging.sort != "score" else []
        words += [f"--limit={paging.limit}"] if paging.limit is not None else []
        words += [f"--group={paging.group}"] if paging.group else []
        return shell_quoted([*words, f"--after={cursor}", "--", without_surrogates(self.text)])

    def show(self) -> str:
        """The command that opens a report, but for its id."""
        return shell_quoted(["search", "show", *self._at_home()])

    def _at_home(self) -> list[str]:
        return [] if self.home is None else [f"--home={self.home}"]


def _facets(written: list[str]) -> tuple[str, ...]:
    every = tuple(field.key for field in FIELDS if field.facet)
    found: list[str] = []
    for names in written:
        keys = every if names == EVERY_FACET else facet_names(names)
        if keys is None:
            told = "、".join(f"{field.key} {field.label}" for field in FIELDS if field.facet)
            raise WrongUsage(f"--facets {names} 无此分类 (no such facet).", f"可用：{told}。")
        found += keys
    return tuple(dict.fromkeys(found))


def answer(searcher: Searcher, question: Question, output: Output, page: Page) -> bool:
    """Print the answer to a question; whether there was one."""
    match output.form:
        case "json":
            result = searcher.search(question.text, question.options())
            print_json(result_json(result))
            return result.total > 0
        case "csv":
            return _export(searcher, question, partial(write_csv, excel=output.excel))
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
    found = write(_told_hits(pages, limited=question.paging.limit is not None), sys.stdout) > 0
    if not found:
        _nothing(searcher, question)
    return found


def _told_hits(pages: Iterator[SearchResult], *, limited: bool) -> Iterator[Hit]:
    """The hits of the pages; what they have to say goes to stderr."""
    for place, result in enumerate(pages):
        if place == 0:
            tell(result.notices)
        if result.partial:
            say("查找超时，以下不全 (time ran out; incomplete).")
        yield from result.hits
        if limited and result.next:
            say(f"共 {result.total}，接着导出 next: --after={result.next}")


def tell(notices: tuple[Notice, ...]) -> None:
    """Notices on stderr, one a line."""
    for notice in notices:
        say(f"提示：{notice.message}")


def _show(searcher: Searcher, question: Question, page: Page) -> bool:
    result = searcher.search(question.text, question.options())
    tell(result.notices)
    if not result.total:
        if not result.partial:
            _nothing(searcher, question)
    else:
        say(summary(result))
    if result.partial:
        say("查找超时，结果不全 (time ran out; incomplete).")
    page.print(hit_lines(result, page.width, question.show()))
    for facet in result.facets.values():
        page.print(chain((Text(),), facet_lines(facet, page.width)))
    if result.next:
        say(f"下一页 next: {question.next_page(result.next)}")
    return result.total > 0


def _nothing(searcher: Searcher, question: Question) -> None:
    """What was looked for, and how much each part of it costs."""
    options = replace(question.options(), limit=0, after=None, facets=())
    asked = searcher.parsed(question.text, exact=options.exact).node
    if isinstance(asked, Nothing):
        return  # beyond the limits: a notice has told that it was not searched
    say(f"没有找到：{shown(without_surrogates(question.text))} (nothing found).")
    for word in bare_words(asked)[:_MOST_WORDS]:
        whole = replace(options, filters={}, exact=True, group=PASSAGE)
        alone = searcher.search(word.text, whole).total
        cut = "、".join(word.words)
        said = f"，分词为 {shown(cut)}" if cut not in ("", word.text) else ""
        say(f"  {shown(word.text)}{said}：不加筛选时逐字含有的 {alone} 段")
    for name, values in options.filters.items():
        rest = {key: kept for key, kept in options.filters.items() if key != name}
        without = searcher.search(question.text, replace(options, filters=rest))
        measure = "份报告" if without.unit == REPORT else "段"
        say(f"  去掉 --{name} {' '.join(values)}：{without.total} {measure}")
    say("  → 可减少词语或筛选，用 OR 连接近义词，或用 search --facets 看看库中有什么。")
