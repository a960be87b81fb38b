"""What became of each correction, and all of them as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.catalog.corrections import Correction, CorrectionKind
from indexer.catalog.read import Catalog
from indexer.reidentify import corrected
from indexer.shapes import signed_json

APPLIED, REPLACED, NOT_APPLIED, UNDONE = "applied", "replaced", "not_applied", "undone"


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction, what became of it, and the report that it hangs on as it is now called."""

    correction: Correction
    state: str
    report: str


def standings(catalog: Catalog, corrections: Sequence[Correction]) -> tuple[Standing, ...]:
    """Of each whether it is in force, replaced by a later one, undone, or not to be applied."""
    found = []
    for one in corrections:
        rows = catalog.meant(one.target)
        in_force = any(_in_force(catalog, one, row.version) for row in rows)
        later = (o for o in corrections if o.id > one.id and not o.undone and _of_same(o, one))
        if one.undone:
            state = UNDONE
        elif in_force:
            state = APPLIED
        else:
            state = REPLACED if any(later) else NOT_APPLIED
        named = [row for row in rows if row.sha256 == one.target.sha256] or rows
        found.append(Standing(one, state, named[0].address if named else one.target.report))
    return tuple(found)


def _in_force(catalog: Catalog, one: Correction, version: int) -> bool:
    if one.target.kind is CorrectionKind.IDENTITY:
        base = catalog.base(version)
        told = corrected([one])
        now = base.given.corrected
        is_file = one.target.is_file(base.row.path, base.row.sha256)
        return bool(is_file and told and now) and (
            getattr(now, one.target.key) == getattr(told, one.target.key)
        )
    overlay = catalog.overlay(version)
    if overlay is None:
        return False
    aside = catalog.set_aside([version])[version]
    return one.id in overlay.applied or any(
        found.dismissed and found.by.correction == one.id for found in aside
    )


def _of_same(one: Correction, other: Correction) -> bool:
    a, b = one.target, other.target
    same_report = a.report == b.report or a.sha256 == b.sha256
    return same_report and (a.kind, a.key, a.n) == (b.kind, b.key, b.n)


def standings_json(standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """One object for each correction."""
    return [
        {
            "id": one.correction.id,
            "kind": one.correction.target.kind.value,
            "report": one.report,
            "key": one.correction.target.key,
            "value": one.correction.value,
            "was": one.correction.target.shown,
            **signed_json(one.correction.signed),
            "state": one.state,
            "undone": one.correction.undone,
            "undone_by": one.correction.undone_by,
        }
        for one in standings
    ]
