"""Series as JSON and as rows of a table. Keys and columns are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from indexer.forms.comparability import Break
from indexer.forms.generations import form_labels
from indexer.labels import KINDS, LEVELS, SCOPES, SPECIMEN_MARK, STATUSES
from indexer.model import Status
from indexer.shapes import number
from indexer.sheets import Cell
from search_api.notices import Notice
from search_api.series.groups import By
from search_api.series.remarks import reason
from search_api.series.rows import Row
from search_api.series.series import Series

# Why a report has no value: each a column of its own.
WITHOUT = (
    Status.BLANK,
    Status.MISSING,
    Status.AMBIGUOUS,
    Status.UNREADABLE,
    Status.NOT_IN_FORM,
)
_COLUMNS: Mapping[str, str] = {
    "key": "数据项",
    "label": "名称",
    "value": "数值",
    "unit": "单位",
    "status": "状态",
    "reports": "报告数",
    "summed": "计入",
    "disputed": "勾稽存疑",
    **{status.value: STATUSES[status] for status in WITHOUT},
    "left_out": "未计",
    "disputed_value": "存疑部分",
    "numerator": "分子",
    "denominator": "分母",
    "break": "口径变化",
    "mixed": "口径不一",
    "forms": "表式",
    "refused": "不能合计",
    "rank": "名次",
    "specimen": "样例",
}
NO_REPORT = "no_report"
# The last part of a column's name → the words for the keys that stand in it.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "level": LEVELS,
    "kind": KINDS,
    "scope": SCOPES,
    "form": form_labels(),
    "status": {**STATUSES, NO_REPORT: "无报告"},
}
ROW_STATUSES = {"whole": "全部", "partial": "部分", "refused": "不能合计", "none": "无数值"}


def series_json(found: Series) -> dict[str, Any]:
    """The whole series."""
    return {
        "keys": [{"key": m.key, "label": m.label} for m in found.measures],
        "by": [by.key for by in found.by],
        "scope": list(found.scopes),
        "reports": found.reports,
        "rows": [row_json(row, found.by) for row in found.rows],
        "notices": [notice_json(notice) for notice in found.notices],
    }


def notice_json(notice: Notice) -> dict[str, Any]:
    """What is to be said."""
    return {"code": notice.code, "message": notice.message}


def row_json(row: Row, by: tuple[By, ...]) -> dict[str, Any]:
    """One row. `specimen` and `rank` stand where there are any."""
    data: dict[str, Any] = {
        "group": {
            one.key: {"value": side.value, "label": side.label}
            for one, side in zip(by, row.group, strict=True)
        },
        "key": row.measure.key,
        "label": row.measure.label,
        "value": number(row.value),
        "unit": row.unit,
        "status": row.status,
        "partial": row.partial,
        "reports": row.reports,
        "summed": row.summed,
        "disputed": row.disputed,
        **{status.value: row.without.get(status.value, 0) for status in WITHOUT},
        "left_out": row.left_out,
        "disputed_value": number(row.disputed_value),
        "numerator": number(row.over) if row.measure.under else None,
        "denominator": number(row.under),
        "forms": dict(row.forms),
        "break": [_break_json(item) for item in row.breaks],
        "mixed": [_break_json(item) for item in row.mixed],
        "refused": row.refused,
        "overlaps": [list(pair) for pair in row.overlap.contained],
        "left_out_reports": sorted(row.overlap.left_out),
    }
    if row.rank is not None:
        data["rank"] = row.rank
    if row.specimen:
        data["specimen"] = True
    return data


def _break_json(item: Break) -> dict[str, str]:
    return {"form": item.generation, "reason": item.reason, "reason_en": item.reason_en}


def headings(by: tuple[By, ...], excel: bool) -> list[str]:
    """The heads of a table of rows: a place or agency has a column for its code before its name."""
    sides: list[str] = []
    for one in by:
        sides += [one.label + "代码", one.label] if excel else [f"{one.key}_key", one.key]
    return [*sides, *(_COLUMNS.values() if excel else _COLUMNS)]


def cells(row: Row, excel: bool) -> list[Cell]:
    """One row of the table; numbers as exact decimal text."""
    sides: list[Cell] = []
    for side in row.group:
        sides += [side.value, side.label]
    data: dict[str, Cell] = {
        "key": row.measure.key,
        "label": row.measure.label,
        "value": exact(row.value),
        "unit": row.unit,
        "status": ROW_STATUSES[row.status] if excel else row.status,
        "reports": row.reports,
        "summed": row.summed,
        "disputed": row.disputed,
        **{status.value: row.without.get(status.value, 0) for status in WITHOUT},
        "left_out": row.left_out,
        "disputed_value": exact(row.disputed_value),
        "numerator": exact(row.over) if row.measure.under else None,
        "denominator": exact(row.under),
        "break": "；".join(item.reason for item in row.breaks),
        "mixed": "；".join(item.reason for item in row.mixed),
        "forms": "；".join(f"{form or '?'} {count}" for form, count in row.forms.items()),
        "refused": reason(row),
        "rank": row.rank,
        "specimen": SPECIMEN_MARK if row.specimen else "",
    }
    return [*sides, *(data[column] for column in _COLUMNS)]


def in_words(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """The rows of a sheet with Chinese words for keys, as a spreadsheet is read by people."""
    words = [_WORDS.get(column.rpartition(":")[2], {}) for column in columns]
    for row in rows:
        yield [
            known.get(cell, cell) if isinstance(cell, str) else cell
            for known, cell in zip(words, row, strict=True)
        ]


def exact(value: Decimal | None) -> Cell:
    """A number as a table holds it: every digit, and no exponent."""
    return None if value is None else Decimal(format(value, "f"))
