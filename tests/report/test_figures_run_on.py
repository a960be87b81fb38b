"""Tables whose cells ran together: what is forced is read, everything else is withheld."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from indexer.document import Document
from indexer.model import Figure, Status
from indexer.readers.read import read
from indexer.report.figures import FigureReading, read_figures
from tests.printing import (
    Generation,
    PrintedReport,
    Section,
    figure_keys,
    row_keys,
    table_four,
    table_three,
    table_two,
)
from tests.printing.forms import APPLICANTS, OUTCOMES, REMEDIES
from tests.printing.run_on import report_glued, report_lines, report_spaced
from tests.shared import HANGS

GENERATIONS: tuple[Generation, ...] = ("2019", "2021")
LAYOUTS: dict[str, Callable[[PrintedReport], str]] = {
    "glued": report_glued,
    "glued rows": lambda report: report_glued(report, "\n"),
    "lines": report_lines,
    "lines with blanks": lambda report: report_lines(report, "\u00a0"),
    "spaced": report_spaced,
}


def reading(text: str) -> tuple[Document, FigureReading]:
    """The figures of a text."""
    document = read(text.encode(), "report.txt")
    assert isinstance(document, Document)
    return document, read_figures(document)


def report(generation: Generation, texts: dict[str, str]) -> PrintedReport:
    """The three tables under their headings."""
    return PrintedReport(
        "溟州镇2021年政府信息公开工作年度报告",
        sections=(
            Section("二、主动公开政府信息情况", (table_two(generation, texts),)),
            Section("三、收到和处理政府信息公开申请情况", (table_three(generation, texts),)),
            Section("四、政府信息公开行政复议、行政诉讼情况", (table_four(texts),)),
            Section("五、存在的主要问题及改进情况", ("人手不足。",)),
        ),
    )


def adding_up(draw: random.Random, generation: Generation, choices: list[int]) -> dict[str, str]:
    """A string for each cell of tables in which every sum holds."""
    keys = figure_keys(generation)
    values = {key: draw.choice(choices) for key in keys}
    applicants = [key for key, _ in APPLICANTS]
    rows = list(row_keys(generation))
    results = [row for row in rows if row.startswith("t3.result.") and row != "t3.result.total"]
    for column in applicants[:-1]:
        done = sum(values[f"{row}.{column}"] for row in results)
        left = values[f"t3.carried_out.{column}"]
        values[f"t3.result.total.{column}"] = done
        values[f"t3.carried_in.{column}"] = before = draw.choice([0, done])
        values[f"t3.new_received.{column}"] = done + left - before
    for row in rows:
        values[f"{row}.total"] = sum(values[f"{row}.{column}"] for column in applicants[:-1])
    for remedy in REMEDIES:
        parts = [values[f"t4.{remedy}.{outcome}"] for outcome, _ in OUTCOMES[:-1]]
        values[f"t4.{remedy}.total"] = sum(parts)
    return {key: str(value) for key, value in values.items()}


def spoilt(draw: random.Random, texts: dict[str, str]) -> dict[str, str]:
    """Cells blank or changed, or all zeros blank, or nothing of the kind."""
    kind = draw.choice(["whole", "blank", "zeros", "changed"])
    some = set(draw.sample(sorted(texts), draw.choice([1, 2, 20])))
    if kind == "zeros":
        return {key: "" if text == "0" else text for key, text in texts.items()}
    if kind == "blank":
        return {key: "" if key in some else text for key, text in texts.items()}
    if kind == "changed":
        return {
            k: str(int(t) + draw.choice([1, 9, 10])) if k in some else t for k, t in texts.items()
        }
    return texts


def is_wrong(figure: Figure, text: str) -> bool:
    """Whether a figure says something else than was printed."""
    if figure.value is not None:
        return not text or figure.value != Decimal(text)
    return figure.status is Status.BLANK and bool(text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_table_is_read_right_or_withheld(layout: str) -> None:
    """Also with blanks and with sums that do not hold; every value stands where it leads to."""
    draw = random.Random(layout)
    for choices in ([0], [0, 0, 0, 0, 0, 0, 1, 5, 10, 12], [0, 1, 3, 10, 20, 118, 4096]) * 2:
        generation = draw.choice(GENERATIONS)
        texts = spoilt(draw, adding_up(draw, generation, choices))
        document, found = reading(LAYOUTS[layout](report(generation, texts)))
        figures = found.figures
        assert not {k: f for k, f in figures.items() if is_wrong(f, texts[k])}
        for figure in figures.values():
            if figure.value is not None:
                assert figure.locator
                assert document.slice(figure.locator.spans).strip() == (figure.raw or "").strip()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_of_zeros_is_read_whole(layout: str) -> None:
    """No number begins with 0, so that nothing can be read otherwise."""
    texts = dict.fromkeys(figure_keys("2021"), "0")
    _, found = reading(LAYOUTS[layout](report("2021", texts)))

    held = {key for key, figure in found.figures.items() if figure.value != 0}
    spaced = {key for key in texts if key.startswith("t2.") and layout == "spaced"}
    assert held <= spaced


def test_two_solutions_of_a_table_are_none() -> None:
    """Where columns may change places all sums hold as well, and nothing but zeros is told."""
    texts = dict.fromkeys(figure_keys("2021"), "0")
    for row in ("new_received", "result.granted", "result.total"):
        numbers = ("11", "1", "0", "0", "0", "0", "12")
        texts |= {f"t3.{row}.{c}": n for (c, _), n in zip(APPLICANTS, numbers, strict=True)}
    _, found = reading(report_glued(report("2021", texts)))
    values = [found.figures[f"t3.new_received.{column}"].value for column, _ in APPLICANTS]

    assert values == [None] * 7
    assert found.figures["t3.carried_in.total"].value == 0


def test_a_row_of_fewer_zeros_stays_open() -> None:
    """One of seven is blank or lost, and nothing says which."""
    texts = dict.fromkeys(figure_keys("2021"), "0")
    text = report_glued(report("2021", texts)).replace("予以公开0000000", "予以公开000000")
    _, found = reading(text)

    row = [f for key, f in found.figures.items() if key.startswith("t3.result.granted.")]
    assert [figure.status for figure in row] == [Status.AMBIGUOUS] * 7
    assert found.figures["t3.new_received.total"].value == 0


def test_a_label_that_a_line_broke_or_that_is_misspelt_keeps_its_row() -> None:
    """Lines break labels anywhere; a wrong word is no reason to lose the row."""
    texts = dict.fromkeys(figure_keys("2021"), "0")
    text = report_glued(report("2021", texts)).replace("本机关不掌握", "本机\n关不掌握")
    _, found = reading(text.replace("重复申请", "重复伸请"))

    assert found.figures["t3.result.unable.not_held.total"].value == 0
    assert found.figures["t3.result.not_processed.repeated.total"].status is not Status.MISSING


@pytest.mark.slow
def test_endless_digits_and_rows_end_in_bounded_time() -> None:
    """A run of 10,000 digits, and a table a hundred times over: a notice and no value."""
    texts = dict.fromkeys(figure_keys("2021"), "0")
    once = report_glued(report("2021", texts))
    start = time.process_time()
    for text in (
        once.replace("予以公开0000000", "予以公开" + "12" * 5_000),
        once.replace("总计000000000000000五", "总计" + "12" * 5_000 + "五"),
        once.replace("予以公开0000000", "予以公开" + "1" * 47),
    ):
        _, found = reading(text)
        assert not [figure for figure in found.figures.values() if figure.value]
        assert {figure.status for figure in found.figures.values()} <= {
            Status.RECOVERED,
            Status.REPORTED,
            Status.AMBIGUOUS,
        }
        assert found.notices
    reading(once * 100)

    assert time.process_time() - start < HANGS


def test_prose_about_the_tables_is_no_table() -> None:
    """Labels with words between them."""
    prose = "本年新收政府信息公开申请数量5件，予以公开3件，部分公开1件，信息内容详见网站。"
    text = f"溟州镇2021年报告\n{prose}"
    document, found = reading(text)

    assert not found.figures
    assert not found.tables
    assert document.blocks


def test_text_without_end_is_not_searched_and_that_is_said() -> None:
    """Beyond what any report has, no table is looked for in plain lines."""
    long = "本年新收政府信息公开申请的情况如下。\n" * 20_000

    document = read(long.encode(), "a.txt")

    assert isinstance(document, Document)
    assert [notice.code for notice in document.notices] == ["long_text"]
    assert not read_figures(document).figures
