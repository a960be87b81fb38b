"""What was drawn, as it is shown: hits as ever, agencies with their reports among the hits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.labels import KINDS, LEVELS, SPECIMEN_MARK
from indexer.sheets import Cell
from search_api.export import COLUMNS
from search_api.results import Hit
from search_api.sample import Stratum, Unit
from search_api.search import Matched, Searcher
from search_api.shapes import hit_json, line_json
from search_api.strata import TOGETHER, By

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that was drawn: its reports that were found, oldest first, and their passages."""

    id: str
    reports: tuple[ReportRow, ...]
    passages: int

    @property
    def newest(self) -> ReportRow:
        """The report that tells what it is called now."""
        return self.reports[-1]


Drawn = Hit | Agency


def hits_drawn(
    searcher: Searcher, found: Matched, strata: Sequence[Stratum]
) -> Iterator[tuple[Stratum, Hit]]:
    """Every passage or report that was drawn, read when it is asked for."""
    for stratum in strata:
        for start in range(0, len(stratum.drawn), _BATCH):
            units = stratum.drawn[start : start + _BATCH]
            for hit in searcher.hits(found, [unit.hits[0] for unit in units]):
                yield stratum, hit


def agencies_drawn(catalog: Catalog, strata: Sequence[Stratum]) -> Iterator[tuple[Stratum, Agency]]:
    """Every agency that was drawn."""
    for stratum in strata:
        for unit in stratum.drawn:
            rows = catalog.reports({hit.version for hit in unit.hits}).values()
            if rows:
                yield stratum, _agency(unit, tuple(rows))


def _agency(unit: Unit, rows: tuple[ReportRow, ...]) -> Agency:
    ordered = tuple(sorted(rows, key=lambda row: (row.year, row.id)))
    return Agency(unit.id, ordered, sum(hit.passage_total for hit in unit.hits))


# Column → its heading in Chinese and what stands in it. Columns are only ever added, at the end.
AGENCY_COLUMNS: dict[str, tuple[str, Callable[[Agency], Cell]]] = {
    "agency_id": ("机关编号", lambda one: one.id),
    "agency": ("机关", lambda one: one.newest.agency),
    "specimen": ("样例", lambda one: SPECIMEN_MARK if one.newest.specimen else ""),
    "region": ("地区", lambda one: "".join(name for _, name in one.newest.places)),
    "code": ("区划代码", lambda one: one.newest.code),
    "level": ("层级", lambda one: LEVELS.get(one.newest.level, one.newest.level)),
    "kind": ("机关类型", lambda one: KINDS.get(one.newest.kind, one.newest.kind)),
    "years": ("年份", lambda one: "；".join(str(report.year) for report in one.reports)),
    "reports": ("报告编号", lambda one: "；".join(report.address for report in one.reports)),
    "passage_total": ("命中段落数", lambda one: one.passages),
}
_OF_STRATUM: dict[str, tuple[str, Callable[[Stratum], Cell]]] = {
    "stratum": ("层", lambda stratum: stratum.label),
    "frame": ("层内总数", lambda stratum: stratum.frame),
    "drawn": ("层内抽取", lambda stratum: len(stratum.drawn)),
}


def heads(*, agencies: bool, excel: bool) -> list[str]:
    """The headings of a table of what was drawn."""
    columns = {**(AGENCY_COLUMNS if agencies else COLUMNS), **_OF_STRATUM}
    return [label if excel else key for key, (label, _) in columns.items()]


def cells(stratum: Stratum, one: Drawn) -> list[Cell]:
    """A row of it: the thing itself, then the stratum and how much of it was drawn."""
    own: list[Cell] = (
        [value(one) for _, value in AGENCY_COLUMNS.values()]
        if isinstance(one, Agency)
        else [value(one) for _, value in COLUMNS.values()]
    )
    return [*own, *(value(stratum) for _, value in _OF_STRATUM.values())]


def drawn_json(
    by: Sequence[By], stratum: Stratum, one: Drawn, *, whole: bool = False
) -> dict[str, Any]:
    """What was drawn, with its stratum; `whole`: with the whole text of a hit's passage."""
    if isinstance(one, Agency):
        own = _agency_json(one)
    else:
        own = line_json(one) if whole else hit_json(one)
    return {**own, "stratum": _sides_json(by, stratum)}


def stratum_json(by: Sequence[By], stratum: Stratum) -> dict[str, Any]:
    """A stratum, how many units it has, and how many were drawn."""
    return {
        "stratum": _sides_json(by, stratum),
        "label": stratum.label,
        "frame": stratum.frame,
        "drawn": len(stratum.drawn),
    }


def _sides_json(by: Sequence[By], stratum: Stratum) -> Mapping[str, str | None]:
    return {
        one.key: TOGETHER.join(values) or None
        for one, values in zip(by, stratum.sides, strict=True)
    }


def _agency_json(one: Agency) -> dict[str, Any]:
    newest = one.newest
    data: dict[str, Any] = {
        "agency_id": one.id,
        "agency": newest.agency,
        "code": newest.code,
        "region": [name for _, name in newest.places],
        "level": newest.level,
        "kind": newest.kind,
        "years": [report.year for report in one.reports],
        "reports": [report.address for report in one.reports],
        "passage_total": one.passages,
    }
    return {**data, "specimen": True} if newest.specimen else data
