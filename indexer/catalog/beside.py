"""What stands beside a hit: of a report and its figures only what an answer shows.

Every search waits for this. So few columns are read, no locator or evidence among them, by
statements that are made once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from sqlalchemy import bindparam, select

from indexer.catalog.batches import batches
from indexer.catalog.rows import address_of
from indexer.catalog.schema import FIGURES, OTHER, VERSIONS
from indexer.catalog.view import View
from indexer.model import Figure, Status


@dataclass(frozen=True, slots=True)
class HeadRow:
    """The part of a ReportRow that stands beside a hit."""

    version: int
    id: str
    standing: str
    sha256: str
    title: str
    agency: str
    year: int
    kind: str
    level: str
    scope: str
    code: str | None
    published: str | None
    places: tuple[tuple[str, str], ...]
    specimen: bool
    url: str | None
    finding_keys: tuple[str, ...]

    @property
    def address(self) -> str:
        """The id under which this version is reached."""
        return address_of(self.id, self.standing, self.sha256)


_COLUMNS = [
    VERSIONS.c[{"version": "id", "id": "report"}.get(field.name, field.name)]
    for field in fields(HeadRow)
]
_HEADS = select(*_COLUMNS).where(VERSIONS.c.id.in_(bindparam("versions", expanding=True)))
_OTHERS = select(*_COLUMNS).where(VERSIONS.c.standing == OTHER).order_by(VERSIONS.c.id)
_VALUES = select(
    FIGURES.c.version, FIGURES.c.key, FIGURES.c.value, FIGURES.c.status, FIGURES.c.unit
).where(
    FIGURES.c.version.in_(bindparam("versions", expanding=True)),
    FIGURES.c.key.in_(bindparam("keys", expanding=True)),
)


class Beside(View):
    """A view of what stands beside hits, as persons set it right."""

    def heads(self, versions: Collection[int]) -> dict[int, HeadRow]:
        """The heads of those versions that exist."""
        found = {}
        for batch in batches(versions):
            for row in self._connection.execute(_HEADS, {"versions": batch}):
                found[row.id] = HeadRow(*row)
        for version, overlay in self.overlays(found).items():
            found[version] = replace(found[version], finding_keys=overlay.finding_keys)
        return found

    def others(self) -> dict[str, tuple[HeadRow, ...]]:
        """The further sources of every report that is told by more than one, by its id."""
        found: dict[str, tuple[HeadRow, ...]] = {}
        for row in self._connection.execute(_OTHERS):
            head = HeadRow(*row)
            found[head.id] = (*found.get(head.id, ()), head)
        return found

    def values(
        self, versions: Collection[int], keys: Collection[str]
    ) -> dict[int, dict[str, Figure]]:
        """Figures by version and key, without the characters and the place of what was read."""
        found: dict[int, dict[str, Figure]] = {version: {} for version in versions}
        for batch in batches(versions):
            asked = {"versions": batch, "keys": list(keys)}
            for version, key, value, status, unit in self._connection.execute(_VALUES, asked):
                number = None if value is None else Decimal(value)
                found[version][key] = Figure(key, number, Status(status), unit)
        self._set_right(found, keys)
        return found

    def _set_right(
        self, found: Mapping[int, dict[str, Figure]], keys: Collection[str] | None
    ) -> None:
        """Put the figures that persons set in the place of those that were read."""
        for version, overlay in self.overlays(found).items():
            found[version].update(
                (key, figure)
                for key, figure in overlay.figures.items()
                if keys is None or key in keys
            )
