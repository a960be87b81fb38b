"""Figures of one report, in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.errors import NoSuchReport, SeveralReports, WrongUsage
from indexer.labels import SPECIMEN_MARK, STATUSES
from indexer.model import Figure, Status
from indexer.report.figure_labels import label_of
from indexer.shapes import figure_json
from indexer.sheets import Cell, write_sheet
from search_api.export import one_line
from search_api.figure_names import is_name, keys_named
from search_api.headline import disputed_keys
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.render.figures import figure_lines, where_read
from search_api.render.heads import report_head
from search_api.report_view import find_report
from search_api.where import Where
from search_api.where import where as place_of

# Column → its heading in a spreadsheet. Columns are only ever added, at the end.
COLUMNS = {
    "report": "报告编号",
    "agency": "机关",
    "year": "年份",
    "key": "数据项",
    "label": "名称",
    "value": "数值",
    "status": "状态",
    "unit": "单位",
    "raw": "原文",
    "disputed": "勾稽存疑",
    "where": "出处",
    "specimen": "样例",
}


def answer(
    catalog: Catalog,
    words: Sequence[str],
    keys: Sequence[str],
    where: bool,
    output: Output,
    page: Page,
) -> bool:
    """Print the figures of a report that are named, or all; whether there were any.

    `words` name the report and, where they are names of figures, the figures too.
    """
    asked = [*(word for word in words if is_name(word)), *keys]
    named = [word for word in words if not is_name(word)]
    if not named:
        raise WrongUsage(
            "没有写明报告 (which report?).", "例如：search figures 鄌郚镇 2020 新收申请"
        )
    report = _report(catalog, named)
    held = catalog.figures([report.version])[report.version]
    wanted = dict.fromkeys(key for word in asked for key in keys_named(word, held))
    figures = [held[key] for key in (wanted or held)]
    disputed = disputed_keys(catalog.findings([report.version])[report.version])
    document = catalog.document_text(report.version) if where else ""
    passages = catalog.passages_of(report.version) if where else ()
    places = {f.key: place_of(f, held, document, passages) for f in figures} if where else {}
    told = {key: _told(place, held, document) for key, place in places.items()}
    match output.form:
        case "json":
            print_json(_json(report, figures, disputed, told))
        case "jsonl":
            for figure in figures:
                sys.stdout.write(one_line(_row(report, figure, disputed, told)))
        case "csv":
            _write_csv([_row(report, f, disputed, told) for f in figures], output.excel)
        case _:
            page.print([report_head(report)])
            shown = [f for f in figures if wanted or f.status is not Status.NOT_IN_FORM]
            page.print(figure_lines(shown, disputed, places, held, page.width, document))
            if len(shown) < len(figures):
                label = STATUSES[Status.NOT_IN_FORM]
                say(f"另有 {len(figures) - len(shown)} 项：{label} (not in this form).")
    return bool(figures)


def _report(catalog: Catalog, named: Sequence[str]) -> ReportRow:
    """The report that is named.

    Raises WrongUsage, telling the nearest names, where all but the last word name one: that word is
    then a figure's name with a slip.
    """
    try:
        return find_report(catalog, named)
    except NoSuchReport:
        with suppress(NoSuchReport, SeveralReports):
            version = find_report(catalog, named[:-1]).version
            keys_named(named[-1], catalog.figures([version])[version])
        raise


def _row(
    report: ReportRow, figure: Figure, disputed: frozenset[str], told: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    data = figure_json(figure)
    return {
        "report": report.address,
        "agency": report.agency,
        "year": report.year,
        "key": figure.key,
        "label": label_of(figure.key),
        "value": data["value"],
        "status": data["status"],
        "unit": data["unit"],
        "raw": data["raw"],
        "disputed": figure.key in disputed,
        "where": told[figure.key]["where"] if told else "",
        "specimen": report.specimen,
    }


def _told(place: Where, held: Mapping[str, Figure], document: str) -> dict[str, Any]:
    """Where a figure comes from: in words, and the parts of it that a program wants."""
    data: dict[str, Any] = {"where": "；".join(where_read(place, held, document))}
    if place.label:
        data["row_label"] = place.label
    if place.around:
        data["around"] = {"span": list(place.around), "text": document[slice(*place.around)]}
    if place.operands:
        data["formed_from"] = {"over": list(place.operands.over)}
        data["formed_from"] |= {"under": under} if (under := list(place.operands.under)) else {}
    return data


def _json(
    report: ReportRow,
    figures: Sequence[Figure],
    disputed: frozenset[str],
    told: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for figure in figures:
        shown[figure.key] = {"label": label_of(figure.key), **figure_json(figure)}
        if figure.key in disputed:
            shown[figure.key]["disputed"] = True
        shown[figure.key] |= told.get(figure.key, {})
    data: dict[str, Any] = {"report": report.address, "agency": report.agency, "year": report.year}
    if report.specimen:
        data["specimen"] = True
    return {**data, "forms": dict(report.forms), "figures": shown}


def _write_csv(rows: Sequence[dict[str, Any]], excel: bool) -> None:
    heads = tuple(COLUMNS.values() if excel else COLUMNS)
    write_sheet(sys.stdout, heads, (_cells(row, excel) for row in rows), excel=excel)


def _cells(row: Mapping[str, Any], excel: bool) -> list[Cell]:
    shown = {
        **row,
        "disputed": "是" if row["disputed"] else "",
        "specimen": SPECIMEN_MARK if row["specimen"] else "",
        "status": STATUSES[row["status"]] if excel else row["status"],
    }
    return [shown[column] for column in COLUMNS]
