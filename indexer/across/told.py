"""One source of a report, as far as other reports are held against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indexer.model import Evidence, Figure, Passage
from indexer.report.material import figure_ground


@dataclass(frozen=True, slots=True)
class Told:
    """What one source tells. `address` opens it; `published` is the date and where it was read.

    `cells` are the figures that equations between years name; `figures` gives all of them, and
    `disputed` the cells that a broken identity covers. The last two are asked for where needed.
    """

    address: str
    year: int
    scope: str
    published: tuple[str, str] | None
    forms: Mapping[str, str | None]
    cells: Mapping[str, Figure]
    passages: tuple[Passage, ...]
    figures: Callable[[], Mapping[str, Figure]]
    disputed: Callable[[], frozenset[str]]


def cell(told: Told, figure: Figure) -> Evidence:
    """A figure as a ground, with the report it stands in."""
    return figure_ground(figure, told.address)


def quoted(told: Told, passage: Passage) -> Evidence:
    """A whole passage as a ground, with the report it stands in."""
    return Evidence("passage", passage.text, passage.locator, None, told.address)
