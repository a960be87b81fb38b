"""Corrections of identities: which belong to a file, and its report with them.

They act like metadata that came with the file, and outrank it. They hold for the same bytes
anywhere, and for other bytes at the same path as long as these are read as the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from indexer.catalog.base import Base, report_of_base
from indexer.catalog.corrections import Correction
from indexer.catalog.reexamine import material_of, reexamine
from indexer.divisions import Divisions, Place
from indexer.model import (
    CorrectedIdentity,
    Evidence,
    Given,
    Identity,
    Level,
    Published,
    Report,
    Scope,
)
from indexer.reading.report import Read
from indexer.report.agency import level_of, read_name
from indexer.report.canonical import canonical_agency
from indexer.report.ids import report_id
from indexer.report.placing import region_of
from indexer.report.stated import read_stated

_OF_ANY_PART = ("agency", "year", "published", "region", "scope")
_STATED = "n."


@dataclass(frozen=True, slots=True)
class IdentityCorrections:
    """All that are not undone, in the order in which they were told."""

    told: tuple[Correction, ...] = ()

    def of(self, path: str, sha256: str) -> tuple[Correction, ...]:
        """Those told of these bytes, or of other bytes at this path."""
        return tuple(one for one in self.told if one.target.is_file(path, sha256))


def corrected(corrections: Iterable[Correction]) -> CorrectedIdentity | None:
    """What they come to: of each part the last. None where there are none."""
    parts: dict[str, Any] = {}
    read_as = ""
    for one in corrections:
        parts[one.target.key] = one.value
        read_as = one.target.report
    if not parts:
        return None
    year, scope = parts.get("year"), parts.get("scope")
    return CorrectedIdentity(
        read_as=read_as,
        **{
            **parts,
            "year": int(year) if year else None,
            "scope": Scope(scope) if scope else None,
        },
    )


def read_corrected(
    read: Callable[[Given], Read], sha256: str, given: Given, corrections: Sequence[Correction]
) -> Read:
    """A file's report with the corrections that belong to it, where it is still that report.

    `read` reads the file with what is given for it.
    """
    if any(one.target.sha256 != sha256 for one in corrections):
        found = read(given)
        if not isinstance(found, Report):
            return found
        corrections = applying(corrections, sha256, found.id)
    return read(replace(given, corrected=corrected(corrections)))


def applying(
    corrections: Sequence[Correction], sha256: str, read_as: str
) -> tuple[Correction, ...]:
    """Those of these bytes, and of other bytes those that were told of the same report."""
    return tuple(
        one for one in corrections if one.target.sha256 == sha256 or one.target.report == read_as
    )


# -- without the file --------------------------------------------------------------------------


def reidentified(
    base: Base, read: Identity, told: CorrectedIdentity | None, divisions: Divisions
) -> Report:
    """The report anew from what the catalog keeps; `read` is the identity before any correction.

    As far as the catalog goes: a place is taken from the corrected names, not from the text.
    """
    report = report_of_base(base)
    identity = _corrected_identity(read, base.given, told, divisions) if told else read
    composed = _composed_title(report.identity)
    figures = {k: figure for k, figure in report.figures.items() if not k.startswith(_STATED)}
    figures |= read_stated(report.passages, identity.year)
    after = replace(
        report,
        id=report_id(identity),
        identity=identity,
        title=_composed_title(identity) if report.title == composed else report.title,
        source=replace(report.source, given=replace(base.given, corrected=told)),
        figures=figures,
    )
    examined = reexamine(
        material_of(report, report.figures, report.passages),
        material_of(after, after.figures, after.passages),
        report.findings,
    )
    return replace(after, findings=examined.holding)


def _composed_title(identity: Identity) -> str:
    return f"{identity.agency}{identity.year}年政府信息公开工作年度报告"


def _corrected_identity(
    read: Identity, given: Given, told: CorrectedIdentity, divisions: Divisions
) -> Identity:
    printed = told.agency or given.agency or read.name_in_report
    name = read_name(printed, divisions)
    place = divisions.get(read.code) if read.code else None
    if told.agency and name.mentions:
        codes = name.mentions[-1].codes
        if not (place and place.code.startswith(codes)):
            place = divisions.get(codes[0]) if len(codes) == 1 else None
    if told.region:
        region = region_of(told.region, divisions)
        if region and not (place and place.code.startswith(region.code)):
            place = region
    values = [getattr(told, part) for part in _OF_ANY_PART]
    grounds = tuple(Evidence("corrected", str(value)) for value in values if value is not None)
    if told.agency or told.region:
        read = replace(
            read,
            agency=canonical_agency(printed, place, divisions),
            kind=name.kind if told.agency else read.kind,
            level=level_of(name, place, divisions),
            province=_name_at(Level.PROVINCE, place, divisions),
            prefecture=_name_at(Level.PREFECTURE, place, divisions),
            county=_name_at(Level.COUNTY, place, divisions),
            township=_name_at(Level.TOWNSHIP, place, divisions),
            code=place.code if place else None,
        )
    return replace(
        read,
        scope=told.scope or read.scope,
        year=read.year if told.year is None else told.year,
        published=Published(told.published, "corrected") if told.published else read.published,
        evidence=(*grounds, *read.evidence),
    )


def _name_at(level: Level, place: Place | None, divisions: Divisions) -> str | None:
    above = divisions.ancestors(place.code) if place else ()
    return next((found.name for found in above if found.level is level), None)
