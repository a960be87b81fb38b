"""A source as the checks between reports look at it: what was just put, or what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from indexer.across.told import Told
from indexer.catalog.kinds import kept
from indexer.catalog.overlay import overlay_of
from indexer.catalog.rows import figure_of, locator_of
from indexer.catalog.schema import CURRENT, FIGURES, OVERLAYS, PASSAGES
from indexer.document import Locator
from indexer.forms.across import equation_keys
from indexer.model import Aspect, Figure, Passage, Report
from indexer.report.identities import broken_identities, disputed_keys

_OF_VERSION = FIGURES.c.version == bindparam("version")
_FIGURES = select(FIGURES).where(_OF_VERSION)
_CELLS = _FIGURES.where(FIGURES.c.key.in_(bindparam("keys", expanding=True)))
_ANY_OVERLAY = select(OVERLAYS.c.version).limit(1)
_OVERLAY = select(OVERLAYS.c.data).where(OVERLAYS.c.version == bindparam("version"))
_PASSAGES = (
    select(PASSAGES).where(PASSAGES.c.version == bindparam("version")).order_by(PASSAGES.c.n)
)


class Teller:
    """Reads sources, but for the fresh ones. The last two are kept: years follow in order."""

    def __init__(self, connection: Connection, fresh: Mapping[int, Report]) -> None:
        self._connection = connection
        self._fresh = fresh
        self._kept: dict[int, Told] = {}
        self._any_corrected = connection.execute(_ANY_OVERLAY).first() is not None

    def told(self, row: Row[Any]) -> Told:
        """What this source tells."""
        known = self._kept.pop(row.id, None) or self._told(row)
        self._kept[row.id] = known
        while len(self._kept) > 2:
            self._kept.pop(next(iter(self._kept)))
        return known

    def _told(self, row: Row[Any]) -> Told:
        report = self._fresh.get(row.id)
        if report is not None and kept(report.document.text) != report.document.text:
            report = None  # what is kept of it is another text

        @cache
        def figures() -> Mapping[str, Figure]:
            read = self._figures(row.id) if report is None else report.figures
            return {key: read[key] for key in sorted(read)} | corrected

        @cache
        def disputed() -> frozenset[str]:
            return disputed_keys(broken_identities(figures(), row.forms))

        corrected = self._corrected(row.id)
        stands = row.standing == CURRENT
        return Told(
            address=row.report if stands else f"{row.report}~{row.sha256[:8]}",
            year=row.year,
            scope=row.scope,
            published=(row.published, row.published_from) if row.published else None,
            forms=row.forms,
            cells={**(self._cells(row.id) if report is None else report.figures), **corrected},
            passages=self._passages(row.id) if report is None else report.passages,
            figures=figures,
            disputed=disputed,
        )

    def _figures(self, version: int) -> Mapping[str, Figure]:
        rows = self._connection.execute(_FIGURES, {"version": version})
        return {row.key: figure_of(row) for row in rows}

    def _cells(self, version: int) -> Mapping[str, Figure]:
        asked = {"version": version, "keys": equation_keys()}
        return {row.key: figure_of(row) for row in self._connection.execute(_CELLS, asked)}

    def _corrected(self, version: int) -> dict[str, Figure]:
        if not self._any_corrected:
            return {}
        data = self._connection.execute(_OVERLAY, {"version": version}).scalar_one_or_none()
        return {} if data is None else dict(overlay_of(data).figures)

    def _passages(self, version: int) -> tuple[Passage, ...]:
        return tuple(
            Passage(
                row.slot,
                Aspect(row.aspect),
                row.text,
                locator_of(row.locator) or Locator(()),
                tuple(row.topics),
                row.zero_statement,
                row.boilerplate,
            )
            for row in self._connection.execute(_PASSAGES, {"version": version})
        )
