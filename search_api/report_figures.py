"""Figures of one report: those that are named, or all, with where each was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.labels import SPECIMEN_MARK, STATUSES
from indexer.model import Figure
from indexer.report.figure_labels import label_of
from indexer.shapes import figure_json
from indexer.sheets import Cell
from search_api.figure_names import keys_named
from search_api.headline import disputed_keys
from search_api.render.figures import where_read
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


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The `figures` that were asked for, of all that are `held`; `named` where not all were.

    `places` and `document` are there where it was asked where the figures were read.
    """

    report: ReportRow
    figures: tuple[Figure, ...]
    named: bool
    held: Mapping[str, Figure]
    disputed: frozenset[str]
    places: Mapping[str, Where]
    document: str


def report_figures(
    catalog: Catalog, report: ReportRow, words: Sequence[str], *, where: bool
) -> ReportFigures:
    """The figures of a report that the words name, without words all.

    Raises WrongUsage for a word that names none, telling the nearest names.
    """
    held = catalog.figures([report.version])[report.version]
    wanted = dict.fromkeys(key for word in words for key in keys_named(word, held))
    figures = tuple(held[key] for key in (wanted or held))
    document = catalog.document_text(report.version) if where else ""
    passages = catalog.passages_of(report.version) if where else ()
    return ReportFigures(
        report=report,
        figures=figures,
        named=bool(wanted),
        held=held,
        disputed=disputed_keys(catalog.findings([report.version])[report.version]),
        places={f.key: place_of(f, held, document, passages) for f in figures} if where else {},
        document=document,
    )


def figures_json(found: ReportFigures) -> dict[str, Any]:
    """All of them. `disputed` stands where it is true."""
    report = found.report
    shown: dict[str, Any] = {}
    for figure in found.figures:
        shown[figure.key] = {"label": label_of(figure.key), **figure_json(figure)}
        if figure.key in found.disputed:
            shown[figure.key]["disputed"] = True
        shown[figure.key] |= _told(found, figure)
    data: dict[str, Any] = {"report": report.address, "agency": report.agency, "year": report.year}
    if report.specimen:
        data["specimen"] = True
    return {**data, "forms": dict(report.forms), "figures": shown}


def row_json(found: ReportFigures, figure: Figure) -> dict[str, Any]:
    """One figure as a line of its own."""
    report, data = found.report, figure_json(figure)
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
        "disputed": figure.key in found.disputed,
        "where": _told(found, figure).get("where", ""),
        "specimen": report.specimen,
    }


def cells(found: ReportFigures, figure: Figure, *, excel: bool) -> list[Cell]:
    """One figure as a row under `COLUMNS`."""
    row = row_json(found, figure)
    shown = {
        **row,
        "disputed": "是" if row["disputed"] else "",
        "specimen": SPECIMEN_MARK if row["specimen"] else "",
        "status": STATUSES[row["status"]] if excel else row["status"],
    }
    return [shown[column] for column in COLUMNS]


def _told(found: ReportFigures, figure: Figure) -> dict[str, Any]:
    """Where a figure comes from: in words, and the parts of it that a program wants."""
    place = found.places.get(figure.key)
    if place is None:
        return {}
    document = found.document
    data: dict[str, Any] = {"where": "；".join(where_read(place, found.held, document))}
    if place.label:
        data["row_label"] = place.label
    if place.around:
        data["around"] = {"span": list(place.around), "text": document[slice(*place.around)]}
    if place.operands:
        data["formed_from"] = {"over": list(place.operands.over)}
        data["formed_from"] |= {"under": under} if (under := list(place.operands.under)) else {}
    return data
