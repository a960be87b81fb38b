"""Data sheets of the selected reports, row by row as they are read.

Long: a row for each report and figure. Wide: a row for each report, two columns for each figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.catalog.read import Catalog
from indexer.catalog.rows import FactsRow
from indexer.forms.comparability import form_of
from indexer.labels import SPECIMEN_MARK
from indexer.model import Figure, Status
from indexer.report.figure_labels import label_of
from indexer.sheets import Cell
from search_api.figure_names import keys_named, known_keys
from search_api.notices import Notice
from search_api.series.measures import generations_of, table_of
from search_api.series.observe import Held, held, is_disputed, selected, understood
from search_api.series.shapes import exact

# Column → its heading in Chinese and what stands in it, for a report.
_REPORT: dict[str, tuple[str, Callable[[FactsRow], Cell]]] = {
    "report": ("报告编号", lambda row: row.id),
    "agency": ("机关", lambda row: row.agency),
    "code": ("区划代码", lambda row: row.code),
    "region": ("地区", lambda row: "".join(name for _, name in row.places)),
    "level": ("层级", lambda row: row.level),
    "kind": ("机关类型", lambda row: row.kind),
    "scope": ("统计范围", lambda row: row.scope),
    "year": ("年份", lambda row: row.year),
    "published": ("公布日期", lambda row: row.published),
    "specimen": ("样例", lambda row: SPECIMEN_MARK if row.specimen else ""),
}
_LONG = {
    "key": "数据项",
    "label": "名称",
    "value": "数值",
    "status": "状态",
    "unit": "单位",
    "disputed": "勾稽存疑",
    "form": "表式",
    "raw": "原文",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading and rows; `rows` reads the catalog as it goes and can be gone through once.

    `heads` are the headings in Chinese, one for each of `columns`.
    """

    columns: tuple[str, ...]
    heads: tuple[str, ...]
    rows: Iterator[list[Cell]]
    notices: tuple[Notice, ...]


def long_sheet(
    catalog: Catalog, words: Sequence[str], filters: Mapping[str, tuple[str, ...]]
) -> Sheet:
    """A row for each report and figure that is named, also where the report lacks it.

    Without words, a row for each figure that a report has.
    """
    keys = _keys(words) if words else None
    chosen, said = understood(catalog, filters)
    columns = (*_REPORT, *_LONG)
    heads = (*(head for head, _ in _REPORT.values()), *_LONG.values())
    rows = _long_rows(catalog, selected(catalog, chosen), keys)
    return Sheet(columns, heads, rows, tuple(said))


def wide_sheet(
    catalog: Catalog, words: Sequence[str], filters: Mapping[str, tuple[str, ...]]
) -> Sheet:
    """A row for each report, with the value of each figure and, beside it, its status.

    Without words, every figure of the statutory forms, those derived and those stated in prose.
    """
    keys = _keys(words) or tuple(key for key in known_keys() if not key.startswith("pre."))
    chosen, said = understood(catalog, filters)
    pairs = [(key, f"{key}:status") for key in keys]
    labels = [(label_of(key), f"{label_of(key)}:状态") for key in keys]
    columns = (*_REPORT, "disputed", *(column for pair in pairs for column in pair))
    heads = (
        *(head for head, _ in _REPORT.values()),
        _LONG["disputed"],
        *(head for pair in labels for head in pair),
    )
    rows = _wide_rows(catalog, selected(catalog, chosen), keys)
    return Sheet(columns, heads, rows, tuple(said))


def _keys(words: Sequence[str]) -> tuple[str, ...]:
    known = known_keys()
    return tuple(dict.fromkeys(key for word in words for key in keys_named(word, known)))


def _long_rows(
    catalog: Catalog, reports: Iterator[FactsRow], keys: Sequence[str] | None
) -> Iterator[list[Cell]]:
    for one in held(catalog, reports, None if keys is None else frozenset(keys), raw=True):
        sides = [of(one.report) for _, of in _REPORT.values()]
        for key in one.figures if keys is None else keys:
            figure = _figure(one, key)
            yield [
                *sides,
                key,
                label_of(key),
                exact(figure.value),
                figure.status.value,
                figure.unit,
                "是" if is_disputed(one, figure) else "",
                form_of(one.report.forms, table_of(key), one.report.year),
                figure.raw,
            ]


def _wide_rows(
    catalog: Catalog, reports: Iterator[FactsRow], keys: Sequence[str]
) -> Iterator[list[Cell]]:
    for one in held(catalog, reports, frozenset(keys), raw=True):
        figures = [_figure(one, key) for key in keys]
        disputed = "；".join(figure.key for figure in figures if is_disputed(one, figure))
        cells = [of(one.report) for _, of in _REPORT.values()]
        cells.append(disputed)
        for figure in figures:
            cells += [exact(figure.value), figure.status.value]
        yield cells


def _figure(one: Held, key: str) -> Figure:
    """A report's figure under this very key: a sheet holds what was read and continues nothing."""
    if key in one.figures:
        return one.figures[key]
    form = form_of(one.report.forms, table_of(key), one.report.year)
    has = form in generations_of(key, continued=False)
    return Figure(key, None, Status.MISSING if has else Status.NOT_IN_FORM)
