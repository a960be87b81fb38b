"""Where lines and tables stand in a text, before residues and the page's head are taken out."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.document import Span


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One physical line or paragraph."""

    span: Span
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table and its cells. In an exact table a merged cell is one span at several places."""

    span: Span
    rows: tuple[tuple[Span | None, ...], ...]
    exact: bool
    page: int | None = None


Draft = DraftLine | DraftTable
