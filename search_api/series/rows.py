"""Observations → rows: what is added up, what is not and why, and where a series breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indexer.forms.comparability import Break, breaks_of, crossed
from indexer.model import Scope
from indexer.report.derived import percentage
from search_api.series.groups import YEAR, By, Group
from search_api.series.measures import PERCENT, Measure, inputs
from search_api.series.observe import Observation
from search_api.series.overlap import Overlap, overlap

_MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
# The reasons for which a row that has figures has no value.
CONTAINED, UNITS, NOTHING_UNDER = "contained", "units", "nothing_under"


@dataclass(frozen=True, slots=True)
class Row:
    """A sum or a quotient of sums over the reports of one group.

    `reports` is the sum of `summed`, `left_out` and the counts of `without` (status → reports that
    have no value). `disputed` of the summed are covered by a broken identity: `disputed_value` is
    their part of `over`. `forms` counts the summed by generation. `breaks` lie between this row and
    the one before of its series, `mixed` inside it. `only` is the one report of a group of one.
    """

    measure: Measure
    group: Group
    reports: int
    summed: int
    left_out: int
    without: Mapping[str, int]
    over: Decimal | None
    under: Decimal | None
    unit: str | None
    disputed: int
    disputed_value: Decimal
    forms: Mapping[str, int]
    refused: str | None
    units: Mapping[str, int]
    overlap: Overlap
    unknown_scope: int
    unitless: int
    mixed: tuple[Break, ...]
    specimen: bool
    only: Observation | None = None
    breaks: tuple[Break, ...] = ()
    rank: int | None = None

    @property
    def value(self) -> Decimal | None:
        """The sum, or the percentage rounded to six places; None where nothing can be told."""
        if self.refused or self.over is None:
            return None
        if not self.measure.under:
            return self.over
        assert self.under
        return percentage(self.over, self.under)

    @property
    def partial(self) -> bool:
        """Whether it is a sum over some of the reports only."""
        return 0 < self.summed < self.reports

    @property
    def status(self) -> str:
        """whole, partial, refused, or, where no report has a value, none."""
        if self.refused:
            return "refused"
        if not self.summed:
            return "none"
        return "partial" if self.partial else "whole"


def row_of(measure: Measure, group: Group, seen: Sequence[Observation]) -> Row:
    """The row of the reports of one group, which are of one year."""
    known = [one for one in seen if one.report.scope != Scope.UNKNOWN]
    valued = [one for one in known if one.over is not None]
    without = Counter(one.status.value for one in known if one.over is None)
    found = overlap([one.report for one in valued])
    lost = found.left_out
    added = [one for one in valued if one.report.id not in lost]
    unitless = 0
    if len(added) > 1 and not measure.under:  # what is in no known unit cannot be added
        unitless = sum(one.unit is None for one in added)
        added = [one for one in added if one.unit is not None]
    units = Counter(one.unit or "" for one in added)
    money = len(units) > 1 and all(unit in _MONEY for unit in units)
    parts = [_in(one, money) for one in added]
    forms = Counter(one.form or "" for one in added)
    over = sum(parts, Decimal(0)) if added else None
    under = sum((one.under or Decimal(0) for one in added), Decimal(0)) if added else None
    refused = None
    if found.contained:
        refused = CONTAINED
    elif not measure.under and len(units) > 1 and not money:
        refused = UNITS
    elif measure.under and added and not under:
        refused = NOTHING_UNDER
    return Row(
        measure=measure,
        group=group,
        reports=len(seen),
        summed=len(added),
        left_out=len(seen) - len(added) - without.total(),
        without=dict(without),
        over=None if refused in (CONTAINED, UNITS) else over,
        under=None if refused == CONTAINED or not measure.under else under,
        unit=PERCENT if measure.under else "万元" if money else next(iter(units), "") or None,
        disputed=sum(one.disputed for one in added),
        disputed_value=sum(
            (part for one, part in zip(added, parts, strict=True) if one.disputed), Decimal(0)
        ),
        forms=dict(sorted(forms.items())),
        refused=refused,
        units=dict(units),
        overlap=found,
        unknown_scope=len(seen) - len(known),
        unitless=unitless,
        mixed=crossed(_breaks(measure), forms, forms),
        specimen=any(one.report.specimen for one in seen),
        only=seen[0] if len(seen) == 1 else None,
    )


def _in(one: Observation, money: bool) -> Decimal:
    value = one.over or Decimal(0)
    return (value * _MONEY[one.unit]).normalize() if money and one.unit else value


def _breaks(measure: Measure) -> tuple[Break, ...]:
    keys = frozenset(measure.keys).union(*map(inputs, measure.keys))
    return breaks_of(sorted(keys))


def with_breaks(rows: Sequence[Row], by: Sequence[By]) -> tuple[Row, ...]:
    """The rows with the breaks since the year before that has figures in the same series."""
    year = next(place for place, one in enumerate(by) if one.key == YEAR)
    last: dict[tuple[object, ...], Row] = {}
    marked: dict[int, Row] = {}
    order = sorted(range(len(rows)), key=lambda place: rows[place].group[year].rank)
    for place in order:
        row = rows[place]
        others = tuple(side.value for n, side in enumerate(row.group) if n != year)
        before = last.get((row.measure.key, *others))
        if before is not None:
            row = replace(row, breaks=crossed(_breaks(row.measure), before.forms, row.forms))
        marked[place] = row
        if row.summed:
            last[row.measure.key, *others] = row
    return tuple(marked[place] for place in range(len(rows)))


def top(rows: Sequence[Row], count: int, by: Sequence[By]) -> Iterator[Row]:
    """The groups with the largest values of each measure and year; those that tie share a rank,
    and all that tie with the last are given."""
    year = next(place for place, one in enumerate(by) if one.key == YEAR)
    lists: dict[tuple[str, object], list[Row]] = {}
    for row in rows:
        if row.value is not None:
            lists.setdefault((row.measure.key, row.group[year].value), []).append(row)
    for found in lists.values():
        found.sort(key=_value, reverse=True)
        ranks: dict[Decimal, int] = {}
        for place, row in enumerate(found, 1):
            rank = ranks.setdefault(_value(row), place)
            if rank > count:
                break
            yield replace(row, rank=rank)


def _value(row: Row) -> Decimal:
    assert row.value is not None
    return row.value
