"""A .docx is read through everything Word and WPS wrap around its words."""

import io
import zipfile

import pytest

from indexer.document import Table
from tests.printing import report_docx, report_html
from tests.printing.web import WebPage
from tests.readers.helpers import (
    archive,
    badly_covered,
    cells_hold,
    document,
    docx,
    p,
    paragraphs,
    refusal,
    run,
    tables,
    tbl,
    tc,
    tr,
)
from tests.readers.test_plain import REPORT

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

WRAPPED = {
    "content control": f"<w:p><w:sdt><w:sdtContent>{run('情况')}</w:sdtContent></w:sdt></w:p>",
    "control around": f"<w:sdt><w:sdtContent>{p('情况')}</w:sdtContent></w:sdt>",
    "insertion": f"<w:p><w:ins>{run('情况')}</w:ins></w:p>",
    "moved here": f"<w:p><w:moveTo>{run('情况')}</w:moveTo></w:p>",
    "smart tag": f"<w:p><w:smartTag>{run('情况')}</w:smartTag></w:p>",
    "link": f"<w:p><w:hyperlink>{run('情况')}</w:hyperlink></w:p>",
    "field": f"<w:p><w:fldSimple w:instr='DATE'>{run('情况')}</w:fldSimple></w:p>",
    "deletion": f"<w:p>{run('情')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    f"{run('况')}</w:p>",
    "moved away": f"<w:p>{run('情况')}<w:moveFrom>{run('删')}</w:moveFrom></w:p>",
    "hidden": f"<w:p>{run('情')}{run('藏', '<w:vanish/>')}{run('况')}</w:p>",
    "field code": f"<w:p><w:r><w:instrText>TOC</w:instrText></w:r>{run('情况')}</w:p>",
    "page break": f"<w:p>{run('情')}<w:r><w:br w:type='page'/></w:r>{run('况')}</w:p>",
    "alternatives": f"<w:p><w:r><mc:AlternateContent {MC}><mc:Choice><w:t>情况</w:t></mc:Choice>"
    "<mc:Fallback><w:t>情况</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "only a fallback": f"<w:p><w:r><mc:AlternateContent {MC}><mc:Fallback><w:t>情况</w:t>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "text box": f"<w:p><w:r><w:txbxContent>{p('情况')}</w:txbxContent></w:r></w:p>",
}


@pytest.mark.parametrize("body", WRAPPED.values(), ids=WRAPPED.keys())
def test_wrapped_text_is_read_once_and_removed_text_not_at_all(body: str) -> None:
    """Controls, tracked changes, tags, links, fields, hidden runs, alternatives, boxes."""
    assert paragraphs(document(docx(body))) == ["情况"]


def test_a_line_break_ends_a_line() -> None:
    """A tab stays a tab; a text box stands after the paragraph that holds it."""
    box = f"<w:r><w:pict><w:txbxContent>{p('框内')}</w:txbxContent></w:pict></w:r>"
    body = f"<w:p>{run('甲')}{box}<w:r><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>"

    assert paragraphs(document(docx(body))) == ["甲", "乙\t丙", "框内"]


def test_merges_give_an_exact_grid() -> None:
    """gridSpan, vMerge, hMerge and gridBefore; a merged cell is one object."""
    down, across = '<w:vMerge w:val="restart"/>', '<w:hMerge w:val="restart"/>'
    read_document = document(
        docx(
            tbl(
                tr(tc("甲", '<w:gridSpan w:val="2"/>'), tc("乙", down), tc("丙")),
                tr(
                    tc("丁"),
                    tc("", "<w:vMerge/>"),
                    tc("戊"),
                    properties='<w:gridBefore w:val="1"/>',
                ),
                tr(tc("己", across), tc("", "<w:hMerge/>"), tc("庚")),
            )
        )
    )
    (table,) = read_document.blocks
    assert isinstance(table, Table)

    assert tables(read_document) == [
        [["甲", "甲", "乙", "丙"], [None, "丁", "乙", "戊"], ["己", "己", "庚", None]]
    ]
    assert table.grid.rows[0][2] is table.grid.rows[1][2]
    assert table.grid.exact


def test_a_sliver_column_is_dropped() -> None:
    """LibreOffice writes columns of one twip; one that alone holds text stays."""
    row = tr(tc("甲"), tc(""), tc("乙"))
    widths = (2000, 1, 2000)

    assert tables(document(docx(tbl(row, row, widths=widths)))) == [[["甲", "乙"], ["甲", "乙"]]]
    kept = tr(tc("甲"), tc("丙"), tc("乙"))
    assert tables(document(docx(tbl(row, kept, widths=widths))))[0][1] == ["甲", "丙", "乙"]


def test_rows_and_cells_in_controls_are_read_and_deleted_rows_are_not() -> None:
    """WPS wraps whole rows."""
    wrapped = f"<w:sdt><w:sdtContent>{tr(tc('丙'), tc('丁'))}</w:sdtContent></w:sdt>"
    table = tbl(tr(tc("甲"), tc("乙")), wrapped, tr(tc("删"), tc("除"), properties="<w:del/>"))

    assert tables(document(docx(table))) == [[["甲", "乙"], ["丙", "丁"]]]


def test_a_small_nested_table_is_part_of_its_cell_and_a_frame_is_opened() -> None:
    """Text is read once either way."""
    inner = tbl(tr(tc("内1"), tc("内2")))
    outer = tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), f"<w:tc>{inner}<w:p/></w:tc>"))
    frame = tbl(tr(f"<w:tc>{p('概述')}{outer}</w:tc>"))
    read_document = document(docx(frame))

    assert paragraphs(read_document) == ["概述"]
    assert tables(read_document) == [[["甲", "乙"], ["丙", "内1\n内2"]]]
    assert badly_covered(read_document) == []


def test_the_strict_namespace_is_the_same_language() -> None:
    """Word can save as Strict Open XML."""
    assert paragraphs(document(docx(p("情况"), namespace=STRICT))) == ["情况"]


def test_the_main_part_may_have_another_name() -> None:
    """The content types say which part it is."""
    types = (
        '<Types><Override PartName="/word/main2.xml" ContentType="application/vnd.openxml'
        'formats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    with zipfile.ZipFile(io.BytesIO(docx(p("情况")))) as opened:
        main = opened.read("word/document.xml").decode()

    data = archive({"[Content_Types].xml": types, "word/main2.xml": main})
    assert paragraphs(document(data)) == ["情况"]


def test_pictures_without_any_table_are_said() -> None:
    """The statutory tables may be in them."""
    picture = '<w:p><w:r><a:pic xmlns:a="urn:x"/></w:r></w:p>'

    (notice,) = document(docx(p("二、情况") + picture)).notices
    assert notice.code == "table_as_image"


def test_docx_and_html_of_one_report_are_alike() -> None:
    """The same paragraphs and the same grids."""
    word = document(report_docx(REPORT))
    page = document(report_html(REPORT, WebPage("某市人民政府", "https://a.example/1.html")))

    assert tables(word) == tables(page)
    assert paragraphs(word) == paragraphs(page)
    assert cells_hold(word)


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    """A part that unpacks to more than the limit, and a table too deep or too wide."""
    deep = p("x")
    for _ in range(30):
        deep = tbl(tr(tc("甲"), f"<w:tc>{deep}</w:tc>"))
    wide = tbl(tr(*[tc("甲", '<w:gridSpan w:val="99999999"/>')] * 2))

    assert refusal(archive({"word/document.xml": " " * (65 << 20)})).code == "too_large"
    assert refusal(docx(deep)).code == "too_complex"
    assert refusal(docx(wide)).code == "too_complex"
