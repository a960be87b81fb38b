"""What each selected report has for a measure: a value to be added up, or why there is none."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TypeVar

from indexer.catalog.read import Catalog
from indexer.catalog.rows import FactsRow
from indexer.errors import TooMuch
from indexer.forms.comparability import comparability, form_of
from indexer.forms.form import TABLES, columns
from indexer.model import Figure, Status
from search_api.every_report import every_report
from search_api.headline import IDENTITIES, disputed_keys
from search_api.notices import Notice
from search_api.places import Names, names_of, understand_among
from search_api.selections import meets, selections
from search_api.series.measures import (
    Measure,
    generations_of,
    inputs,
    table_of,
    wanted_keys,
)

_CHUNK = 400
T = TypeVar("T")
_NAMED = {"region", "agency"}


@dataclass(frozen=True, slots=True)
class Observation:
    """One report's part in a measure.

    Without a value `over` is None and `status` says why. `form` is the generation of the form,
    `unit` the one of `over`. `key` is the figure of the report that stands for the measure: of an
    earlier form it may be another one.
    """

    report: FactsRow
    form: str | None
    status: Status
    key: str
    over: Decimal | None = None
    under: Decimal | None = None
    unit: str | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A report with the figures that were looked up, and which of them are disputed."""

    report: FactsRow
    figures: Mapping[str, Figure]
    disputed: frozenset[str]


def understood(
    catalog: Catalog, written: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], list[Notice]]:
    """The written filters as values, and what is odd about them."""
    # Reading the names takes longer than most lists.
    names = names_of(catalog) if written.keys() & _NAMED else Names({}, ())
    return selections(written, lambda field, value: understand_among(names, field, value))


def selected(catalog: Catalog, chosen: Mapping[str, Sequence[str]]) -> Iterator[FactsRow]:
    """The reports that meet the filters, by agency and year."""
    for known in every_report(catalog):
        if not chosen or meets(known.values, chosen):
            yield known.row


def held(
    catalog: Catalog, reports: Iterable[FactsRow], keys: frozenset[str] | None, *, raw: bool
) -> Iterator[Held]:
    """The reports with these figures, or all of theirs, a few hundred in memory at a time.

    Unless `raw`, without the characters that were read, which is faster.
    """
    waiting = iter(reports)
    while chunk := list(islice(waiting, _CHUNK)):
        versions = [row.version for row in chunk]
        if raw or keys is None:
            figures = catalog.figures(versions, keys)
        else:
            figures = catalog.values(versions, keys)
        broken = [row.version for row in chunk if IDENTITIES.keys() & {*row.finding_keys}]
        findings = catalog.findings(broken) if broken else {}
        for row in chunk:
            disputed = disputed_keys(findings.get(row.version, ()))
            yield Held(row, figures[row.version], disputed)


def observed(
    catalog: Catalog, reports: Iterable[FactsRow], measures: Sequence[Measure]
) -> Iterator[tuple[Measure, Observation]]:
    """Each report's part in each measure."""
    for one in held(catalog, reports, wanted_keys(measures), raw=False):
        for measure in measures:
            yield measure, observation(one, measure)


def in_time(items: Iterable[T], seconds: float | None) -> Iterator[T]:
    """The items as they come. Raises TooMuch once they have taken so long; None: they may.

    Sums of a part of the reports would be wrong, so there is no answer of what was read by then.
    """
    end = None if seconds is None else time.monotonic() + seconds
    for item in items:
        if end is not None and time.monotonic() > end:
            raise TooMuch(
                f"{seconds:g} 秒内算不完 (too much for the time limit).",
                "请少选数据项，或按年份、地区缩小范围 (fewer figures or reports)。",
            )
        yield item


def figure_for(one: Held, key: str) -> tuple[Figure, str | None]:
    """A report's figure, and the generation of the form that it is held against.

    An earlier form's figure stands in where the comparability says so. One that the report lacks
    is missing where its form has it, and otherwise not in the form.
    """
    form = form_of(one.report.forms, table_of(key), one.report.year)
    found = one.figures.get(key)
    if found is not None and found.status is not Status.NOT_IN_FORM:
        return found, form
    earlier = comparability().continues.get((key, form or ""))
    if earlier is not None and earlier in one.figures:
        return one.figures[earlier], form
    absent = Status.MISSING if form in generations_of(key) else Status.NOT_IN_FORM
    return Figure(key, None, absent), form


def unit_of(key: str, figure: Figure) -> str | None:
    """The unit of a figure: of amounts what was read, else what the form counts in.

    A table of old may print 条 for what is counted in 件.
    """
    table, _, rest = key.partition(".")
    column = columns(table).get(rest.rpartition(".")[2]) if table in TABLES else None
    return figure.unit if column is None or column.kind == "amount" else column.unit


def is_disputed(one: Held, figure: Figure) -> bool:
    """Whether a broken identity covers a figure or a cell that it is made of."""
    return bool(one.disputed) and not one.disputed.isdisjoint(inputs(figure.key))


def observation(one: Held, measure: Measure) -> Observation:
    """A report's part in a measure; a quotient needs every figure of both sums."""
    sums = [Decimal(0), Decimal(0)]
    unit: str | None = None
    disputed = False
    form: str | None = None
    shown = measure.key
    for place, keys in enumerate((measure.over, measure.under)):
        for key in keys:
            figure, form = figure_for(one, key)
            if not measure.under:
                shown = figure.key
            if figure.value is None:
                return Observation(one.report, form, figure.status, shown)
            sums[place] += figure.value
            unit = unit or unit_of(key, figure)
            disputed = disputed or is_disputed(one, figure)
    under = sums[1] if measure.under else None
    return Observation(one.report, form, Status.REPORTED, shown, sums[0], under, unit, disputed)
