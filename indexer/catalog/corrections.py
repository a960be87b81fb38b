"""What persons set right: kept apart from what was read, signed, and never lost.

A correction hangs on the report's id and on the bytes of its file, and on what identifies the thing
itself: a figure's key, a passage's words, a finding's words and grounds. Where that is no longer
there the correction is kept and not applied: it never falls on something else.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, exists, select

from indexer.catalog.batches import batches
from indexer.catalog.schema import CORRECTIONS, GONE, VERSIONS
from indexer.model import Figure, Finding, Signed
from indexer.text import normal

_PRINT = 16  # hex digits


_MAY_BE_CORRECTED = select(VERSIONS.c.id).where(
    VERSIONS.c.id.in_(bindparam("versions", expanding=True)),
    exists().where(
        (CORRECTIONS.c.sha256 == VERSIONS.c.sha256)
        | (CORRECTIONS.c.report == VERSIONS.c.report)
        | (CORRECTIONS.c.path == VERSIONS.c.path)
    ),
)


class CorrectionKind(StrEnum):
    """What is set right; a finding is dismissed."""

    FIGURE = "figure"
    ASPECT = "aspect"
    IDENTITY = "identity"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Target:
    """What a correction hangs on. `report`, `path` and `sha256` are those of the version at hand;
    of an identity, `report` is the id as read, before any correction.

    `key`: the figure's key, the identity's part, or the print of the passage or finding, of which
    `n` counts the equal ones. `shown` tells a person what it was about; `was` is what was read.
    """

    kind: CorrectionKind
    report: str
    path: str
    sha256: str
    key: str
    shown: str
    n: int = 1
    was: Mapping[str, Any] | None = None

    def is_file(self, path: str, sha256: str) -> bool:
        """Whether it was told of these bytes or of this path."""
        return self.sha256 == sha256 or self.path == path


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing a person said; `value` None is "no number stands there", or a dismissal."""

    id: int
    target: Target
    value: str | None
    signed: Signed
    undone: str | None = None
    undone_by: str | None = None


def told(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Correction, ...]:
    """Corrections in the order in which they were told."""
    statement = select(CORRECTIONS).where(*conditions).order_by(CORRECTIONS.c.id)
    return tuple(_correction(row) for row in connection.execute(statement))


def belonging(
    connection: Connection, version: int, *, undone: bool = False
) -> tuple[Correction, ...]:
    """All that hang on a version's bytes, or on its report; those undone only if asked for.

    What was told of another file does not belong where that file is now held to be another report.
    """
    names = select(VERSIONS.c.report, VERSIONS.c.sha256, VERSIONS.c.path, VERSIONS.c.given)
    row = connection.execute(names.where(VERSIONS.c.id == version)).one()
    columns = CORRECTIONS.c
    read_as = (row.given.get("corrected") or {}).get("read_as", row.report)
    meant = (
        (columns.sha256 == row.sha256)
        | (columns.report == row.report)
        | ((columns.path == row.path) & (columns.report == read_as))
    )
    found = told(connection, meant, *(() if undone else (columns.undone.is_(None),)))
    return tuple(
        one
        for one in found
        if one.target.is_file(row.path, row.sha256)
        or not _moved(connection, one.target, row.report)
    )


def may_be_corrected(connection: Connection, versions: Collection[int]) -> list[int]:
    """Those of the versions whose report, bytes or path a correction was ever told of."""
    found: list[int] = []
    for some in batches(versions):
        found += connection.execute(_MAY_BE_CORRECTED, {"versions": some}).scalars()
    return found


def _moved(connection: Connection, target: Target, report: str) -> bool:
    """Whether the file that a correction was told of tells of another report now."""
    columns = VERSIONS.c
    statement = select(columns.id).where(
        (columns.sha256 == target.sha256) | (columns.path == target.path),
        columns.standing != GONE,
        columns.report != report,
    )
    return connection.execute(statement.limit(1)).first() is not None


def identity_corrections(connection: Connection) -> tuple[Correction, ...]:
    """All corrections of identities that are not undone."""
    columns = CORRECTIONS.c
    return told(connection, columns.kind == CorrectionKind.IDENTITY, columns.undone.is_(None))


def _correction(row: Any) -> Correction:
    target = Target(
        kind=CorrectionKind(row.kind),
        report=row.report,
        path=row.path,
        sha256=row.sha256,
        key=row.key,
        shown=row.shown,
        n=row.n,
        was=row.was,
    )
    signed = Signed(row.by, row.when, row.why)
    return Correction(row.id, target, row.value, signed, row.undone, row.undone_by)


# -- what identifies a thing -------------------------------------------------------------------


def finding_print(finding: Finding) -> str:
    """The same for two findings that say the same on the same grounds."""
    grounds = [[ground.source, ground.quote, ground.figure] for ground in finding.evidence]
    return _print([finding.check, finding.message, grounds])


def passage_prints(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """For each passage the print of its words, and the how many-th with these words it is."""
    seen: Counter[str] = Counter()
    for text in texts:
        words = _print(normal(text))
        seen[words] += 1
        yield words, seen[words]


def figure_read(figure: Figure | None) -> dict[str, Any] | None:
    """What was read of a figure, to tell whether it was read so again."""
    if figure is None:
        return None
    value = None if figure.value is None else format(figure.value, "f")
    return {"status": figure.status.value, "value": value, "raw": figure.raw}


def _print(data: Any) -> str:
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:_PRINT]


def kinds_of(corrections: Iterable[Correction], *kinds: CorrectionKind) -> list[Correction]:
    """Those of these kinds."""
    wanted: Collection[CorrectionKind] = kinds
    return [one for one in corrections if one.target.kind in wanted]
