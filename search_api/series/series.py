"""The use case: figures of the selected reports as series and comparisons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.catalog.read import Catalog
from indexer.catalog.rows import FactsRow
from indexer.errors import WrongUsage
from indexer.labels import SCOPES
from indexer.model import Scope
from search_api.notices import Notice
from search_api.series.groups import By, Group, group_of, groupings
from search_api.series.measures import Measure
from search_api.series.observe import Observation, in_time, observed, selected, understood
from search_api.series.remarks import remarks
from search_api.series.rows import Row, row_of, top, with_breaks

_SCOPE = "scope"
_SUMMABLE = (Scope.OWN.value, Scope.AGGREGATE.value)


@dataclass(frozen=True, slots=True)
class Series:
    """Rows by group, with what has to be said about them.

    `reports` were selected in the scope or of unknown scope. `scopes` are those that were summed,
    each in rows of its own. `selecting` tells of the filters, `outside` of what is in no row.
    """

    measures: tuple[Measure, ...]
    by: tuple[By, ...]
    scopes: tuple[str, ...]
    reports: int
    rows: tuple[Row, ...]
    selecting: tuple[Notice, ...]
    outside: tuple[Notice, ...]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Everything that has to be said."""
        return (*self.selecting, *remarks(self.rows), *self.outside)


def series(
    catalog: Catalog,
    measures: Sequence[Measure],
    by: Sequence[str] = (),
    filters: Mapping[str, tuple[str, ...]] | None = None,
    *,
    timeout: float | None = None,
) -> Series:
    """The measures over the reports that meet the filters, one row for each group and year.

    Reports of one scope only are put into a row: `own` unless the filters say otherwise. Raises
    WrongUsage for several scopes that are not groups of their own, and for a grouping that there is
    not; TooMuch where reading takes longer than `timeout` seconds.
    """
    chosen, said = understood(catalog, filters or {})
    ways = groupings(by, chosen.get("region", ()))
    scopes = _scopes(chosen.pop(_SCOPE, ()), ways)
    tally = _Tally(scopes)
    groups: defaultdict[tuple[str, Group], list[Observation]] = defaultdict(list)
    last: tuple[int, str | None] | None = None
    group: Group = ()
    observations = observed(catalog, tally.kept(selected(catalog, chosen)), measures)
    for measure, seen in in_time(observations, timeout):
        if last != (seen.report.version, seen.form):  # its measures follow one another
            last, group = (seen.report.version, seen.form), group_of(seen, ways)
        groups[measure.key, group].append(seen)
    place = {measure.key: n for n, measure in enumerate(measures)}
    named = {measure.key: measure for measure in measures}
    ordered = sorted(groups, key=lambda it: (place[it[0]], [side.rank for side in it[1]]))
    rows = with_breaks(
        [row_of(named[key], group, groups[key, group]) for key, group in ordered], ways
    )
    outside = tuple(tally.notices())
    return Series(tuple(measures), ways, scopes, tally.count, rows, tuple(said), outside)


def largest(found: Series, most: int) -> Series:
    """The largest groups of each measure and year, `most` of each."""
    without = sum(row.value is None for row in found.rows)
    told = f"{without} 行没有数值，未参加排序 (not ranked)。"
    return replace(
        found,
        rows=tuple(top(found.rows, most, found.by)),
        outside=(*found.outside, *([Notice("not_ranked", told)] if without else [])),
    )


def _scopes(wanted: Sequence[str], by: Sequence[By]) -> tuple[str, ...]:
    """The scopes to be summed. Raises WrongUsage where one row would mix them."""
    grouped = any(one.key == _SCOPE for one in by)
    scopes = tuple(wanted) or (_SUMMABLE if grouped else _SUMMABLE[:1])
    if len(scopes) > 1 and not grouped:
        told = "、".join(SCOPES.get(scope, scope) for scope in scopes)
        raise WrongUsage(
            f"{told} 不能合计：本级汇总已包含各机关 (mixed scopes are not added).",
            "请只选一种统计范围，或按统计范围分组。",
        )
    return scopes


class _Tally:
    """Counts the reports that pass, and those of other scopes that do not."""

    def __init__(self, scopes: Sequence[str]) -> None:
        self._scopes = frozenset((*scopes, Scope.UNKNOWN.value))
        self.count = 0
        self._others: defaultdict[str, int] = defaultdict(int)

    def kept(self, reports: Iterator[FactsRow]) -> Iterator[FactsRow]:
        """The reports of the scopes that are summed, and of unknown scope, to be counted."""
        for row in reports:
            if row.scope in self._scopes:
                self.count += 1
                yield row
            else:
                self._others[row.scope] += 1

    def notices(self) -> Iterator[Notice]:
        """What was not looked at because of its scope."""
        for scope, count in self._others.items():
            message = f"另有 {count} 份{SCOPES[scope]}的报告不在此列 (of another scope)。"
            yield Notice("other_scope", message)
