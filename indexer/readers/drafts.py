"""Where lines and tables stand in a text, before residues and the page's head are taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.document import Span


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One physical line or paragraph."""

    span: Span
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table and its cells. In an exact table a merged cell is one span at several places.

    `pages` tells on which page a cell begins, where that is known.
    """

    span: Span
    rows: tuple[tuple[Span | None, ...], ...]
    exact: bool
    page: int | None = None
    pages: Mapping[Span, int] = field(default_factory=dict)


Draft = DraftLine | DraftTable
