"""A result as a page: passages under their reports, reports in the order of their best passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from indexer.labels import ASPECTS, SLOTS
from search_api.engines.base import REPORT
from search_api.grouped import by_report
from search_api.render.heads import hit_head
from search_api.render.lines import LABEL, QUIET, paragraph
from search_api.render.values import figure_text
from search_api.results import Found, Hit, HitFigure, SearchResult


def hit_lines(
    found: Iterable[Hit], unit: str, width: int | None, show: str = "search show"
) -> Iterator[Text]:
    """The hits, and the command that opens each: `show` and its id.

    Without a width, lines are not wrapped.
    """
    for place, hits in enumerate(by_report(found)):
        if place:
            yield Text()
        yield from _report(hits, unit, width)
        yield Text(f"  → {show} {hits[0].report}", QUIET)


def _report(hits: tuple[Hit, ...], unit: str, width: int | None) -> Iterator[Text]:
    first = hits[0]
    yield hit_head(first)
    if str(first.year) not in first.title:
        yield from paragraph(first.title, width, "  ", style=QUIET)
    if unit == REPORT:
        marked = [found for found in first.passages if found.snippet.marks]
        for found in marked:
            yield from _passage(found, width)
        yield from _figures(first.figures, width)
        if marked:
            yield Text(f"  共 {first.passage_total} 段", QUIET)
    else:
        for place, hit in enumerate(hits):
            yield from _passage(hit.best, width)
            # Neighbours of one section carry the same figures: these stand once, after the last.
            if place + 1 == len(hits) or hits[place + 1].figures != hit.figures:
                yield from _figures(hit.figures, width)


def _passage(found: Found, width: int | None) -> Iterator[Text]:
    label = f"{SLOTS.get(found.slot, found.slot)} · {ASPECTS.get(found.aspect, found.aspect)}"
    name = found.passage.rpartition("#")[2]
    yield Text("  ").append(label, LABEL).append(f"  {name}", QUIET)
    marks = [(mark.start, mark.end) for mark in found.snippet.marks]
    yield from paragraph(found.snippet.text, width, "    ", marks)


def _figures(figures: tuple[HitFigure, ...], width: int | None) -> Iterator[Text]:
    if figures:
        told = (
            f"{figure.label} {figure_text(figure.value, figure.status, figure.disputed)}"
            for figure in figures
        )
        yield from paragraph("数据：" + " · ".join(told), width, "    ", style="green")


def summary(result: SearchResult) -> str:
    """How many there are, how many of them literally, and how many of them stand here."""
    of_reports = result.unit == REPORT
    measure, noun, english = ("份", "报告", "reports") if of_reports else ("段", "", "passages")
    told = f"{'至少' if result.total_relation == 'gte' else '共'} {result.total} {measure}{noun}"
    if result.literal_total is not None:
        told += f"，其中 {result.literal_total} {measure}逐字含有全部检索词"
    if len(result.hits) < result.total:
        told += f"，此页 {len(result.hits)} {measure}"
    if result.hits and not of_reports:
        told += f"，来自 {len({hit.report for hit in result.hits})} 份报告"
    return f"{told} ({result.total} {english})"
