"""Document → Report: every part of the meaning, in the order in which one needs the other."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.divisions import Divisions
from indexer.document import Document, Notice, Refusal
from indexer.forms.generations import PRE2019, only_form
from indexer.model import Level, Report, Source
from indexer.report.derived import derive
from indexer.report.figures import read_figures
from indexer.report.findings import find
from indexer.report.identity import identify
from indexer.report.ids import report_id
from indexer.report.material import Material
from indexer.report.recognised import withheld
from indexer.report.second_report import first_report
from indexer.report.sections import cut
from indexer.report.stated import read_stated
from indexer.report.stated_pre2019 import read_stated_before_2019

# Raised when the same file would give another report: unchanged files are then read anew.
BUILD_VERSION = 4


def _forms(read: Mapping[str, str | None], year: int) -> Mapping[str, str | None]:
    """The generations read from the tables; a report of the free-form years needs no table."""
    if only_form(year) == PRE2019 and not any(read.values()):
        return dict.fromkeys(read, PRE2019)
    return read


def build(document: Document, source: Source, divisions: Divisions) -> Report | Refusal:
    """The report that a document is, or why it is none."""
    identified = identify(document, source.given, divisions)
    if isinstance(identified, Refusal):
        return identified
    another: tuple[Notice, ...] = ()
    if first := first_report(document, identified.title_spans):
        document, told = first
        another = (told,)
        # Its signature and its dates may have been those of the other report.
        identified = identify(document, source.given, divisions)
        if isinstance(identified, Refusal):
            return identified
    reading = read_figures(document)
    outline = cut(document, identified.title_spans, identified.signature_spans, reading.tables)
    year = identified.identity.year
    forms = _forms(reading.forms, year)
    old, stated = (
        read_stated_before_2019(outline.passages, year),
        read_stated(outline.passages, year),
    )
    if document.recognised:
        old, stated = ({key: withheld(one[key]) for key in one} for one in (old, stated))
    figures = {**old, **reading.figures, **derive(reading.figures), **stated}
    material = Material(
        identity=identified.identity,
        sections=outline.sections,
        passages=outline.passages,
        figures=figures,
        forms=forms,
        document=document,
        is_place=lambda name: bool(divisions.named(name, Level.TOWNSHIP)),
        contradictions=identified.contradictions,
    )
    return Report(
        id=report_id(identified.identity),
        title=identified.title,
        source=source,
        identity=identified.identity,
        forms=forms,
        sections=outline.sections,
        passages=outline.passages,
        figures=figures,
        findings=find(material),
        notices=(
            *document.notices,
            *another,
            *identified.notices,
            *reading.notices,
            *outline.notices,
        ),
        document=document,
    )
