"""Findings as a page tells them: under their reports, each ground with a link to its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.forms.form import TABLES
from indexer.labels import GROUNDS
from indexer.model import Evidence, Finding
from indexer.report.figure_labels import label_of
from search_api.attached import Place, attach
from search_api.findings_list import FoundFinding
from search_api.pages.address import Address
from search_api.pages.figures_rows import figure_address
from search_api.pages.language import Language, label
from search_api.pages.rendering import to
from search_api.pages.report_notes import fragment

_QUOTE = 160
_PROSE = "passage"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a finding rests on: its name, its characters, where they stand, and in which report
    where that is another one. The name of a figure is Chinese in both languages."""

    name: str
    quote: str
    address: Address
    other: str | None
    figure: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, its number among those of its report, and its grounds."""

    number: int
    finding: Finding
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class OfReport:
    """A report with those of its findings that are on the page."""

    report: ReportRow
    findings: tuple[Told, ...]


def by_report(
    catalog: Catalog, rows: Sequence[FoundFinding], language: Language
) -> Iterator[OfReport]:
    """The findings in their order, those of one report together."""
    for _, group in groupby(rows, key=lambda row: row.report.version):
        found = list(group)
        yield OfReport(found[0].report, tuple(_told(catalog, found, language)))


def _told(catalog: Catalog, rows: Sequence[FoundFinding], language: Language) -> Iterator[Told]:
    report = rows[0].report
    findings = [row.finding for row in rows]
    prose = any(_in_prose(ground) for finding in findings for ground in finding.evidence)
    sections = catalog.sections_of(report.version) if prose else ()
    passages = catalog.passages_of(report.version) if prose else ()
    for row, one in zip(rows, attach(report.address, findings, sections, passages), strict=True):
        grounds = (_ground(report.address, *ground, language) for ground in one.grounds)
        yield Told(row.number, row.finding, tuple(grounds))


def _in_prose(ground: Evidence) -> bool:
    return (ground.figure or "").partition(".")[0] not in TABLES


def _ground(report: str, ground: Evidence, places: Sequence[Place], language: Language) -> Ground:
    own = ground.report in (None, report)
    where = report if own else str(ground.report)
    passages = [place.name for place in places if place.kind == "passage"]
    if ground.figure:
        name = label_of(ground.figure)
        address = figure_address(where, ground.figure, language)
    else:
        key = ground.source if ground.source in GROUNDS else _PROSE
        name = " ".join((label(language, key, GROUNDS[key]), *passages))
        address = to(language, f"/reports/{where}")
        address = address.at(fragment(places[0])) if places else address
    quote = " ".join(ground.quote.split())
    shown = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
    return Ground(name, shown, address, None if own else where, ground.figure is not None)
