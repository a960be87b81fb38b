"""How a query is understood: clause by clause, what the engine is asked and what it finds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, assert_never

from indexer.catalog.read import Catalog
from indexer.fields import BY_KEY
from indexer.labels import STATUSES
from indexer.report.figure_labels import label_of
from search_api.engines.base import Engine, Matches, Request
from search_api.engines.collect import Clock
from search_api.figure_sets import decide
from search_api.filters import RANGE_MARK
from search_api.notices import Notice
from search_api.search import Searcher
from search_api.shapes import notice_json
from search_api.syntax import without_surrogates
from search_api.tree import (
    And,
    Compare,
    Everything,
    FigureStatus,
    Keyword,
    Literal,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Range,
    Unit,
    Within,
    Words,
    figured,
    parts,
)
from search_api.values import labels_of
from search_api.wildcards import pattern_text
from search_api.written import to_text

MOST_COUNTED = 50
_UNITS = {Unit.REPORT: "所在报告有一段", Unit.SECTION: "所在部分有一段"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One node of the tree, `depth` steps under the whole query, in reading order.

    `asked` is what the engine is asked; `total` how many passages the clause meets by itself, None
    where it was not counted, a lower bound with `partial`.
    """

    depth: int
    kind: str
    label: str
    text: str
    words: tuple[str, ...]
    asked: str
    total: int | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """A query, the query that is understood, its clauses, and what is to be said of it.

    `refused`: it is beyond the limits, and nothing of it is counted.
    """

    query: str
    read_as: str
    engine: str
    generation: int
    clauses: tuple[Clause, ...]
    notices: tuple[Notice, ...]
    refused: bool = False


def explained(
    catalog: Catalog,
    searcher: Searcher,
    query: str,
    *,
    exact: bool = False,
    timeout: float | None = 10.0,
) -> Explained:
    """The query explained. Clauses are counted as far as MOST_COUNTED and the seconds go."""
    clock = Clock(None if timeout is None else time.monotonic() + timeout)
    parsed = searcher.parsed(query, exact=exact)
    decided = decide(catalog.figure_sets(), figured(parsed.node), clock)
    engine = searcher.engine
    refused = isinstance(parsed.node, Nothing)
    clauses: list[Clause] = []
    for depth, node in _outline(parsed.node):
        counted: Matches | None = None
        if len(clauses) < MOST_COUNTED and not refused and not clock.ran_out():
            request = Request(node, decided=decided, limit=0, deadline=clock.deadline)
            counted = engine.search(request)
        clauses.append(_clause(engine, depth, node, counted))
    return Explained(
        query=without_surrogates(query),
        read_as=to_text(parsed.node),
        engine=engine.name,
        generation=engine.generation,
        clauses=tuple(clauses),
        notices=parsed.notices,
        refused=refused,
    )


def _outline(node: Node) -> Iterator[tuple[int, Node]]:
    waiting = [(0, node)]
    while waiting:
        depth, this = waiting.pop()
        yield depth, this
        waiting.extend((depth + 1, part) for part in reversed(parts(this)))


def _clause(engine: Engine, depth: int, node: Node, counted: Matches | None) -> Clause:
    kind, label, text = _told(node)
    return Clause(
        depth=depth,
        kind=kind,
        label=label,
        text=text,
        words=node.words if isinstance(node, Words) else (),
        asked=engine.asked(node),
        total=None if counted is None else counted.total,
        partial=counted is not None and counted.partial,
    )


def _told(node: Node) -> tuple[str, str, str]:
    """The key of what a node is, its name in Chinese, and what it is about."""
    match node:
        case Words(text):
            return "words", "词", text
        case Literal(text, loose):
            return "literal", "原文（不计标点）" if loose else "原文", text
        case Near(first, second, distance):
            return "near", "相近", f"{first} ↔ {second}，相隔至多 {distance} 字"
        case Pattern():
            return "pattern", "通配", pattern_text(node)
        case Keyword(key, value):
            label = labels_of(key).get(value)
            return "keyword", BY_KEY[key].label, f"{value}（{label}）" if label else value
        case Range(key, low, high):
            bounds = low if low == high else f"{low or ''}{RANGE_MARK}{high or ''}"
            return "range", BY_KEY[key].label, bounds or ""
        case Compare(key, operator, value):
            return "compare", "数据", f"{label_of(key)} [{key}] {operator} {value:f}"
        case FigureStatus(key, status):
            return "status", "数据状态", f"{label_of(key)} [{key}] {STATUSES[status]}"
        case Within(unit):
            return unit.value, _UNITS[unit], ""
        case And():
            return "and", "都要", ""
        case Or():
            return "or", "任一", ""
        case Not():
            return "not", "不要", ""
        case Everything():
            return "everything", "全部段落", ""
        case Nothing():
            return "nothing", "不作查找", ""
        case _:
            assert_never(node)


def explained_json(found: Explained) -> dict[str, Any]:
    """As `--json` prints it."""
    return {
        "query": found.query,
        "read_as": found.read_as,
        "engine": found.engine,
        "generation": found.generation,
        "clauses": [
            {
                "depth": clause.depth,
                "kind": clause.kind,
                "label": clause.label,
                "text": clause.text,
                "words": list(clause.words),
                "asked": clause.asked,
                "total": clause.total,
                "total_relation": "gte" if clause.partial else "eq",
            }
            for clause in found.clauses
        ],
        "notices": [notice_json(notice) for notice in found.notices],
    }
