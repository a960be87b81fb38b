"""What was found in the reports: counted, and listed page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from indexer.catalog.chosen import Chosen, Key, key_of
from indexer.catalog.listing import KINDS, Meant, is_meant
from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.checking import wanted
from indexer.model import Finding
from search_api.choice import choice
from search_api.cursor import print_of
from search_api.list_cursor import Place, check_limit, read_place
from search_api.notices import GENERATION_CHANGED, Notice

_ORDER = "agency"
_KEY = (str, int, str, int)
# Reports that are read at once: few for a page, more and more for all.
_FIRST, _MOST = 16, 256


@dataclass(frozen=True, slots=True)
class FindingsAsked:
    """Which findings: of reports that meet the `filters`, by checks, severities and origins.

    All are as they were written: keys or Chinese labels, several of one kind are alternatives.
    `after` is the `next` of a page before.
    """

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    checks: Sequence[str] = ()
    severities: Sequence[str] = ()
    origins: Sequence[str] = ()
    limit: int = 50
    after: str | None = None


@dataclass(frozen=True, slots=True)
class FoundFinding:
    """A finding with its report, and its number from 1 among the report's findings."""

    report: ReportRow
    number: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class FindingsFound:
    """A page of findings, by agency and year, and how many there are in all.

    Each of the `by_` counts under everything but its own selection, the most frequent first.
    """

    total: int
    generation: int
    by_check: Mapping[str, int]
    by_severity: Mapping[str, int]
    by_origin: Mapping[str, int]
    rows: tuple[FoundFinding, ...]
    notices: tuple[Notice, ...]
    next: str | None


def findings(catalog: Catalog, asked: FindingsAsked) -> FindingsFound:
    """The findings that are told of the chosen reports; those set aside are none of them.

    Raises WrongUsage for a name that is no check, severity or origin, and for a cursor that does
    not belong to these parameters.
    """
    check_limit(asked.limit)
    meant, print_, after = _place(asked)
    chosen, said = choice(catalog, asked.filters)
    counts = catalog.finding_counts(chosen)
    rows = list(
        islice(_walked(catalog, chosen, meant, after.key if after else None), asked.limit + 1)
    )
    shown = tuple(rows[: asked.limit])
    generation = catalog.generation()
    if after is not None and after.generation != generation:
        said = (*said, GENERATION_CHANGED)
    return FindingsFound(
        total=sum(count for kinds, count in counts.items() if _held(kinds, meant)),
        generation=generation,
        by_check=_by("check", counts, meant),
        by_severity=_by("severity", counts, meant),
        by_origin=_by("origin", counts, meant),
        rows=shown,
        notices=said,
        next=Place(generation, print_, _key(shown, after)).text
        if shown and len(rows) > len(shown)
        else None,
    )


def every_finding(catalog: Catalog, asked: FindingsAsked) -> Iterator[FoundFinding]:
    """All that are asked for, whatever the limit, as they are read."""
    meant, _, after = _place(asked)
    chosen, _ = choice(catalog, asked.filters)
    return _walked(catalog, chosen, meant, after.key if after else None)


def _place(asked: FindingsAsked) -> tuple[Meant, str, Place | None]:
    """Which are meant, the print of what is asked for, and where its cursor stands."""
    meant = wanted(asked.checks, asked.severities, asked.origins).meant
    print_ = print_of("findings", {**asked.filters, **{k: tuple(v) for k, v in meant.items()}})
    return meant, print_, None if asked.after is None else read_place(asked.after, print_, _KEY)


def _walked(
    catalog: Catalog, chosen: Chosen, meant: Meant, after: Key | None
) -> Iterator[FoundFinding]:
    """The findings after the key: the key of a report, and how many of it were given already."""
    last: Key | None = None
    seen = 0
    if after is not None:
        *key, given = after
        last, seen = tuple(key), int(given)
        began = catalog.find(id=str(key[-1]))
        yield from islice(_of(catalog, began, meant), seen, None)
    some = _FIRST
    while reports := catalog.with_findings(chosen, meant, last, some):
        yield from _of(catalog, reports, meant)
        last = _report_key(reports[-1])
        some = min(2 * some, _MOST)


def _of(catalog: Catalog, reports: Sequence[ReportRow], meant: Meant) -> Iterator[FoundFinding]:
    found = catalog.findings([report.version for report in reports])
    for report in reports:
        for number, finding in enumerate(found[report.version], 1):
            if is_meant(finding, meant):
                yield FoundFinding(report, number, finding)


def _key(shown: Sequence[FoundFinding], after: Place | None) -> Key:
    """The key of the last finding of a page."""
    report = shown[-1].report
    given = sum(one.report.version == report.version for one in shown)
    key = _report_key(report)
    if after is not None and after.key[:-1] == key:
        given += int(after.key[-1])
    return (*key, given)


def _report_key(report: ReportRow) -> Key:
    return key_of(_ORDER, year=report.year, report=report.id, agency_normal=report.agency_normal)


def _by(kind: str, counts: Counter[tuple[str, ...]], meant: Meant) -> dict[str, int]:
    others = {name: values for name, values in meant.items() if name != kind}
    place = KINDS.index(kind)
    found: Counter[str] = Counter()
    for kinds, count in counts.items():
        if _held(kinds, others):
            found[kinds[place]] += count
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _held(kinds: Sequence[str], meant: Meant) -> bool:
    return all(kinds[KINDS.index(kind)] in values for kind, values in meant.items())
