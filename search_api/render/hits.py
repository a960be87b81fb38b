"""A result as a page: passages under their reports, reports in the order of their best passage."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from indexer.labels import ASPECTS, SLOTS
from search_api.engines.base import REPORT
from search_api.render.heads import hit_head
from search_api.render.lines import LABEL, QUIET, paragraph
from search_api.render.values import figure_text
from search_api.results import Found, Hit, HitFigure, SearchResult


def hit_lines(result: SearchResult, width: int | None) -> Iterator[Text]:
    """The hits of a page. Without a width, lines are not wrapped."""
    reports: dict[str, list[Hit]] = {}
    for hit in result.hits:
        reports.setdefault(hit.report, []).append(hit)
    for place, hits in enumerate(reports.values()):
        if place:
            yield Text()
        yield from _report(hits, result.unit, width)


def _report(hits: list[Hit], unit: str, width: int | None) -> Iterator[Text]:
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
    yield Text(f"  → search show {first.report}", QUIET)


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
    count = "至少" if result.total_relation == "gte" else "共"
    if result.unit == REPORT:
        literal = f"，其中逐字含有 {result.literal_total} 份" if result.literal_total else ""
        shown = f"，此页 {len(result.hits)} 份" if len(result.hits) < result.total else ""
        return f"{count} {result.total} 份报告{literal}{shown} ({result.total} reports)"
    literal = "" if result.literal_total is None else f"，其中逐字含有 {result.literal_total} 段"
    reports = len({hit.report for hit in result.hits})
    shown = f"，此页 {len(result.hits)} 段" if len(result.hits) < result.total else ""
    told = f"，来自 {reports} 份报告" if reports else ""
    return f"{count} {result.total} 段{literal}{shown}{told} ({result.total} passages)"
