"""Hits as rows of a table, written one by one: csv and jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from indexer.labels import ASPECTS, KINDS, LEVELS, SCOPES, SLOTS, SPECIMEN_MARK
from indexer.sheets import Cell, write_sheet
from search_api.render.values import figure_text
from search_api.results import Hit
from search_api.shapes import line_json
from search_api.values import topics


def _topics(hit: Hit) -> str:
    return "；".join(topics().get(topic, topic) for topic in hit.best.topics)


def _figures(hit: Hit) -> str:
    """`新收 1；不予公开 空白`: a figure without a value shows its status, a disputed one that."""
    return "；".join(
        f"{figure.label} {figure_text(figure.value, figure.status, figure.disputed)}"
        for figure in hit.figures
    )


# Column → its heading in Chinese and what stands in it. Columns are only ever added, at the end.
COLUMNS: dict[str, tuple[str, Callable[[Hit], Cell]]] = {
    "passage": ("永久编号", lambda hit: hit.best.passage),
    "report": ("报告编号", lambda hit: hit.report),
    "specimen": ("样例", lambda hit: SPECIMEN_MARK if hit.specimen else ""),
    "title": ("标题", lambda hit: hit.title),
    "agency": ("机关", lambda hit: hit.agency),
    "region": ("地区", lambda hit: "".join(hit.region)),
    "code": ("区划代码", lambda hit: hit.code),
    "level": ("层级", lambda hit: LEVELS.get(hit.level, hit.level)),
    "kind": ("机关类型", lambda hit: KINDS.get(hit.kind, hit.kind)),
    "scope": ("统计范围", lambda hit: SCOPES.get(hit.scope, hit.scope)),
    "year": ("年份", lambda hit: hit.year),
    "published": ("公布日期", lambda hit: hit.published),
    "section": ("部分", lambda hit: SLOTS.get(hit.best.slot, hit.best.slot)),
    "aspect": ("性质", lambda hit: ASPECTS.get(hit.best.aspect, hit.best.aspect)),
    "topics": ("主题", _topics),
    "score": ("得分", lambda hit: hit.best.score),
    "text": ("段落全文", lambda hit: hit.best.text),
    "figures": ("相关数据", _figures),
    "source": ("来源网址", lambda hit: hit.links.source),
    "passage_total": ("命中段落数", lambda hit: hit.passage_total or None),
}
# The last column where it is told how much of a passage is shown.
_SHOWN: dict[str, tuple[str, Callable[[Hit], Cell]]] = {
    "snippet": ("摘录", lambda hit: hit.best.snippet.text)
}


def columns_of(*, cut: bool) -> dict[str, tuple[str, Callable[[Hit], Cell]]]:
    """The columns; `cut`: with what is shown of each hit."""
    return COLUMNS | _SHOWN if cut else COLUMNS


def write_csv(hits: Iterable[Hit], out: TextIO, *, excel: bool = False, cut: bool = False) -> int:
    """A heading and a row for each hit; the number of hits. `cut`: with what is shown of each.

    `excel`: a byte order mark and Chinese headings, so that Excel and WPS open it right. No cell of
    text can be taken for a formula: one that begins like one gets an apostrophe.
    """
    columns = columns_of(cut=cut)
    heads = [label if excel else key for key, (label, _) in columns.items()]
    rows = ([value(hit) for _, value in columns.values()] for hit in hits)
    return write_sheet(out, heads, rows, excel=excel)


def write_jsonl(hits: Iterable[Hit], out: TextIO) -> int:
    """A line of JSON for each hit, whole passage included; the number of hits."""
    count = 0
    for hit in hits:
        out.write(one_line(line_json(hit)))
        count += 1
    return count


def one_line(data: dict[str, Any]) -> str:
    """JSON on one line, Chinese readable; line and paragraph separators are escaped."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"


def array_lines(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A JSON array, one item a line, as the items come."""
    start = "["
    for item in items:
        yield start + "\n" + one_line(item).rstrip("\n")
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"
