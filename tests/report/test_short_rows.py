"""A row that lost cells gives the values that all of its readings share, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.document import Document
from indexer.forms.form import columns, forms
from indexer.model import Status
from indexer.readers.read import read
from indexer.report.cells import Field
from indexer.report.figures import read_figures
from indexer.report.recovery import RowSum
from indexer.report.short_rows import recover
from tests.printing import (
    Generation,
    PrintedReport,
    Section,
    report_a,
    report_b,
    table_four,
    table_three,
)
from tests.printing.forms import APPLICANTS, OUTCOMES, REMEDIES
from tests.printing.quirks import drop_values, ragged
from tests.report.grids import document
from tests.report.table_three import NEW, T3, cells, t3

Row = tuple[int | None, ...]
RUN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def printed(row: Row) -> Iterator[tuple[str, ...]]:
    """All that may be left of a row: cells are lost, neighbours run together."""
    filled = [str(value) for value in row if value is not None]
    for count in range(1, len(filled) + 1):
        for left in combinations(filled, count):
            for joins in product(("", " "), repeat=count - 1):
                text = "".join(map(str.__add__, left, (*joins, "")))
                yield tuple(text.split(" "))


def sources(
    width: int, largest: int, forced: Mapping[int, int], keeps: bool
) -> dict[tuple[str, ...], list[set[int | None]]]:
    """What is printed → per column, the cells of all rows that may have been printed so.

    `keeps`: only rows whose last cell is the sum of the others, and whose forced cells are right.
    """
    found: dict[tuple[str, ...], list[set[int | None]]] = {}
    for row in product((None, *range(largest + 1)), repeat=width):
        *parts, total = row
        known = sum(part or 0 for part in parts)
        right = total is None or (known <= total if None in parts else known == total)
        right = right and all(row[at] in (None, value) for at, value in forced.items())
        if right or not keeps:
            for texts in printed(row):
                seen = found.setdefault(texts, [set() for _ in row])
                for cell, value in zip(seen, row, strict=True):
                    cell.add(value)
    return found


def recovered(texts: Sequence[str], width: int, forced: Mapping[int, int]) -> list[int | None]:
    fields = [
        Field(text, ((at, at + len(text)),), None, 0, 0, at, False, True)
        for at, text in enumerate(texts)
    ]
    sums = (RowSum(tuple(range(width - 1)), width - 1),)
    right = {at: Decimal(value) for at, value in forced.items()}
    placed = recover(fields, width, sums, right)
    return [int(cell.field.text) if cell.field else None for cell in placed]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "largest", "forced"),
    [(3, 12, {}), (3, 12, {0: 1, 2: 1}), (3, 12, {1: 10}), (4, 4, {}), (4, 4, {0: 1, 3: 1})],
)
def test_a_value_is_recovered_just_where_all_rows_that_print_so_have_it(
    width: int, largest: int, forced: dict[int, int]
) -> None:
    """Held against every row of small numbers, every loss and every gluing."""
    right = sources(width, largest, forced, keeps=True)
    every = sources(width, largest, forced, keeps=False)
    recoveries = 0
    for texts in every:
        if len(texts) == width or any(int(text) > largest for text in texts):
            continue
        if any(text != str(int(text)) for text in texts):
            continue
        seen = right.get(texts, every[texts])
        wanted = [next(iter(cell)) if len(cell) == 1 else None for cell in seen]
        assert recovered(texts, width, forced) == wanted, texts
        recoveries += any(value is not None for value in wanted)
    assert recoveries


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("530019", [5, 3, None, None, None, 1, 9]),
        ("300019", [None, 3, 0, 0, 0, 1, 9]),
        ("530001", [5, 3, 0, 0, 0, 1, None]),
        ("5319", [5, 3, None, None, None, 1, 9]),
        ("0", [None] * 7),
        ("700019", [None] * 7),
    ],
)
def test_column_sums_tell_where_a_cell_is_lost(row: str, wanted: list[int | None]) -> None:
    """Five, three and one are forced by the full rows; which 0 is gone cannot be told."""
    reading = t3([NEW, *row])

    assert cells(reading, "new_received") == [
        "ambiguous" if value is None else value for value in wanted
    ]
    own = [reading.figures[f"t3.new_received.{key}"] for key in columns("t3")]
    assert {f.status for f in own if f.value is not None} <= {Status.RECOVERED}


def test_a_short_row_of_zeros_stays_ambiguous_in_a_table_that_adds_up() -> None:
    """Any of its cells may be the one that is gone, and hold a blank."""
    zeros = [[*[text for text in row if not text.isdigit()], *"0000000"] for row in T3[3:]]
    for place in range(len(zeros)):
        rows = [row[:-1] if at == place else row for at, row in enumerate(zeros)]
        reading = read_figures(document([*T3[:3], *rows], exact=False))
        values = [figure.value for figure in reading.figures.values()]
        assert values.count(Decimal(0)) == 4 * 7


def test_nothing_is_recovered_from_a_table_that_contradicts_itself() -> None:
    """A row that breaks its sum shows that the table's arithmetic is not to be built on."""
    broken = [T3[4][0], *"1000002"]
    assert cells(t3([NEW, *"530019"], broken), "new_received") == ["ambiguous"] * 7
    crossed = [T3[4][0], *"0100001"]
    assert cells(t3([NEW, *"530019"], crossed), "new_received") == ["ambiguous"] * 7


def test_nothing_is_recovered_where_no_column_sum_bears_it_out() -> None:
    """The row's own sum leaves one reading of six cells, and a misprint in it would as well."""
    granted = [*T3[5][:2], *"430001"]
    assert cells(t3(granted), "result.granted") == ["ambiguous"] * 7


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("1" + "000" + "1" + "0" * 9, "10001??????????"),
        ("0" * 14, "?" * 15),
        ("10001" + "20035" + "1000", "10001200351000?"),
        ("1001" + "21003" + "10001", "??????????10001"),
    ],
)
def test_table_four_recovers_what_its_three_sums_leave(row: str, wanted: str) -> None:
    """A cell lost in one remedy leaves those whose sums hold nowhere else."""
    five = [label for _, label in OUTCOMES]
    head = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*five, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [*[""] * 5, *five, *five],
    ]
    figures = read_figures(document([*head, list(row)], exact=False)).figures
    read_here = [f.value for key, f in figures.items() if key.startswith("t4.")]

    assert wanted == "".join("?" if value is None else str(value) for value in read_here)


SMALL = st.sampled_from([0, 0, 0, 0, 1, 2, 10, 12, 118])


@st.composite
def adding_up(draw: st.DrawFn, generation: Generation) -> dict[str, str]:
    """Tables 三 and 四 that keep every sum."""
    rows = [row.key for row in forms()[generation].tables["t3"].rows]
    leaves = [key for key in rows if key.startswith("result.") and key != "result.total"]
    parts = [key for key, _ in APPLICANTS if key != "total"]
    values: dict[str, int] = {}
    for column in parts:
        for row in leaves:
            values[f"t3.{row}.{column}"] = draw(SMALL)
        total = sum(values[f"t3.{row}.{column}"] for row in leaves)
        out = draw(SMALL)
        carried = min(draw(SMALL), total + out)
        values[f"t3.result.total.{column}"] = total
        values[f"t3.carried_out.{column}"] = out
        values[f"t3.carried_in.{column}"] = carried
        values[f"t3.new_received.{column}"] = total + out - carried
    for row in rows:
        values[f"t3.{row}.total"] = sum(values[f"t3.{row}.{column}"] for column in parts)
    for remedy in REMEDIES:
        outcomes = [f"t4.{remedy}.{key}" for key, _ in OUTCOMES]
        values |= {key: draw(SMALL) for key in outcomes[:-1]}
        values[outcomes[-1]] = sum(values[key] for key in outcomes[:-1])
    return {key: str(value) for key, value in values.items()}


@pytest.mark.slow
@RUN
@given(st.sampled_from(["2019", "2021"]), st.data())
def test_tables_that_add_up_and_lost_cells_read_back_right_or_withheld(
    generation: Generation, data: st.DataObject
) -> None:
    """Through the reader, in both layouts; a short row of zeros has no value."""
    texts = data.draw(adding_up(generation))
    names = [f"t3.{row.key}" for row in forms()[generation].tables["t3"].rows]
    keys = [key for key, _ in APPLICANTS]
    lost = data.draw(
        st.dictionaries(st.sampled_from(names), st.sampled_from(keys), min_size=1, max_size=3)
    )
    three = drop_values(table_three(generation, texts), lost)
    four = table_four(texts)
    edges = data.draw(st.sampled_from([(0, 0), (0, 1), (1, 0)]))
    gone = data.draw(st.integers(0, 14))
    if edges == (0, 0):
        four = ragged(four, {len(four.rows) - 1: (gone, *edges)})
    report = PrintedReport(
        "溟州镇2020年政府信息公开工作年度报告",
        sections=(
            Section("三、收到和处理政府信息公开申请情况", (three,)),
            Section("四、政府信息公开行政复议、行政诉讼情况", (four,)),
        ),
    )
    layout = data.draw(st.sampled_from([report_a, report_b]))
    read_document = read(layout(report).encode(), "report.txt")
    assert isinstance(read_document, Document)
    figures = read_figures(read_document).figures

    for key, figure in figures.items():
        if key in texts:
            assert figure.value in (None, Decimal(texts[key])), key
    for row in lost:
        own = [f"{row}.{column}" for column in keys]
        if all(texts[key] == "0" for key in own):
            assert {figures[key].status for key in own} == {Status.AMBIGUOUS}
