"""What a check looks at: one report's meaning as far as it is built, all of it frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from indexer.document import Document
from indexer.model import Evidence, Figure, Finding, Identity, Passage, Section, Status
from indexer.report.clauses import Prose, prose_of

_KNOWN = frozenset({Status.REPORTED, Status.RECOVERED, Status.CORRECTED})


@dataclass(frozen=True)
class Material:
    """One report. `forms` tells for t2, t3, t4 which generation the table has, None for no table;
    `is_place` whether a name is a place in the administrative divisions. `contradictions`: where
    what came with the file is not what the text says."""

    identity: Identity
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    figures: Mapping[str, Figure]
    forms: Mapping[str, str | None]
    document: Document
    is_place: Callable[[str], bool]
    contradictions: tuple[Finding, ...] = ()

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """The passages as checks read them, in order."""
        return tuple(map(prose_of, self.passages))


def value_of(material: Material, key: str) -> Decimal | None:
    """The number of a cell that carries one, else None."""
    return number_of(material.figures.get(key))


def number_of(figure: Figure | None) -> Decimal | None:
    """The number of a figure that is a cell's and carries one, else None."""
    return figure.value if figure and figure.status in _KNOWN else None


def cell(material: Material, key: str) -> Evidence:
    """A figure of the report as a ground."""
    return figure_ground(material.figures[key])


def figure_ground(figure: Figure, report: str | None = None) -> Evidence:
    """A figure as a ground: its key, the characters read, and where they stand.

    Of a corrected one the value, for the characters are what it corrects. `report` is the one that
    the figure stands in, None for the one that is spoken of.
    """
    if figure.status is Status.CORRECTED:
        value = "" if figure.value is None else str(figure.value)
        return Evidence("corrected", value, figure.locator, figure.key, report)
    read = figure.raw if figure.raw is not None else figure.value
    quote = "" if read is None else str(read)
    return Evidence("figure", quote, figure.locator, figure.key, report)
