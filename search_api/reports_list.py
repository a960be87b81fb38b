"""The reports that are searched, listed page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.catalog.chosen import ORDERS, Key, key_of
from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.errors import WrongUsage
from indexer.labels import CHECKS, KINDS, LEVELS, SCOPES, SPECIMEN_MARK
from indexer.sheets import Cell
from search_api.choice import choice
from search_api.cursor import print_of
from search_api.list_cursor import Place, check_limit, read_place
from search_api.notices import GENERATION_CHANGED, Notice

_TYPES = {"year": int}
_AT_ONCE = 200

# Column → its heading in Chinese and what stands in it. Columns are only ever added, at the end.
COLUMNS: dict[str, tuple[str, Callable[[ReportRow], Cell]]] = {
    "report": ("报告编号", lambda row: row.address),
    "title": ("标题", lambda row: row.title),
    "agency": ("机关", lambda row: row.agency),
    "region": ("地区", lambda row: "".join(name for _, name in row.places)),
    "code": ("区划代码", lambda row: row.code),
    "level": ("层级", lambda row: LEVELS.get(row.level, row.level)),
    "kind": ("机关类型", lambda row: KINDS.get(row.kind, row.kind)),
    "scope": ("统计范围", lambda row: SCOPES.get(row.scope, row.scope)),
    "year": ("年份", lambda row: row.year),
    "published": ("公布日期", lambda row: row.published),
    "findings": ("核查", lambda row: "；".join(CHECKS.get(key, key) for key in row.finding_keys)),
    "source": ("来源网址", lambda row: row.url),
    "specimen": ("样例", lambda row: SPECIMEN_MARK if row.specimen else ""),
}


@dataclass(frozen=True, slots=True)
class ReportsAsked:
    """Which reports, in which order: `sort` is one of catalog.chosen.ORDERS.

    `filters` are as they were written; `after` is the `next` of a page before.
    """

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "newest"
    limit: int = 50
    after: str | None = None


@dataclass(frozen=True, slots=True)
class ReportsFound:
    """A page of reports, and how many there are in all."""

    total: int
    generation: int
    rows: tuple[ReportRow, ...]
    notices: tuple[Notice, ...]
    next: str | None


def reports(catalog: Catalog, asked: ReportsAsked) -> ReportsFound:
    """The reports that meet the filters.

    Raises WrongUsage for an order that there is not, and for a cursor of another list.
    """
    check_limit(asked.limit)
    print_, after = _place(asked)
    chosen, said = choice(catalog, asked.filters)
    rows = catalog.listed(chosen, asked.sort, after.key if after else None, asked.limit + 1)
    shown = tuple(rows[: asked.limit])
    generation = catalog.generation()
    if after is not None and after.generation != generation:
        said = (*said, GENERATION_CHANGED)
    more = shown and len(rows) > len(shown)
    return ReportsFound(
        total=catalog.total(chosen),
        generation=generation,
        rows=shown,
        notices=said,
        next=Place(generation, print_, _key(asked.sort, shown[-1])).text if more else None,
    )


def every_report(catalog: Catalog, asked: ReportsAsked) -> Iterator[ReportRow]:
    """All that are asked for, whatever the limit, as they are read."""
    _, after = _place(asked)
    chosen, _ = choice(catalog, asked.filters)
    last = after.key if after else None
    while rows := catalog.listed(chosen, asked.sort, last, _AT_ONCE):
        yield from rows
        last = _key(asked.sort, rows[-1])


def _place(asked: ReportsAsked) -> tuple[str, Place | None]:
    """The print of what is asked for, and where its cursor stands."""
    if asked.sort not in ORDERS:
        raise WrongUsage(
            f"sort {asked.sort} 无此取值 (no such order).", f"可用：{'、'.join(ORDERS)}。"
        )
    print_ = print_of(f"reports {asked.sort}", asked.filters)
    shape = tuple(_TYPES.get(column, str) for column, _ in ORDERS[asked.sort])
    return print_, None if asked.after is None else read_place(asked.after, print_, shape)


def _key(order: str, row: ReportRow) -> Key:
    return key_of(order, year=row.year, report=row.id, agency_normal=row.agency_normal)


def links_json(report: str, url: str | None) -> dict[str, str | None]:
    """Where a report is: permanent addresses, and the original's."""
    return {
        "report": f"/reports/{report}",
        "figures": f"/reports/{report}/figures",
        "source": url,
        "api": f"/api/reports/{report}",
    }


def item_json(row: ReportRow) -> dict[str, Any]:
    """One report of a list. `specimen` stands where it is true."""
    data: dict[str, Any] = {
        "id": row.address,
        "title": row.title,
        "agency": row.agency,
        "year": row.year,
        "kind": row.kind,
        "level": row.level,
        "scope": row.scope,
        "region": [name for _, name in row.places],
        "code": row.code,
        "published": row.published,
        "forms": dict(row.forms),
        "findings": list(row.finding_keys),
        "url": row.url,
        "links": links_json(row.address, row.url),
    }
    return {**data, "specimen": True} if row.specimen else data


def reports_json(found: ReportsFound) -> dict[str, Any]:
    """One page."""
    return {
        "total": found.total,
        "generation": found.generation,
        "reports": [item_json(row) for row in found.rows],
        "notices": [{"code": one.code, "message": one.message} for one in found.notices],
        "next": found.next,
    }
