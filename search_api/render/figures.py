"""Figures of one report as a page: name, value or status, unit, what was read, and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from rich.text import Text

from indexer.document import Locator
from indexer.labels import place_words
from indexer.model import Figure, Status
from indexer.report.figure_labels import label_of
from search_api.render.lines import LABEL, QUIET, paragraph
from search_api.render.values import figure_text, value_text
from search_api.render.width import plain
from search_api.where import Where

_INDENT = "    "
_FIELDS = re.compile(r"[\t\n|]")


def figure_lines(
    figures: Sequence[Figure],
    disputed: Collection[str],
    places: Mapping[str, Where],
    held: Mapping[str, Figure],
    width: int | None,
    document: str,
) -> Iterator[Text]:
    """One figure a line; below it, for those that have one among `places`, where it comes from."""
    for figure in figures:
        status = figure.status.value
        value = figure_text(figure.value, status, figure.key in disputed, figure.unit)
        raw = plain(figure.raw)
        line = Text().append(figure.key, QUIET).append(f"  {label_of(figure.key)}", LABEL)
        line.append(f"  {value}")
        told = raw and raw != format(figure.value, "f") if figure.value is not None else raw
        yield line.append(f"  原文“{raw}”" if told else "", QUIET)
        if figure.key in places:
            for text in where_read(places[figure.key], held, document):
                yield from paragraph(text, width, _INDENT, style=QUIET)


def where_read(where: Where, held: Mapping[str, Figure], document: str) -> Iterator[str]:
    """Where a figure stands, then the row or sentence around it, its characters in 【 】; of a
    derived one, what it is formed from. Nothing where it stands nowhere."""
    if where.operands is not None:
        yield _formed(where, held)
    locator = where.locator
    if locator is None or not locator.spans or where.around is None:
        return
    start, end = locator.spans[0][0], locator.spans[-1][1]
    places = [*_places(locator), f"字符 {start}–{end}"]
    if where.label:
        places.append(f"行名“{plain(where.label)}”")
    yield "，".join(places)
    yield marked(document, where.around, locator)


def marked(document: str, around: tuple[int, int], locator: Locator) -> str:
    """A stretch of the document on one line, the characters of the locator in 【 】."""
    start, end = min(low for low, _ in locator.spans), max(high for _, high in locator.spans)
    pieces = (document[around[0] : start], document[start:end], document[end : around[1]])
    if locator.table is None:
        before, own, after = map(plain, pieces)
        return f"{before}【{own}】{after}"
    before, own, after = (" ".join(filter(None, map(plain, _FIELDS.split(p)))) for p in pieces)
    return " ".join(filter(None, (before, f"【{own}】", after)))


def _places(locator: Locator) -> Iterator[str]:
    """Page, table, row and column, as a reader counts them."""
    yield from place_words(locator)
    if locator.table is None:
        yield "正文"
    elif locator.col is None:
        yield "整行"


def _formed(where: Where, held: Mapping[str, Figure]) -> str:
    """The sum or quotient in words: each figure it is formed from, with its value or status."""
    assert where.operands is not None
    over, under = where.operands.over, where.operands.under
    if not under:
        return f"由以下各项相加：{_sum(over, held)}"
    return f"由以下各项相除：{_grouped(over, held)} ÷ {_grouped(under, held)}"


def _grouped(keys: Sequence[str], held: Mapping[str, Figure]) -> str:
    return f"（{_sum(keys, held)}）" if len(keys) > 1 else _sum(keys, held)


def _sum(keys: Sequence[str], held: Mapping[str, Figure]) -> str:
    told = []
    for key in keys:
        figure = held.get(key) or Figure(key, None, Status.MISSING)
        value = value_text(figure.value, figure.status.value)
        told.append(f"{_short(key)} {value}")
    return " + ".join(told)


def _short(key: str) -> str:
    """A figure's name without the groups it stands under; a total is its row's."""
    return label_of(key).rpartition(" › ")[2].removesuffix(" · 总计")
