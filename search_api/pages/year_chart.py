"""The chart of hits per year: where its bars stand, and where each of them leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.forms.generations import generations
from search_api.by_year import YEAR, Year
from search_api.filters import selects
from search_api.pages.address import Address

HEIGHT, HEAD, FOOT = 96, 14, 18
_STEP, _BAR = 46, 30
_LEFT = 38
NONE = "–"  # of a year without a report nothing can be said
_NICE = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A year's share of reports with a hit; its address takes the year in, or out again."""

    year: int
    hits: int
    reports: int
    percent: str
    selected: bool
    x: int
    height: float
    address: Address


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one scale, whose top is `top`. `breaks` are where a new form begins."""

    bars: tuple[Bar, ...]
    breaks: tuple[int, ...]
    top: str
    width: int
    height: int = HEIGHT
    bar: int = _BAR
    base: int = HEIGHT - FOOT
    head: int = HEAD


def year_chart(
    years: Sequence[Year], meant: Mapping[str, tuple[str, ...]], here: Address
) -> Chart | None:
    """The chart, None without a year; `meant` tells what the chosen years stand for."""
    if not years:
        return None
    highest = max(year.share for year in years)
    top = next((nice for nice in _NICE if nice >= highest), 1.0)
    room = HEIGHT - HEAD - FOOT
    bars = []
    for place, year in enumerate(years):
        height = round(room * year.share / top, 1)
        # What is found at all must be seen.
        height = max(height, 1.5) if year.hits else 0.0
        bars.append(
            Bar(
                year=year.year,
                hits=year.hits,
                reports=year.reports,
                percent=percent(year.share) if year.reports else NONE,
                selected=year.selected,
                x=_LEFT + place * _STEP + (_STEP - _BAR) // 2,
                height=height,
                address=_toggled(str(year.year), meant, here),
            )
        )
    first = {generation.first_year for generation in generations().values()}
    breaks = tuple(
        _LEFT + place * _STEP for place, year in enumerate(years) if place and year.year in first
    )
    return Chart(tuple(bars), breaks, percent(top), _LEFT + len(years) * _STEP + 4)


def percent(share: float) -> str:
    """The share as a reader takes it in: 0 and 100 % are never the outcome of rounding."""
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    shown = min(99.9, max(0.1, round(share * 100, 1)))
    return f"{shown:g}%"


def _toggled(year: str, meant: Mapping[str, tuple[str, ...]], here: Address) -> Address:
    alone = [written for written, values in meant.items() if values == (year,)]
    for written in alone:
        here = here.removing(YEAR, written)
    if alone:
        return here
    # Inside a range of years one more would change nothing: there it is chosen alone.
    inside = any(selects(YEAR, value, year) for values in meant.values() for value in values)
    return here.setting(YEAR, year) if inside else here.adding(YEAR, year)
