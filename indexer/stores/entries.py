"""What an index holds of one passage: its normal text and the value of every field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from indexer.catalog.read import Catalog
from indexer.catalog.rows import FactsRow, ReportRow
from indexer.text import normal

_AT_ONCE = 100  # versions that are asked for together: one by one takes twice as long


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage as engines see it. `values` has a key for every field of indexer.fields."""

    version: int
    n: int
    report: str
    year: int
    agency: str
    slot: str
    text: str
    values: Mapping[str, tuple[str, ...]]


def ancestors(slot: str) -> tuple[str, ...]:
    """A slot and what contains it.

    >>> ancestors("overview.proactive")
    ('overview', 'overview.proactive')
    """
    parts = slot.split(".")
    return tuple(".".join(parts[: end + 1]) for end in range(len(parts)))


def report_values(report: ReportRow | FactsRow) -> dict[str, tuple[str, ...]]:
    """The values of the fields that hold for all passages of a report."""
    names = dict.fromkeys((report.agency_normal, normal(report.name_in_report)))
    return {
        "year": (str(report.year),),
        "region": tuple(code for code, _ in report.places),
        "agency": tuple(names),
        "level": (report.level,),
        "kind": (report.kind,),
        "scope": (report.scope,),
        "form": tuple(sorted({form for form in report.forms.values() if form is not None})),
        "published": (report.published,) if report.published else (),
        "finding": tuple(report.finding_keys),
    }


def entries(catalog: Catalog, versions: Sequence[int]) -> Iterator[Entry]:
    """The entries of these versions, one version after another in reading order."""
    for start in range(0, len(versions), _AT_ONCE):
        yield from _entries(catalog, versions[start : start + _AT_ONCE])


def _entries(catalog: Catalog, versions: Sequence[int]) -> Iterator[Entry]:
    found = groupby(catalog.passage_texts(versions), key=itemgetter(0))
    passages = {version: list(those) for version, those in found}
    reports = {row.version: row for row in catalog.facts(versions)}
    for version in versions:
        report = reports[version]
        values = report_values(report)
        for _, n, slot, aspect, topics, text in passages.get(version, ()):
            own = {"section": ancestors(slot), "aspect": (aspect,), "topic": topics}
            yield Entry(
                version=version,
                n=n,
                report=report.id,
                year=report.year,
                agency=report.agency_normal,
                slot=slot,
                text=normal(text),
                values={**values, **own},
            )


def facts_of(
    catalog: Catalog, versions: Collection[int]
) -> Iterator[tuple[int, str, int, str, dict[str, tuple[str, ...]]]]:
    """(version, report id, year, agency in normal form, values of the report's fields)."""
    for row in catalog.facts(versions):
        yield row.version, row.id, row.year, row.agency_normal, report_values(row)
