"""Coverage as JSON and as rows of a table. Keys and columns are only ever added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.labels import KINDS, LEVELS, SCOPES, SPECIMEN_MARK
from indexer.sheets import Cell
from search_api.coverage import Coverage, Covered, State

STATES: dict[State, str] = {
    State.HAS: "有",
    State.TWO_VERSIONS: "两版",
    State.LACKS: "缺",
    State.NONE_KNOWN: "不详",
}
# Column → its heading in Chinese. A row is one year of one agency.
COLUMNS: dict[str, str] = {
    "agency": "机关",
    "code": "区划代码",
    "region": "地区",
    "level": "层级",
    "kind": "机关类型",
    "scope": "统计范围",
    "year": "年份",
    "state": "情况",
    "report": "报告编号",
    "url": "网址",
    "others": "另一来源",
    "specimen": "样例",
}


def coverage_json(found: Coverage) -> dict[str, Any]:
    """The agencies of one page, and how many there are of each state in every year."""
    return {
        "years": list(found.years),
        "agencies": found.agencies,
        "start": found.start,
        "totals": {
            str(year): {state.value: count for state, count in counts.items()}
            for year, counts in found.totals.items()
        },
        "rows": [row_json(found, row) for row in found.rows],
        "notices": [{"code": one.code, "message": one.message} for one in found.notices],
    }


def row_json(found: Coverage, row: Covered) -> dict[str, Any]:
    """One agency in one scope. A year without a report has a state and nothing else."""
    latest = row.latest
    data: dict[str, Any] = {
        "agency": latest.agency,
        "code": latest.code,
        "region": [name for _, name in latest.places],
        "level": latest.level,
        "kind": latest.kind,
        "scope": latest.scope,
        "first": row.first,
        "last": row.last,
        "years": {},
    }
    for year, state, held in found.cells(row):
        cell: dict[str, Any] = {"state": state.value}
        if held is not None:
            cell |= {"report": held.report, "url": found.heads[held.version].url}
            cell |= {"others": list(held.others)} if held.others else {}
        data["years"][str(year)] = cell
    return {**data, "specimen": True} if latest.specimen else data


def cells(found: Coverage, row: Covered, excel: bool) -> Iterator[list[Cell]]:
    """The years of one agency as rows under `COLUMNS`; with `excel` in Chinese words."""
    latest = row.latest
    for year, state, held in found.cells(row):
        yield [
            latest.agency,
            latest.code,
            "".join(name for _, name in latest.places),
            LEVELS.get(latest.level, latest.level) if excel else latest.level,
            KINDS.get(latest.kind, latest.kind) if excel else latest.kind,
            SCOPES.get(latest.scope, latest.scope) if excel else latest.scope,
            year,
            STATES[state] if excel else state.value,
            held.report if held else None,
            found.heads[held.version].url if held else None,
            "；".join(held.others) if held else None,
            SPECIMEN_MARK if latest.specimen else "",
        ]
