"""The statutory tables as tables: rows and columns as the form has them, statuses in words.

The merged heads of the form are simplified: a group of rows is a line of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text

from indexer.forms.form import FormTable, Row, forms, generation_of
from indexer.forms.generations import label_of_form
from indexer.labels import STATUSES
from indexer.model import Figure, Status
from search_api.render.lines import HEAD, LABEL, QUIET
from search_api.render.values import DISPUTED, value_text
from search_api.render.width import pad, wrap

NUMBERS = {"t2": "表二", "t3": "表三", "t4": "表四"}
_GAP = "  "
_LEAST_LABEL = 20
_CELL_WIDTHS = (12, 8, 4)
_DISPUTED_SIGN = "!"
# The statuses of cells that a sign stands for.
_SIGNS = {Status.RECOVERED: "*", Status.CORRECTED: "#"}


def table_lines(
    table: str,
    recognised: Mapping[str, str | None],
    figures: Mapping[str, Figure],
    disputed: Collection[str],
    width: int | None,
) -> Iterator[Text]:
    """One statutory table of a report, in the form that was recognised for it."""
    generation = generation_of(recognised, table)
    if generation is None:
        yield Text(f"{NUMBERS[table]}：没有可识别的表格", HEAD)
        return
    form = forms()[generation].tables[table]
    label = label_of_form(generation)
    yield Text().append(f"{NUMBERS[table]} {form.label}", HEAD).append(f"〔{label}〕", QUIET)
    cells = [figures[key] for key in form.cell_keys if key in figures]
    if all(cell.status is Status.MISSING for cell in cells):
        yield Text("  本文本中未见此表")
        return
    for block in _blocks(form):
        yield from grid(_rows(form, block, figures, disputed), width)
    for status, sign in _SIGNS.items():
        if any(cell.status is status for cell in cells):
            yield Text(f"  {sign} {STATUSES[status]}", QUIET)
    if any(cell.key in disputed for cell in cells):
        yield Text(f"  {_DISPUTED_SIGN} {DISPUTED}", QUIET)


def _blocks(form: FormTable) -> Iterator[list[Row]]:
    """Runs of rows that have the same columns: each has a head of its own."""
    block: list[Row] = []
    for row in form.rows:
        if block and row.columns != block[0].columns:
            yield block
            block = []
        block.append(row)
    yield block


def _rows(
    form: FormTable,
    block: Sequence[Row],
    figures: Mapping[str, Figure],
    disputed: Collection[str],
) -> list[list[str]]:
    heads = {column.key: column.label for column in form.columns}
    rows = [["", *(heads[column] for column in block[0].columns)]]
    above: tuple[str, ...] = ()
    for row in block:
        for depth, group in enumerate(row.under):
            if row.under[: depth + 1] != above[: depth + 1]:
                rows.append(["  " * depth + group])
        above = row.under
        keys = [f"{form.key}.{row.key}.{column}" for column in row.columns]
        cells = [_cell(figures.get(key), key in disputed) for key in keys]
        rows.append(["  " * len(row.under) + row.label, *cells])
    return rows


def _cell(figure: Figure | None, disputed: bool) -> str:
    if figure is None:
        return "—"
    sign = _SIGNS.get(figure.status, "")
    sign += _DISPUTED_SIGN if disputed else ""
    return value_text(figure.value, figure.status.value) + sign


def grid(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[Text]:
    """A table: the first row is the head, the first column labels, the others stand to the right.

    Without a width nothing is wrapped. With one, cells are made narrower as far as needed, and a
    line is longer than the width only where even that is not enough.
    """
    count = max(len(row) for row in rows)
    natural = [
        max((cell_len(row[at]) for row in rows if len(row) > 1 and at < len(row)), default=0)
        for at in range(count)
    ]
    widths = natural if width is None else _fitted(natural, width - cell_len(_GAP))
    for place, row in enumerate(rows):
        style = LABEL if place == 0 else ""
        if len(row) == 1:
            yield Text(_GAP + row[0], QUIET)
            continue
        wrapped = [
            _folded(cell, widths[at], at == 0) if width else [cell] for at, cell in enumerate(row)
        ]
        for line in range(max(map(len, wrapped))):
            pieces = [
                pad(cell[line] if line < len(cell) else "", widths[at], right=at > 0)
                for at, cell in enumerate(wrapped)
            ]
            yield Text(_GAP + _GAP.join(pieces).rstrip(), style)


def _fitted(natural: Sequence[int], width: int) -> list[int]:
    """Column widths: the cells as wide as leaves the labels enough room."""
    cells: list[int] = []
    for most in _CELL_WIDTHS:
        cells = [min(cell, most) for cell in natural[1:]]
        room = width - sum(cells) - len(_GAP) * len(cells)
        if room >= min(natural[0], max(_LEAST_LABEL, width // 3)):
            break
    return [min(natural[0], max(_LEAST_LABEL, room)), *cells]


def _folded(cell: str, width: int, label: bool) -> list[str]:
    """The lines of a cell; the later lines of a label stand under its text."""
    indent = cell[: len(cell) - len(cell.lstrip(" "))] if label else ""
    text = cell[len(indent) :]
    return [indent + text[a:b] for a, b in wrap(text, width - len(indent))] or [""]
