"""A sample as pages: each stratum with what was drawn from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from rich.text import Text

from search_api.render.heads import agency_head
from search_api.render.hits import hit_lines
from search_api.render.lines import HEAD, QUIET
from search_api.sample import Stratum
from search_api.sampled import Agency, Drawn

MEASURES = {"passage": ("段", "passages"), "report": ("份报告", "reports")}
MEASURES["agency"] = ("个机关", "agencies")


def sample_lines(
    drawn: Iterable[tuple[Stratum, Drawn]], unit: str, width: int | None, show: str
) -> Iterator[Text]:
    """The strata one after another, a line between them; `show` is the command that opens one."""
    for place, (stratum, members) in enumerate(groupby(drawn, key=itemgetter(0))):
        if place:
            yield Text()
        if stratum.label:
            yield Text(f"〔{frame_told(stratum, unit)}〕", HEAD)
        things = [one for _, one in members]
        yield from _agencies(one for one in things if isinstance(one, Agency))
        yield from hit_lines((o for o in things if not isinstance(o, Agency)), unit, width, show)


def frame_told(stratum: Stratum, unit: str) -> str:
    """`2020 · 乡级：共 120 段，抽 3 (3 of 120 passages)`."""
    measure, english = MEASURES[unit]
    label = f"{stratum.label}：" if stratum.label else ""
    drawn = len(stratum.drawn)
    return f"{label}共 {stratum.frame} {measure}，抽 {drawn} ({drawn} of {stratum.frame} {english})"


def _agencies(agencies: Iterable[Agency]) -> Iterator[Text]:
    for one in agencies:
        years = "、".join(str(report.year) for report in one.reports)
        yield agency_head(one.newest).append(f"  {years}  {one.id}", QUIET)
