"""What stands in each cell of tables 二, 三 and 四, before any layout is chosen.

A row lists its cells the way a word processor keeps them: a cell that is merged to the right is
one cell with a span, one that is merged downward leaves empty `below` cells in the rows it covers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.printing.forms import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    FORMS,
    IDENTITY_NOTE,
    NEW_RECEIVED,
    OUTCOMES,
    REMEDIES,
    RESULTS,
    Generation,
)

Figures = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """`span` columns wide; `down` rows tall where the merge begins, `below` where it goes on."""

    text: str = ""
    span: int = 1
    down: int = 1
    below: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Labels on the left, values on the right; `key` names a row of table 三, else it is empty."""

    labels: tuple[Cell, ...]
    values: tuple[Cell, ...] = ()
    key: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.labels + self.values


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that all cover the same columns, as long as no quirk has been worked into them."""

    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return max(sum(cell.span for cell in row.cells) for row in self.rows)


def table_two(generation: Generation, figures: Figures) -> Table:
    """主动公开政府信息情况; the last cell of a row reaches to the right edge of the table."""
    rows: list[Row] = []
    for article in FORMS[generation].articles:
        rows.append(Row((Cell(article.title, 4),)))
        rows.append(Row((Cell("信息内容"),), _to_edge(article.columns)))
        rows += [
            Row((Cell(line.label),), _to_edge([figures.get(key, "") for key in line.keys]))
            for line in article.lines
        ]
    return Table(tuple(rows))


def table_three(generation: Generation, figures: Figures) -> Table:
    """收到和处理政府信息公开申请情况: three columns of labels and seven of values."""
    results = FORMS[generation].results
    height = sum(len(leaves) for _, leaves in results)
    rows = [*_head_of_three(), *(_row(k, [Cell(t, 3)], figures) for k, t in _INTAKE)]
    first = True
    for title, leaves in results:
        for index, (leaf, label) in enumerate(leaves):
            outer = Cell(RESULTS, down=height) if first else Cell(below=True)
            first = False
            if not label:
                labels = [outer, Cell(title, 2)]
            else:
                inner = Cell(title, down=len(leaves)) if index == 0 else Cell(below=True)
                labels = [outer, inner, Cell(label)]
            rows.append(_row(f"t3.result.{leaf}", labels, figures))
    rows.append(_row(CARRIED_OUT[0], [Cell(CARRIED_OUT[1], 3)], figures))
    return Table(tuple(rows))


def table_four(figures: Figures) -> Table:
    """行政复议、行政诉讼情况: fifteen values in one row, the same in both generations."""
    outcomes = tuple(Cell(label) for _, label in OUTCOMES)
    tall = tuple(Cell(label, down=2) for _, label in OUTCOMES)
    under = tuple(Cell(below=True) for _ in OUTCOMES)
    keys = [f"t4.{remedy}.{outcome}" for remedy in REMEDIES for outcome, _ in OUTCOMES]
    return Table(
        (
            Row((Cell("行政复议", 5), Cell("行政诉讼", 10))),
            Row((*tall, Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5))),
            Row((*under, *outcomes, *outcomes)),
            Row((), tuple(Cell(figures.get(key, "")) for key in keys)),
        )
    )


def plain_table(rows: list[list[str]]) -> Table:
    """A table without merged cells, such as the appendix of a report before 2019."""
    return Table(tuple(Row((Cell(row[0]),), tuple(map(Cell, row[1:]))) for row in rows))


_INTAKE = (NEW_RECEIVED, CARRIED_IN)


def _to_edge(texts: tuple[str, ...] | list[str]) -> tuple[Cell, ...]:
    *before, last = texts
    return (*map(Cell, before), Cell(last, 3 - len(before)))


def _row(key: str, labels: list[Cell], figures: Figures) -> Row:
    values = tuple(Cell(figures.get(f"{key}.{column}", "")) for column, _ in APPLICANTS)
    return Row(tuple(labels), values, key)


def _head_of_three() -> list[Row]:
    below = Cell(below=True)
    (_, person), *organisations, (_, total) = APPLICANTS
    return [
        Row((Cell(IDENTITY_NOTE, 3, 3), Cell("申请人情况", 7))),
        Row(
            (
                Cell(span=3, below=True),
                Cell(person, down=2),
                Cell("法人或其他组织", 5),
                Cell(total, down=2),
            )
        ),
        Row((Cell(span=3, below=True), below, *(Cell(t) for _, t in organisations), below)),
    ]
