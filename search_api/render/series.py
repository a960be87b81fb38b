"""Series, panels, sheets and the codebook as pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rich.cells import cell_len
from rich.text import Text

from indexer.labels import SCOPES, SPECIMEN_MARK, STATUSES
from indexer.model import Scope
from indexer.sheets import Cell
from search_api.render.lines import HEAD, LABEL, QUIET, WARN
from search_api.render.tables import grid
from search_api.render.values import DISPUTED, value_text
from search_api.render.width import pad, plain
from search_api.series.codebook import MEANINGS, Entry
from search_api.series.panel import Panel, PanelCell
from search_api.series.remarks import reason
from search_api.series.rows import Row
from search_api.series.series import Series
from search_api.series.shapes import WITHOUT

_HUNDREDTH = Decimal("0.01")
_BREAK, _MIXED = "口径变化", "口径不一"
_BREAK_SIGN, _DISPUTED_SIGN, _NO_REPORT = "|", "!", "—"


def series_lines(found: Series, width: int | None) -> Iterator[Text]:
    """A table for each measure: groups, value, how many reports were summed and were not, marks."""
    mark = SPECIMEN_MARK if any(row.specimen for row in found.rows) else ""
    scopes = "、".join(SCOPES.get(scope, scope) for scope in found.scopes)
    yield Text(f"{scopes} · {found.reports} 份报告{mark}", QUIET)
    for measure in found.measures:
        rows = [row for row in found.rows if row.measure.key == measure.key]
        if not rows:
            continue
        unit = next((row.unit for row in rows if row.unit), None)
        head = Text().append(measure.label, HEAD).append(f"（{unit}）" if unit else "")
        yield head.append(f"  {measure.key}", QUIET)
        yield from grid(_table(rows, found), width)


def _table(rows: Sequence[Row], found: Series) -> list[list[str]]:
    sides = [[plain(side.label) for side in row.group] for row in rows]
    heads = [one.label for one in found.by]
    widths = [max(cell_len(line[n]) for line in [heads, *sides]) for n in range(len(heads))]
    columns = _columns(rows)
    ranked = any(row.rank is not None for row in rows)
    table = [[_joined(heads, widths), *(["名次"] if ranked else []), "数值", *columns, "标记"]]
    for row, side in zip(rows, sides, strict=True):
        counts = [str(count) if count else "" for count in _counts(row, columns)]
        rank = [str(row.rank)] if ranked else []
        table.append([_joined(side, widths), *rank, _value(row), *counts, _marks(row)])
    return table


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(pad(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _value(row: Row) -> str:
    if row.value is None:
        return "不能合计" if row.refused else _why(row)
    value = row.value.quantize(_HUNDREDTH) if row.measure.under else row.value
    return format(value, "f")


def _why(row: Row) -> str:
    """The one reason for which no report has a value, or that there are several."""
    if not row.left_out and len(row.without) == 1:
        return STATUSES[next(iter(row.without))]
    return "无数值"


def _columns(rows: Sequence[Row]) -> list[str]:
    """The counts to be shown: always what was summed, the others where there are any."""
    columns = ["报告", "计入"]
    columns += ["分子", "分母"] if rows[0].measure.under else []
    columns += [STATUSES[s] for s in WITHOUT if any(s.value in row.without for row in rows)]
    columns += ["未计"] if any(row.left_out for row in rows) else []
    return columns + (["存疑"] if any(row.disputed for row in rows) else [])


def _counts(row: Row, columns: Sequence[str]) -> list[int | str]:
    counts: dict[str, int | str] = {
        "报告": str(row.reports),
        "计入": str(row.summed),
        "分子": value_text(row.over, "") if row.over is not None else "",
        "分母": value_text(row.under, "") if row.under is not None else "",
        "未计": row.left_out,
        "存疑": row.disputed,
        **{STATUSES[status]: row.without.get(status.value, 0) for status in WITHOUT},
    }
    return [counts[column] for column in columns]


def _marks(row: Row) -> str:
    marks = [reason(row)] if row.refused else []
    marks += ["部分合计"] if row.partial and not row.refused else []
    marks += [DISPUTED] if row.disputed else []
    marks += [_BREAK] if row.breaks else []
    marks += [_MIXED] if row.mixed else []
    return "，".join(marks)


def panel_lines(found: Panel) -> Iterator[Text]:
    """Agencies down, years across; what each sign means below."""
    if not found.rows:
        return
    yield Text().append(found.measure.label, HEAD).append(f"  {found.measure.key}", QUIET)
    table = [["机关", *map(str, found.years)]]
    for row in found.rows:
        agency = row.agency
        scope = "" if agency.scope == Scope.OWN else f"〔{SCOPES.get(agency.scope, agency.scope)}〕"
        mark = SPECIMEN_MARK if agency.specimen else ""
        years = [_cell(row.cells.get(year)) for year in found.years]
        table.append([f"{plain(agency.agency)}{scope}{mark}", *years])
    yield from grid(table, None)
    yield Text(
        f"  {_NO_REPORT} 没有这一年的报告；{_DISPUTED_SIGN} {DISPUTED}；"
        f"{_BREAK_SIGN} 与此前{_BREAK}",
        QUIET,
    )


def _cell(cell: PanelCell | None) -> str:
    if cell is None:
        return _NO_REPORT
    value = cell.value
    if value is not None and cell.unit == "%":
        value = value.quantize(_HUNDREDTH)
    sign = _DISPUTED_SIGN if cell.disputed else ""
    return f"{_BREAK_SIGN if cell.breaks else ''}{value_text(value, cell.status)}{sign}"


def sheet_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Text]:
    """A sheet with a tab between its cells, line by line."""
    for place, row in enumerate(rows):
        if place == 0:
            yield Text("\t".join(columns), LABEL)
        yield Text("\t".join("" if cell is None else plain(str(cell)) for cell in row))


def codebook_lines(entries: Sequence[Entry], statuses: Mapping[str, str]) -> Iterator[Text]:
    """A line for each figure, with what interrupts its series; then the statuses."""
    for entry in entries:
        line = Text().append(entry.key, QUIET).append(f"  {entry.label}", LABEL)
        line.append(f"（{entry.unit}）" if entry.unit else "")
        yield line.append(f"  {entry.table} {'、'.join(entry.forms)}".rstrip(), QUIET)
        if entry.formula:
            yield Text(f"    = {entry.formula}", QUIET)
        for generation, key in entry.continues:
            yield Text(f"    {generation}：{key}", QUIET)
        for item in entry.breaks:
            yield Text(f"    {_BREAK} {item.generation}：{item.reason}", WARN)
    for status, (zh, en) in MEANINGS.items():
        label = statuses.get(status, "无报告")
        yield Text().append(status, QUIET).append(f"  {label}", LABEL).append(f"  {zh} ({en})")
