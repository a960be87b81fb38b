"""What is read of pictures of pages: all the text, and of the numbers those that are proved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

import pytest
from PIL import Image, ImageDraw

from indexer.divisions import load_divisions
from indexer.document import Document, Paragraph, Table
from indexer.model import Figure, Report, Source, Status
from indexer.readers.refusals import Refused
from indexer.report.build import build
from indexer.report.figures import read_figures
from indexer.report.quantities import read_quantity
from tests.printing import PrintedReport, Section, figure_keys
from tests.printing import table_four as print_four
from tests.printing import table_three as print_three
from tests.printing import table_two as print_two
from tests.printing.pictures import draw_table, image_of, needs_font, pages_of, pdf_of, scanned
from tests.printing.tables import plain_table
from tests.report.adding import table_four, table_three
from tests.report.built import CORPUS
from tests.report.grids import truth
from tests.shared import SHARED

scan = pytest.importorskip(
    "indexer.readers.scan", reason="rapidocr is not installed: pip install -e .[ocr]"
)

pytestmark = pytest.mark.slow

ORIGINALS = SHARED / "originals"
RESULTS = {
    "granted.natural_person": 95,
    "denied.state_secret.natural_person": 8,
    "granted.business": 97,
    "unable.not_held.business": 11,
    "other.misc.legal_service": 960,
    "partially_granted.legal_service": 48,
}
CELLS = {
    **dict.fromkeys((key for key in figure_keys("2021") if key.startswith("t2")), 7),
    **table_three(RESULTS, carried_in=20, carried_out=1),
    **table_four({"review.upheld": 9, "review.corrected": 3}),
}
TEXTS = {key: str(value) for key, value in CELLS.items()}
PROSE = "（一）主动公开情况。全年主动公开政府信息322条，及时回应群众关切。"
REPORT = PrintedReport(
    "林峪县青芷镇人民政府2021年政府信息公开工作年度报告",
    ("本报告所列数据的统计期限为2021年1月1日至2021年12月31日。",),
    (
        Section("一、总体情况", (PROSE,)),
        Section("二、主动公开政府信息情况", (print_two("2021", TEXTS),)),
        Section("三、收到和处理政府信息公开申请情况", (print_three("2021", TEXTS),)),
        Section("四、政府信息公开行政复议、行政诉讼情况", (print_four(TEXTS),)),
        Section("五、存在的主要问题及改进情况", ("公开不够及时。",)),
    ),
    ("林峪县青芷镇人民政府", "2022年1月20日"),
)


def read_scan(data: bytes) -> Document:
    """What is read of pictures of pages."""
    found = scan.read_scan(data, lambda: None)
    assert isinstance(found, Document)
    return found


@pytest.fixture(scope="module")
def document() -> Document:
    """The printed report, scanned, each page a little askew."""
    pages = zip(pages_of(REPORT), (1.2, -0.8, 0.5), strict=True)
    data = pdf_of([scanned(page, turned=turned) for page, turned in pages])
    return read_scan(data)


@needs_font
def test_the_text_of_a_scan_is_read(document: Document) -> None:
    said = [document.slice(one.spans) for one in document.blocks if isinstance(one, Paragraph)]

    assert said[0] == REPORT.title
    assert "五、存在的主要问题及改进情况" in said
    assert document.format == "scan"
    assert [notice.code for notice in document.notices] == ["recognised"]


@needs_font
def test_the_numbers_of_a_scan_count_where_they_are_proved(document: Document) -> None:
    found = read_figures(document).figures

    values = {key: int(one.value) for key, one in found.items() if one.value is not None}
    assert values.items() <= CELLS.items()
    assert {key for key in CELLS if key.startswith("t3.")} <= values.keys()
    assert {"t4.review.upheld", "t4.review.total"} <= values.keys()


@needs_font
def test_the_numbers_that_are_not_proved_are_shown_as_they_were_read(document: Document) -> None:
    found = read_figures(document).figures

    for key in TEXTS:
        if key.startswith("t2."):
            assert (found[key].value, found[key].status) == (None, Status.UNREADABLE)
            assert found[key].raw == "7"


@needs_font
def test_no_number_of_the_prose_counts(document: Document) -> None:
    divisions = load_divisions((CORPUS / "divisions.csv",))
    report = build(document, Source("x.pdf", "0" * 64, 1, "scan"), divisions)

    assert isinstance(report, Report)
    stated = report.figures["n.proactive"]
    assert (stated.value, stated.status, stated.raw) == (
        None,
        Status.UNREADABLE,
        "主动公开政府信息322条",
    )
    assert report.figures["d.denied"].value == 8


@needs_font
@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF"])
def test_an_image_is_read_as_a_page(format: str) -> None:
    page = Image.new("L", (1241, 420), 255)
    draw_table(ImageDraw.Draw(page), plain_table([["规章", "12", "3", "-"]] * 3), (90, 200))

    found = read_scan(image_of(scanned(page, turned=0.7), format))

    [table] = found.blocks
    assert isinstance(table, Table)
    for row in table.grid.rows:
        texts = [cell.text for cell in row if cell is not None]
        assert texts[:3] == ["规章", "12", "3"]
        assert texts[3]  # a dash is read or marked, and no blank


@needs_font
def test_only_a_cell_without_ink_is_blank() -> None:
    """A scribble that is no text is marked."""
    page = Image.new("L", (1241, 420), 255)
    pen = ImageDraw.Draw(page)
    draw_table(pen, plain_table([["规章", "12", "", ""]]), (90, 200))
    pen.arc((740, 205, 752, 217), 0, 200, fill=0, width=2)

    [table] = read_scan(image_of(scanned(page), "TIFF")).blocks

    assert isinstance(table, Table)
    texts = [cell.text for cell in table.grid.rows[0] if cell is not None]
    assert texts[:2] == ["规章", "12"]
    assert texts[2]
    assert not texts[3]


def test_pages_without_text_are_refused() -> None:
    """After it was told of each that it is begun."""
    begun: list[str] = []
    with pytest.raises(Refused) as error:
        scan.read_scan(pdf_of([Image.new("L", (800, 1100), 255)] * 2), lambda: begun.append("page"))

    assert begun == ["page", "page"]
    assert error.value.refusal.code == "no_text"


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="../shared/originals is not here")
@pytest.mark.parametrize(("year", "generation"), [("2020", "2019"), ("2021", "2021")])
def test_a_made_scan_whose_columns_do_not_add_up_has_no_figure(year: str, generation: str) -> None:
    """Nearly all that is printed is read as it is printed, and nothing of it is proved."""
    document = read_scan((ORIGINALS / f"tpl{year}_scan.pdf").read_bytes())
    grids = json.loads((ORIGINALS / f"truth{year}.json").read_text("utf-8"))
    printed = truth(
        "2019" if generation == "2019" else "2021",
        {block["name"]: block["grid"] for block in grids if block["kind"] == "table"},
    )

    found = read_figures(document)

    assert set(found.forms.values()) == {generation}
    assert not [key for key in printed if found.figures[key].value is not None]
    read_right = [key for key in printed if _same(found.figures, key, printed[key])]
    assert len(read_right) >= 0.8 * len(printed)


def _same(figures: Mapping[str, Figure], key: str, text: str) -> bool:
    value: Decimal | None = read_quantity(text).value
    return value is not None and read_quantity(figures[key].raw or "").value == value
