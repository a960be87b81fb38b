"""Correcting, dismissing, undoing: each one transaction of the catalog, then the index follows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from indexer.catalog.base import identity_of
from indexer.catalog.correcting import record, take_effect, undo
from indexer.catalog.corrections import (
    Correction,
    CorrectionKind,
    Target,
    figure_read,
    finding_print,
    identity_corrections,
    passage_prints,
)
from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.rows import ReportRow
from indexer.catalog.write import Batch, batch, writable
from indexer.correct.names import (
    aspect_named,
    figure_key_named,
    finding_named,
    passage_named,
    report_named,
)
from indexer.correct.values import figure_value, identity_parts
from indexer.divisions import Divisions, load_divisions
from indexer.document import Refusal
from indexer.errors import WrongUsage
from indexer.home import Home, writer_lock
from indexer.ingest.batches import place_codes
from indexer.ingest.begin import reading_of
from indexer.ingest.telling import Note, waiting
from indexer.labels import ASPECTS
from indexer.metadata import metadata_of
from indexer.model import Figure, Finding, Given, Report, Signed, Status
from indexer.opening import bytes_of
from indexer.reading.readers import Readers
from indexer.reading.report import Read
from indexer.reidentify import (
    IdentityCorrections,
    applying,
    corrected,
    read_corrected,
    reidentified,
)
from indexer.segment import PassageSegmenter
from indexer.shapes import identity_json, identity_of_json
from indexer.stores import sync
from indexer.untold import untold

_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Act:
    """What was told, the report as it is now called (None where it is not there), and what became
    of its findings."""

    corrections: tuple[Correction, ...]
    report: str | None
    gone: tuple[Finding, ...]
    found: tuple[Finding, ...]


Told = tuple[ReportRow | None, list[int]]
Tell = Callable[[Catalog, Batch], Told]


def _perform(home: Home, tell: Tell, note: Note) -> Act:
    """Tell the catalog in one transaction, and bring the index along once that is committed.

    `note` is told that another process writes, which is waited for.
    """
    with open_catalog(home):
        pass  # that there is no home is told before a folder is made for its lock
    with writer_lock(home), open_catalog(home) as catalog:
        engine = writable(home)
        with batch(engine, waiting(note)) as writing:
            catalog.refresh()  # another machine may have written until it was our turn
            row, numbers = tell(catalog, writing)
            before = _findings(catalog, row)
        engine.dispose()
        catalog.refresh()
        with closing(sync.open_store(home, catalog, PassageSegmenter())):
            return _act(catalog, row, before, numbers)


def _findings(catalog: Catalog, row: ReportRow | None) -> tuple[Finding, ...]:
    return catalog.findings([row.version])[row.version] if row else ()


def _act(
    catalog: Catalog, row: ReportRow | None, before: Sequence[Finding], numbers: Collection[int]
) -> Act:
    corrections = tuple(one for one in catalog.corrections() if one.id in numbers)
    rows = catalog.meant(corrections[0].target)
    now = next((one for one in rows if row and one.path == row.path), row)
    after = _findings(catalog, now)
    return Act(
        corrections,
        now.address if now else None,
        tuple(finding for finding in before if finding not in after),
        tuple(finding for finding in after if finding not in before),
    )


def correct_figure(
    home: Home, report: str, key: str, value: str, signed: Signed, note: Note = untold
) -> Act:
    """Set the value of a figure; `空白` says that no number stands there."""

    def tell(catalog: Catalog, writing: Batch) -> Told:
        row = report_named(catalog, report)
        named = figure_key_named(catalog.figures([row.version])[row.version], key)
        told = figure_value(named, value)
        read = catalog.base(row.version).figures.get(named)
        target = _target(CorrectionKind.FIGURE, row, named, _shown_figure(read))
        target = replace(target, was=figure_read(read))
        return row, [record(writing, target, told, signed)]

    return _perform(home, tell, note)


def correct_aspect(
    home: Home, passage: str, aspect: str, signed: Signed, note: Note = untold
) -> Act:
    """Set what a passage, `REPORT#p12`, does."""

    def tell(catalog: Catalog, writing: Batch) -> Told:
        row, found = passage_named(catalog, passage)
        told = aspect_named(aspect)
        base = catalog.base(row.version).passages
        words, n = list(passage_prints(one.text for one in base))[found.n - 1]
        read = ASPECTS[base[found.n - 1].aspect]
        shown = f"{found.id} “{' '.join(found.text.split())[:_QUOTED]}” {read}"
        target = replace(_target(CorrectionKind.ASPECT, row, words, shown), n=n)
        return row, [record(writing, target, told, signed)]

    return _perform(home, tell, note)


def dismiss(
    home: Home, report: str, check: str, n: int | None, signed: Signed, note: Note = untold
) -> Act:
    """Say that a finding is none; the same check may still find something else."""

    def tell(catalog: Catalog, writing: Batch) -> Told:
        row = report_named(catalog, report)
        finding = finding_named(catalog.findings([row.version])[row.version], check, n)
        shown = f"{finding.check} {finding.message}"
        target = _target(CorrectionKind.FINDING, row, finding_print(finding), shown)
        return row, [record(writing, target, None, signed)]

    return _perform(home, tell, note)


def correct_identity(
    home: Home, report: str, parts: Sequence[str], signed: Signed, note: Note = untold
) -> Act:
    """Set who reports and for when: `agency=…`, `year=…`, `region=…`, `scope=…`, `published=…`."""

    def tell(catalog: Catalog, writing: Batch) -> Told:
        row = report_named(catalog, report)
        divisions = _divisions(row)
        base, read = _as_read(catalog, row)
        numbers = []
        for part, value in identity_parts(parts, divisions).items():
            target = _target(CorrectionKind.IDENTITY, row, part, _shown_part(read, part))
            target = replace(target, report=base, was=read)
            numbers.append(record(writing, target, value, signed))
        left = _target(CorrectionKind.IDENTITY, row, "", "")
        for other in catalog.meant(left):
            if other.sha256 == row.sha256:
                _identify_anew(catalog, writing, other, _divisions(other))
        take_effect(writing, left)
        return row, numbers

    return _perform(home, tell, note)


def undo_correction(home: Home, number: int, signed: Signed, note: Note = untold) -> Act:
    """Take a correction back; it stays in the record, with who took it back and when."""

    def tell(catalog: Catalog, writing: Batch) -> Told:
        known = {one.id: one for one in catalog.corrections()}
        one = known.get(number)
        if one is None or one.undone:
            told = "已经撤销 (undone already)" if one else "不存在 (no such correction)"
            raise WrongUsage(f"第 {number} 号更正{told}。", "indexer correct list 可列出全部。")
        undo(writing, one, signed.by, signed.when)
        rows = catalog.meant(one.target)
        if one.target.kind is CorrectionKind.IDENTITY:
            rows = [row for row in rows if catalog.base(row.version).given.corrected]
            rows = [row for row in rows if one.target.is_file(row.path, row.sha256)]
            for row in rows:
                _identify_anew(catalog, writing, row, _divisions(row))
                take_effect(writing, _target(CorrectionKind.IDENTITY, row, "", ""))
        return rows[0] if rows else None, [number]

    return _perform(home, tell, note)


# -- identities --------------------------------------------------------------------------------


def _lists(row: ReportRow) -> tuple[Path, ...]:
    return metadata_of([Path(row.path)], None).divisions


def _divisions(row: ReportRow) -> Divisions:
    return load_divisions(_lists(row))


def _as_read(catalog: Catalog, row: ReportRow) -> tuple[str, Mapping[str, Any]]:
    """The id and the identity of a version without the corrections in it."""
    corrected = catalog.base(row.version).given.corrected
    if corrected is not None:
        for one in catalog.corrections_of_file(row):
            if one.target.report == corrected.read_as and one.target.was:
                return one.target.report, one.target.was
    return row.id, identity_json(identity_of(row))


def _identify_anew(catalog: Catalog, writing: Batch, row: ReportRow, divisions: Divisions) -> None:
    """A new version with the corrections there now are: from the file, or where that is not there
    with the same bytes, from what the catalog keeps."""
    base = catalog.base(row.version)
    came = replace(base.given, corrected=None)
    told = IdentityCorrections(identity_corrections(writing.connection))
    corrections = told.of(row.path, row.sha256)
    report = _read_again(row, came, corrections)
    if report is None:
        read_as, read = _as_read(catalog, row)
        told_of = corrected(applying(corrections, row.sha256, read_as))
        report = reidentified(base, identity_of_json(read), told_of, divisions)
    codes = {name: code for code, name in row.places} | place_codes(report, divisions)
    writing.put(report, codes, reading_of(came, corrections))


def _read_again(row: ReportRow, came: Given, corrections: Sequence[Correction]) -> Report | None:
    data = bytes_of(Path(row.path))
    if isinstance(data, Refusal) or hashlib.sha256(data).hexdigest() != row.sha256:
        return None
    with Readers(_lists(row), workers=1) as readers:

        def read(given: Given) -> Read:
            return readers.read(row.path, data, given)

        found = read_corrected(read, row.sha256, came, corrections)
    return found if isinstance(found, Report) else None


# -- words -------------------------------------------------------------------------------------


def _target(kind: CorrectionKind, row: ReportRow, key: str, shown: str) -> Target:
    return Target(kind, row.id, row.path, row.sha256, key, shown)


def _shown_figure(read: Figure | None) -> str:
    if read is None:
        return Status.MISSING.value
    return read.status.value if read.value is None else format(read.value, "f")


def _shown_part(read: Mapping[str, Any], part: str) -> str:
    value = read["code" if part == "region" else part]
    if isinstance(value, Mapping):
        value = value["date"]
    return "" if value is None else str(value)
