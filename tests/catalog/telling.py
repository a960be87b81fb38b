"""Telling a catalog what to set right, and what it then says of its only report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from indexer.catalog.correcting import record
from indexer.catalog.corrections import (
    CorrectionKind,
    Target,
    figure_read,
    finding_print,
    passage_prints,
)
from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.reexamine import material_of
from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.model import Aspect, Figure, Finding, Report, Signed
from indexer.report.findings import find
from tests.make import CODES, figure, report

SIGNED = Signed("李四", "2026-01-02T03:04:05+00:00", "核对原件")
NEW, CARRIED = "t3.new_received.total", "t3.carried_in.total"
DONE, LEFT = "t3.result.total.total", "t3.carried_out.total"


def flow(new: str, carried: str = "0", done: str = "4", left: str = "0") -> list[Figure]:
    """The cells of one column of table three."""
    values = {NEW: new, CARRIED: carried, DONE: done, LEFT: left}
    return [figure(key, value) for key, value in values.items()]


def read_report(*texts: str, figures: list[Figure], path: str = "/reports/a.txt") -> Report:
    """A report with what the checks find in its figures and prose."""
    made = report(texts or ["开展培训。"], figures=figures, path=path)
    found = find(material_of(made, made.figures, made.passages))
    return replace(made, findings=tuple(f for f in found if f.check != "section_missing"))


def put(home: Home, *reports: Report) -> None:
    """Keep reports."""
    with batch(writable(home)) as writing:
        for item in reports:
            writing.put(item, CODES, "rules")


def correct(home: Home, made: Report, key: str, value: str | None) -> int:
    """Correct a figure."""
    was = figure_read(made.figures.get(key))
    target = Target(
        CorrectionKind.FIGURE, made.id, made.source.path, made.source.sha256, key, "", was=was
    )
    with batch(writable(home)) as writing:
        return record(writing, target, value, SIGNED)


def dismiss(home: Home, made: Report, finding: Finding) -> int:
    """Dismiss a finding."""
    target = Target(
        CorrectionKind.FINDING,
        made.id,
        made.source.path,
        made.source.sha256,
        finding_print(finding),
        "",
    )
    with batch(writable(home)) as writing:
        return record(writing, target, None, SIGNED)


def set_aspect(home: Home, made: Report, n: int, aspect: Aspect) -> int:
    """Correct the aspect of the n-th passage."""
    words, of_these = list(passage_prints(p.text for p in made.passages))[n - 1]
    source = made.source
    target = Target(CorrectionKind.ASPECT, made.id, source.path, source.sha256, words, "", of_these)
    with batch(writable(home)) as writing:
        return record(writing, target, aspect.value, SIGNED)


def current(catalog: Catalog) -> int:
    """The only report that is searched, by its version."""
    (row,) = catalog.current()
    return row.version


def figures(home: Home) -> Mapping[str, Figure]:
    """The figures of the only report, told alike beside a hit."""
    with open_catalog(home) as catalog:
        version = current(catalog)
        found = catalog.figures([version])[version]
        beside = catalog.values([version], found.keys())[version]
        assert [(f.value, f.status, f.unit) for f in found.values()] == [
            (beside[key].value, beside[key].status, beside[key].unit) for key in found
        ]
        return found


def checks(home: Home) -> list[str]:
    """The checks that have a finding in the only report, told alike everywhere."""
    with open_catalog(home) as catalog:
        version = current(catalog)
        told = [finding.check for finding in catalog.findings([version])[version]]
        (row,) = catalog.current()
        (facts,) = catalog.facts([version])
        (head,) = catalog.heads([version]).values()
        assert row.finding_keys == facts.finding_keys == tuple(sorted(set(told)))
        assert (head.address, tuple(head.finding_keys)) == (row.address, row.finding_keys)
        return told


def aspects(home: Home) -> list[str]:
    """The aspects of the only report's passages."""
    with open_catalog(home) as catalog:
        return [passage.aspect for passage in catalog.passages_of(current(catalog))]
