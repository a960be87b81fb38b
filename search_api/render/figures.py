"""Figures of one report as a page: name, value or status, unit, what was read, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rich.text import Text

from indexer.model import Figure
from search_api.figure_names import label_of
from search_api.render.lines import LABEL, QUIET
from search_api.render.values import figure_text
from search_api.render.width import plain

_AROUND = 12


def figure_lines(
    figures: Sequence[Figure], disputed: Collection[str], document: str | None
) -> Iterator[Text]:
    """One figure a line; with the document's text, below it the place it was read from."""
    for figure in figures:
        status = figure.status.value
        value = figure_text(figure.value, status, figure.key in disputed, figure.unit)
        raw = plain(figure.raw)
        line = Text().append(figure.key, QUIET).append(f"  {label_of(figure.key)}", LABEL)
        line.append(f"  {value}")
        told = raw and raw != format(figure.value, "f") if figure.value is not None else raw
        yield line.append(f"  原文“{raw}”" if told else "", QUIET)
        if document is not None and (where := where_read(figure, document)):
            yield Text(f"    {where}", QUIET)


def where_read(figure: Figure, document: str) -> str:
    """Where a figure stands, with the characters around it; empty where it stands nowhere."""
    locator = figure.locator
    if locator is None or not locator.spans:
        return ""
    places = [
        f"{name} {number + first}"
        for name, number, first in (
            ("页", locator.page, 0),
            ("表", locator.table, 1),
            ("行", locator.row, 1),
            ("列", locator.col, 1),
        )
        if number is not None
    ]
    start = min(start for start, _ in locator.spans)
    end = max(end for _, end in locator.spans)
    before = plain(document[max(0, start - _AROUND) : start])
    after = plain(document[end : end + _AROUND])
    places.append(f"字符 {start}–{end} “…{before}【{plain(document[start:end])}】{after}…”")
    return "，".join(places)
