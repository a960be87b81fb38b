"""One state of a catalog, and what persons set right in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Row, Select, bindparam, select

from indexer.catalog.base import Base, base_of
from indexer.catalog.batches import batches
from indexer.catalog.connect import place, viewed
from indexer.catalog.corrections import (
    Correction,
    CorrectionKind,
    belonging,
    identity_corrections,
    told,
)
from indexer.catalog.overlay import Overlay, overlay_of
from indexer.catalog.rows import PassageRow, ReportRow
from indexer.catalog.schema import CORRECTIONS, OVERLAYS, PASSAGES, STATE
from indexer.closing import Closing
from indexer.home import Home

_ANY_OVERLAY = select(OVERLAYS.c.version).limit(1)
_OVERLAYS = select(OVERLAYS).where(OVERLAYS.c.version.in_(bindparam("versions", expanding=True)))


def overlaid(row: ReportRow, overlay: Overlay | None) -> ReportRow:
    """The row with the checks that have a finding after the corrections."""
    return replace(row, finding_keys=overlay.finding_keys) if overlay else row


def set_right(row: PassageRow, overlay: Overlay | None) -> PassageRow:
    """The passage with the aspect that a person set."""
    if overlay is None or row.n not in overlay.aspects:
        return row
    aspect, signed = overlay.aspects[row.n]
    return replace(row, aspect=aspect, corrected=signed)


class View(Closing):
    """A catalog as it stood when this was opened, until it is refreshed."""

    def __init__(self, home: Home) -> None:
        self._place = place(home)
        self._connection = viewed(home)
        self._state: tuple[str, str, int] | None = None
        self._any_corrected: bool | None = None

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
        self._connection.engine.dispose()

    def refresh(self) -> None:
        """See what has been committed since this view was opened."""
        self._connection.rollback()
        self._state = self._any_corrected = None

    def state(self) -> tuple[str, str, int]:
        """Where this catalog lies, its own name, its generation: views of one state are alike."""
        if self._state is None:
            asked = select(STATE.c.home, STATE.c.generation)
            home, generation = self._connection.execute(asked).one()
            self._state = self._place, str(home), int(generation)
        return self._state

    def _all(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        return self._connection.execute(statement).all()

    def overlays(self, versions: Collection[int] | None) -> dict[int, Overlay]:
        """What the corrections come to, of these versions or all that have any.

        Most catalogs have none, and every answer asks several times: so that is looked up first.
        """
        if self._any_corrected is None:
            self._any_corrected = self._connection.execute(_ANY_OVERLAY).first() is not None
        if not self._any_corrected:
            return {}
        if versions is None:
            rows = list(self._all(select(OVERLAYS)))
        else:
            rows = [
                row
                for batch in batches(versions)
                for row in self._connection.execute(_OVERLAYS, {"versions": batch})
            ]
        return {row.version: overlay_of(row.data) for row in rows}

    def overlay(self, version: int) -> Overlay | None:
        """What the corrections of a version come to; None where it has none."""
        return self.overlays([version]).get(version)

    def corrections(self, report: ReportRow | None = None) -> tuple[Correction, ...]:
        """All corrections ever told, of a report or of all, those undone among them."""
        if report is None:
            return told(self._connection)
        return belonging(self._connection, report.version, undone=True)

    def corrections_of_file(self, report: ReportRow) -> tuple[Correction, ...]:
        """All corrections of the identity of its bytes or path, those undone among them."""
        columns = CORRECTIONS.c
        of_file = (columns.sha256 == report.sha256) | (columns.path == report.path)
        return told(self._connection, of_file, columns.kind == CorrectionKind.IDENTITY)

    def identity_corrections(self) -> tuple[Correction, ...]:
        """All corrections of identities that are not undone."""
        return identity_corrections(self._connection)

    def passage_fields(
        self, versions: Collection[int]
    ) -> Iterator[tuple[int, int, str, str, tuple[str, ...]]]:
        """(version, n, slot, aspect as corrected, topics) of every passage of these versions."""
        yield from self._passages(versions)

    def passage_texts(
        self, versions: Collection[int]
    ) -> Iterator[tuple[int, int, str, str, tuple[str, ...], str]]:
        """The same, and the passage's text. Those of a version come in reading order."""
        yield from self._passages(versions, PASSAGES.c.text)

    def _passages(
        self, versions: Collection[int], *further: Column[Any]
    ) -> Iterator[tuple[Any, ...]]:
        columns = PASSAGES.c
        own = columns.version, columns.n, columns.slot, columns.aspect, columns.topics
        asked = select(*own, *further).order_by(columns.version, columns.n)
        overlays = self.overlays(versions)
        for batch in batches(versions):
            for version, n, slot, aspect, topics, *more in self._connection.execute(
                asked.where(columns.version.in_(batch))
            ):
                aspects = overlays[version].aspects if version in overlays else {}
                told = aspects[n][0] if n in aspects else aspect
                yield version, n, slot, told, tuple(topics), *more

    def base(self, version: int) -> Base:
        """A version that exists, as it was read, with all its parts."""
        return base_of(self._connection, version)
