"""The use case: a query in, hits with text, marks and linked figures out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.catalog.read import Catalog
from indexer.errors import WrongUsage
from indexer.fields import BY_KEY, Field
from search_api.anchor import anchor
from search_api.cursor import Cursor, cursor_text, print_of, read_cursor
from search_api.engines.base import (
    PASSAGE,
    REPORT,
    SORTS,
    Engine,
    Matches,
    Ranked,
    Request,
    out_of_time,
)
from search_api.engines.collect import Clock
from search_api.figure_sets import decide
from search_api.hits import hits_of
from search_api.notices import GENERATION_CHANGED, Notice
from search_api.places import Names, facet, names_of, understand_among
from search_api.results import Hit, SearchResult
from search_api.selections import selections
from search_api.simplify import simplify
from search_api.snippets import DEFAULT_WIDTH
from search_api.syntax import Parsed, beyond, parse, without_surrogates
from search_api.tree import Node, Nothing, figured, looks_at_text, with_words
from search_api.values import Understood
from search_api.written import to_text

MAX_LIMIT = 1_000
_PAGE = 200
_EVERY = 10_000_000
_NO_NAMES = Names({}, ())


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search. `filters` are written values by field; several of one field are OR-ed.

    `group` is `passage` or `report`; without it the query decides. `after` is the `next` of a page
    before. `timeout` is in seconds, None for no bound; `width` is the snippet's in characters.
    """

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "score"
    limit: int = 10
    after: str | None = None
    group: str | None = None
    facets: tuple[str, ...] = ()
    exact: bool = False
    timeout: float | None = 10.0
    width: int = DEFAULT_WIDTH


@dataclass(frozen=True, slots=True)
class Matched:
    """What an engine was asked and what it answered, and what is to be said about it."""

    request: Request
    matches: Matches
    notices: tuple[Notice, ...]

    @property
    def total_relation(self) -> str:
        """`gte` where not all was searched: time ran out, or the query was refused; else `eq`."""
        refused = isinstance(self.request.query, Nothing)
        return "gte" if self.matches.partial or refused else "eq"


class Searcher:
    """Searches one catalog with one engine; `cut` is the query side's cutter."""

    def __init__(self, catalog: Catalog, engine: Engine, cut: Callable[[str], list[str]]) -> None:
        self._catalog = catalog
        self._engine = engine
        self._cut = cut
        self._known: Names | None = None

    @property
    def engine(self) -> Engine:
        """What searches."""
        return self._engine

    def matched(
        self, query: str | Node, options: SearchOptions | None = None, *, every: bool = False
    ) -> Matched:
        """What the engine answers, hits without texts; `every`: all of them, whatever the limit.

        Whatever the query, it is searched as well as it can be; WrongUsage is for the options.
        """
        started = time.monotonic()
        options = options or SearchOptions()
        clock = Clock(None if options.timeout is None else started + options.timeout)
        cursor = _checked(options)
        parsed = self.parsed(query, exact=options.exact)
        filters, said = selections(options.filters, self._read)
        text = looks_at_text(parsed.node) or isinstance(parsed.node, Nothing)
        unit = options.group or (PASSAGE if text else REPORT)
        if cursor is not None and (cursor.unit, cursor.asked) != (unit, _asked(query, options)):
            raise _foreign_cursor()
        request = Request(
            query=parsed.node,
            filters=filters,
            decided=decide(self._catalog.figure_sets(), figured(parsed.node), clock),
            sort=options.sort,
            limit=_EVERY if every else options.limit,
            after=cursor.key if cursor else None,
            unit=unit,
            facets=tuple(dict.fromkeys(options.facets)),
            deadline=clock.deadline,
        )
        notices = [*parsed.notices, *said]
        if cursor is not None and cursor.state != self._engine.state:
            notices.append(GENERATION_CHANGED)
            if not clock.ran_out():
                after = anchor(cursor, request, self._catalog, self._engine)
                request = replace(request, after=after)
        matches = out_of_time(request) if clock.ran_out() else self._engine.search(request)
        return Matched(request, matches, (*notices, *matches.notices))

    def hits(self, found: Matched, ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
        """Some of what was matched, with text, marks and figures."""
        return hits_of(
            self._catalog, found.request, replace(found.matches, hits=tuple(ranked)), DEFAULT_WIDTH
        )

    def search(self, query: str | Node, options: SearchOptions | None = None) -> SearchResult:
        """The hits of a query, as text or as a tree: with text, marks, figures, and counts."""
        started = time.monotonic()
        options = options or SearchOptions()
        found = self.matched(query, options)
        request, matches, notices = found.request, found.matches, list(found.notices)
        hits = hits_of(self._catalog, request, matches, options.width)
        if len(hits) < len(matches.hits):
            message = "有的结果已不在目录中，请运行 indexer rebuild。"
            notices.append(Notice("index_behind", message))
        names = self.names() if "region" in matches.facets else None
        return SearchResult(
            query=without_surrogates(query if isinstance(query, str) else to_text(query)),
            unit=request.unit,
            total=matches.total,
            total_relation=found.total_relation,
            literal_total=matches.literal_total,
            partial=matches.partial,
            took_ms=round((time.monotonic() - started) * 1000),
            engine=self._engine.name,
            generation=self._engine.generation,
            hits=hits,
            facets={key: facet(key, found, names) for key, found in matches.facets.items()},
            notices=tuple(notices),
            next=self._next(matches, request, query, options),
        )

    def pages(
        self, query: str | Node, options: SearchOptions | None = None
    ) -> Iterator[SearchResult]:
        """All hits of a query, page by page, each page searched when it is asked for.

        Facets are on the first page only; `options.limit` is a page's size, at least 200.
        """
        options = options or SearchOptions()
        options = replace(options, limit=max(_PAGE, options.limit))
        while True:
            page = self.search(query, options)
            yield page
            if page.next is None:
                return
            options = replace(options, after=page.next, facets=())

    def parsed(self, query: str | Node, *, exact: bool = False) -> Parsed:
        """The query's tree with its words, places by their codes, and what is to be said of it.

        A tree is taken as it is, whether `exact` or not.
        """
        if isinstance(query, str):
            parsed = parse(query, literal=exact, read=self._read)
        else:
            parsed = Parsed(simplify(query))
        node = with_words(parsed.node, self._cut)
        return beyond(node) or Parsed(node, parsed.notices)

    def selected(self, filters: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        """The values that written filters stand for, as `filters.clause` takes them."""
        return selections(filters, self._read)[0]

    def _read(self, field: Field, written: str) -> Understood:
        names = self.names() if field.key in ("region", "agency") else _NO_NAMES
        return understand_among(names, field, written)

    def names(self) -> Names:
        """The catalog's names, looked up when a query first needs one."""
        if self._known is None:
            self._known = names_of(self._catalog)
        return self._known

    def _next(
        self, matches: Matches, request: Request, query: str | Node, options: SearchOptions
    ) -> str | None:
        """The cursor; none where time ran out, as going on would pass over what was not found."""
        if matches.partial or not matches.more or not matches.hits:
            return None
        return self.cursor(matches.hits[-1], request, query, options)

    def cursor(
        self, last: Ranked, request: Request, query: str | Node, options: SearchOptions
    ) -> str:
        """Where the hits after one of those begin that were found with the options."""
        cursor = Cursor(
            generation=self._engine.generation,
            state=self._engine.state,
            asked=_asked(query, options),
            sort=request.sort,
            unit=request.unit,
            key=last.key,
            id=f"{last.report}#p{last.n}",
        )
        return cursor_text(cursor)


def _asked(query: str | Node, options: SearchOptions) -> str:
    """The print of the query as it is written, but for its white space, and of the filters.

    Places stand in it by name: a report that is added may bring another place of that name.
    """
    text = " ".join(query.split()) if isinstance(query, str) else to_text(simplify(query))
    return print_of(f"{options.exact} {without_surrogates(text)}", options.filters)


def _checked(options: SearchOptions) -> Cursor | None:
    """The options' cursor. Raises WrongUsage where an option's value means nothing."""
    _one_of("排序", options.sort, SORTS)
    if options.group is not None:
        _one_of("分组", options.group, (PASSAGE, REPORT))
    for key in options.facets:
        _one_of("分类", key, tuple(known.key for known in BY_KEY.values() if known.facet))
    for key in options.filters:
        _one_of("筛选", key, tuple(BY_KEY))
    if not 0 <= options.limit <= MAX_LIMIT:
        raise WrongUsage(
            f"条数 {options.limit} 超出范围 (out of range).", f"请用 0 到 {MAX_LIMIT}。"
        )
    cursor = None if options.after is None else read_cursor(options.after)
    if cursor is not None and cursor.sort != options.sort:
        raise _foreign_cursor()
    return cursor


def _one_of(option: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise WrongUsage(
            f"{option} {value} 无此取值 (no such value).", f"可用：{'、'.join(choices)}。"
        )


def _foreign_cursor() -> WrongUsage:
    return WrongUsage(
        "游标属于另一个查询、排序或分组 (cursor of another search).",
        "请用与上一页相同的查询和选项。",
    )
