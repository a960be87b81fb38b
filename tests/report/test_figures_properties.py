"""Any figures, printed in any layout and damaged on the way, come back right or are withheld."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.document import Document
from indexer.forms.form import columns, forms
from indexer.model import Figure, Status
from indexer.readers.read import read
from indexer.report.figures import read_figures
from indexer.report.identities import broken_identities, disputed_keys
from tests.printing import (
    Generation,
    PrintedReport,
    Section,
    figure_keys,
    report_a,
    report_b,
    row_keys,
    table_four,
    table_three,
    table_two,
)
from tests.printing.forms import APPLICANTS, OUTCOMES, REMEDIES
from tests.printing.quirks import (
    Page,
    break_pages,
    cut_label,
    drop_values,
    extra_value,
    pad_values,
    ragged,
)
from tests.printing.tables import Table
from tests.report.grids import document, spread

GENERATIONS: st.SearchStrategy[Generation] = st.sampled_from(["2019", "2021"])
NUMBERS = st.one_of(
    st.just("0"), st.sampled_from(["", "0", "1", "7", "12", "118"]), st.integers(0, 99999).map(str)
)
RUN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def printed(draw: st.DrawFn) -> tuple[Generation, dict[str, str]]:
    """A form and a string for each of its cells."""
    generation = draw(GENERATIONS)
    keys = figure_keys(generation)
    texts = draw(st.lists(NUMBERS, min_size=len(keys), max_size=len(keys)))
    return generation, dict(zip(keys, texts, strict=True))


@st.composite
def damaged(draw: st.DrawFn, generation: Generation, table: Table) -> list[Table]:
    """Table 三 with any of the damages that conversions do, in pieces."""
    rows = list(row_keys(generation))
    row, column = st.sampled_from(rows), st.sampled_from([key for key, _ in APPLICANTS])
    table = drop_values(
        table, draw(st.dictionaries(row, column, max_size=draw(st.sampled_from([1, 20]))))
    )
    if draw(st.booleans()):
        table = pad_values(table)
    kind = draw(st.sampled_from(["whole", "cut", "pages"]))
    if kind == "cut":
        key = "t3.result.denied.three_securities_one_stability"
        return cut_label(table, key, "3.危及“三安全", "一稳定”")
    if kind == "pages":
        width, edge = st.sampled_from([0, 1, 2]), st.sampled_from([0, 1])
        starts = draw(st.sets(st.sampled_from(rows[1:]), min_size=1, max_size=2))
        return break_pages(table, [Page(s, draw(width), draw(edge), draw(edge)) for s in starts])
    return [table]


@st.composite
def torn(draw: st.DrawFn, table: Table, first: int = 0) -> Table:
    """Rows of a table, headers too, that lost a value while empty cells slipped in.

    No row loses the only value it has or stays as long as it was, for nobody could tell; a header
    only loses.
    """
    edges = st.sampled_from([(0, 0), (1, 1), (2, 0), (0, 2)])
    tears = {}
    for place, row in enumerate(table.rows[first:], first):
        filled = [at for at, cell in enumerate(row.values) if cell.text]
        if len(filled) > 1 and draw(st.integers(0, 3)) == 0:
            gone = st.integers(0, len(row.values))
            head = not all(cell.text.isdigit() for cell in row.values if cell.text)
            tears[place] = (draw(gone), *((0, 0) if head else draw(edges)))
    return ragged(table, tears)


def wrong(figures: Mapping[str, Figure], texts: Mapping[str, str]) -> dict[str, str]:
    """The figures that say something else than was printed."""
    return {
        key: f"{figure.status} {figure.value}"
        for key, figure in figures.items()
        if (figure.value is not None and figure.value != _number(texts.get(key, "")))
        or (figure.status is Status.BLANK and texts.get(key) != "")
        or figure.status is Status.MISSING
    }


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@RUN
@given(printed())
def test_an_exact_grid_reads_back_whole(made: tuple[Generation, dict[str, str]]) -> None:
    """Every number and every blank, by its key."""
    generation, texts = made
    tables = (table_two(generation, texts), table_three(generation, texts), table_four(texts))
    reading = read_figures(document(*map(spread, tables)))

    assert not wrong(reading.figures, texts)
    assert {key: _number(text) for key, text in texts.items()} == {
        key: figure.value for key, figure in reading.figures.items()
    }


@RUN
@given(printed(), st.data())
def test_flattened_text_reads_back_right_or_withheld(
    made: tuple[Generation, dict[str, str]], data: st.DataObject
) -> None:
    """Both layouts of flattened text, through the reader, with every damage."""
    generation, texts = made
    two = table_two(generation, texts)
    if generation == "2019" and data.draw(st.booleans()):
        two = extra_value(two, "行政事业性收费", data.draw(NUMBERS))
    elif data.draw(st.booleans()):
        two = data.draw(torn(two))
    pieces = data.draw(damaged(generation, table_three(generation, texts)))
    four = table_four(texts)
    if data.draw(st.booleans()):
        four = data.draw(torn(four, first=3))
    report = PrintedReport(
        "溟州镇2020年政府信息公开工作年度报告",
        sections=(
            Section("二、主动公开政府信息情况", (two,)),
            Section("三、收到和处理政府信息公开申请情况", tuple(pieces)),
            Section("四、政府信息公开行政复议、行政诉讼情况", (four,)),
        ),
    )
    layout = data.draw(st.sampled_from([report_a, report_b]))
    read_document = read(layout(report).encode(), "report.txt")
    assert isinstance(read_document, Document)

    assert not wrong(read_figures(read_document).figures, texts)


@RUN
@given(printed())
def test_undamaged_rows_of_full_numbers_are_all_read(
    made: tuple[Generation, dict[str, str]],
) -> None:
    """Without blanks and damage nothing is withheld in flattened text."""
    generation, texts = made
    texts = {key: text or "3" for key, text in texts.items()}
    report = PrintedReport(
        "溟州镇2020年政府信息公开工作年度报告",
        sections=(
            Section("二、主动公开政府信息情况", (table_two(generation, texts),)),
            Section("三、收到和处理政府信息公开申请情况", (table_three(generation, texts),)),
            Section("四、政府信息公开行政复议、行政诉讼情况", (table_four(texts),)),
        ),
    )
    for layout in (report_a, report_b):
        read_document = read(layout(report).encode(), "report.txt")
        assert isinstance(read_document, Document)
        figures = read_figures(read_document).figures
        assert texts == {key: str(figure.value) for key, figure in figures.items()}


def consistent(generation: Generation) -> dict[str, Figure]:
    """Tables 三 and 四 that add up, with no cell 0."""
    form = forms()[generation].tables["t3"]
    parts = [key for key in columns("t3") if key != "total"]
    leaves = [r.key for r in form.rows if r.key.startswith("result.") and r.key != "result.total"]
    values: dict[str, int] = {}
    for place, column in enumerate(parts):
        for row in leaves:
            values[f"t3.{row}.{column}"] = place + 1
        total = len(leaves) * (place + 1)
        values[f"t3.result.total.{column}"] = total
        values[f"t3.carried_out.{column}"] = 2
        values[f"t3.carried_in.{column}"] = 1
        values[f"t3.new_received.{column}"] = total + 1
    for table_row in form.rows:
        row_values = [values[f"t3.{table_row.key}.{column}"] for column in parts]
        values[f"t3.{table_row.key}.total"] = sum(row_values)
    for remedy in REMEDIES:
        values |= {f"t4.{remedy}.{key}": 1 for key, _ in OUTCOMES}
        values[f"t4.{remedy}.total"] = len(OUTCOMES) - 1
    return {k: Figure(k, Decimal(v), Status.REPORTED, "件", str(v)) for k, v in values.items()}


@RUN
@given(GENERATIONS, st.integers(0, 10**6), st.integers(-(10**6), 10**6).filter(bool))
def test_spoiling_one_cell_is_found(generation: Generation, place: int, amount: int) -> None:
    """Whatever cell of 三 or 四 changes, by whatever amount, an identity that covers it breaks."""
    figures = consistent(generation)
    used = {"t2": None, "t3": generation, "t4": generation}
    assert not broken_identities(figures, used)
    key = sorted(figures)[place % len(figures)]
    old = figures[key].value or Decimal(0)
    figures[key] = Figure(key, old + amount, Status.REPORTED)

    broken = broken_identities(figures, used)
    assert key in disputed_keys(broken)
    assert all(failure.left_sum - failure.right_sum in (amount, -amount) for failure in broken)
