"""What a .docx holds beside its plain words: changes, notes, symbols, contents, pictures."""

import pytest

from tests.readers.helpers import (
    badly_covered,
    document,
    docx,
    p,
    paragraphs,
    run,
    tables,
    tbl,
    tc,
    tr,
)

GONE = '<w:rPr><w:del w:id="1"/></w:rPr>'
MOVED = '<w:rPr><w:moveFrom w:id="1"/></w:rPr>'
NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
PICTURE = '<w:p><w:r><w:drawing><a:pic xmlns:a="urn:x"/></w:drawing></w:r></w:p>'


@pytest.mark.parametrize("mark", [GONE, MOVED])
def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(mark: str) -> None:
    """With the number of the last one; before a table and at the end it stands alone."""
    body = p("前半", mark) + p("后半", NUMBER) + p("表前", mark) + tbl(tr(tc("甲"), tc("乙")))
    read_document = document(docx(body + p("文末", mark), numbering=LISTS))

    assert paragraphs(read_document) == ["一、前半后半", "表前", "文末"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    """Its number goes to the next one."""
    text = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    deleted = f"<w:p><w:pPr>{NUMBER}{GONE}</w:pPr>{text}</w:p>"
    body = p("甲", NUMBER) + deleted + p("乙", NUMBER)

    assert paragraphs(document(docx(body, numbering=LISTS))) == ["一、甲", "二、乙"]


def test_a_deleted_cell_is_none() -> None:
    """The cells beside it move up."""
    table = tbl(tr(tc("甲"), tc("删", "<w:cellDel/>"), tc("乙")), tr(tc("1"), tc("2")))

    assert tables(document(docx(table))) == [[["甲", "乙"], ["1", "2"]]]


def test_notes_stand_behind_the_block_they_belong_to() -> None:
    """Behind a paragraph, and behind a table, whose numbers they do not touch."""

    def reference(kind: str, id: str) -> str:
        return f'<w:r><w:{kind}Reference w:id="{id}"/></w:r>'

    cell = f"<w:tc><w:p>{run('3')}{reference('endnote', '5')}</w:p></w:tc>"
    body = f"<w:p>{run('甲')}{reference('footnote', '2')}{run('乙')}</w:p>"
    body += tbl(tr(tc("项"), tc("数")), tr(tc("规章"), cell)) + p("丙")
    notes = f'<w:footnote w:id="0">{p("横线")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{p("注一")}</w:footnote>'
    read_document = document(
        docx(body, footnotes=notes, endnotes=f'<w:endnote w:id="5">{p("注二")}</w:endnote>')
    )

    assert paragraphs(read_document) == ["甲乙", "注一", "注二", "丙"]
    assert tables(read_document) == [[["项", "数"], ["规章", "3"]]]


def test_a_raised_digit_joins_no_number() -> None:
    """The mark of a note is a character of its own; so is what is lowered."""
    cell = f"<w:tc><w:p>{run('3')}{run('1', _shifted('superscript'))}</w:p></w:tc>"
    body = f"<w:p>{run('H')}{run('2', _shifted('subscript'))}{run('O')}</w:p>"

    read_document = document(docx(body + tbl(tr(tc("规章"), cell), tr(tc("合计"), tc("3")))))
    assert tables(read_document) == [[["规章", "3¹"], ["合计", "3"]]]
    assert paragraphs(read_document) == ["H₂O"]


@pytest.mark.parametrize("struck", ["<w:strike/>", '<w:dstrike w:val="1"/>', "<w:vanish/>"])
def test_a_digit_that_is_struck_out_joins_no_number(struck: str) -> None:
    """One of which it is said that it is not struck out is a digit."""
    kept = '<w:strike w:val="0"/><w:dstrike w:val="false"/>'
    cell = f"<w:tc><w:p>{run('5', struck)}{run('6')}{run('7', kept)}</w:p></w:tc>"
    body = f"<w:p>{run('原', struck)}{run('情况')}</w:p>"
    read_document = document(docx(body + tbl(tr(tc("规章"), cell), tr(tc("合计"), tc("3")))))

    assert tables(read_document) == [[["规章", "67"], ["合计", "3"]]]
    assert paragraphs(read_document) == ["情况"]


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_break_within_a_cell_parts_its_numbers(kind: str) -> None:
    """At the end of a cell it parts nothing."""
    broken = f"<w:r><w:br w:type='{kind}'/></w:r>"
    cells = [
        f"<w:tc><w:p>{run('3')}{broken}{run('4')}</w:p></w:tc>",
        f"<w:tc><w:p>{run('5')}{broken}</w:p></w:tc>",
    ]
    read_document = document(docx(tbl(tr(tc("规章"), *cells), tr(tc("合计"), tc("1"), tc("2")))))

    assert tables(read_document) == [[["规章", "3\n4", "5"], ["合计", "1", "2"]]]


def _shifted(how: str) -> str:
    return f'<w:vertAlign w:val="{how}"/>'


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", "F02D", "-"),
        ("Symbol", "F033", "3"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0AB", "〓"),
        ("Webdings", "F061", "〓"),
        ("宋体", "25A1", "□"),
        ("宋体", "zz", ""),
    ],
)
def test_a_symbol_is_a_sign_and_no_blank(font: str, code: str, shown: str) -> None:
    """What has no meaning outside its font is told as a missing character."""
    symbol = f'<w:tc><w:p><w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p></w:tc>'
    table = tbl(tr(tc("甲"), symbol), tr(tc("乙"), tc("1")))

    assert tables(document(docx(table))) == [[["甲", shown], ["乙", "1"]]]


def test_a_table_of_contents_is_no_part_of_the_report() -> None:
    """By the names of its styles, whatever their ids are."""
    styles = '<w:style w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    line = f"{run('一、总体情况')}<w:r><w:tab/></w:r>{run('1')}"
    contents = f'<w:p><w:pPr><w:pStyle w:val="10"/></w:pPr>{line}</w:p>'
    read_document = document(docx(contents + p("一、总体情况"), styles=styles))

    assert paragraphs(read_document) == ["一、总体情况"]
    assert badly_covered(read_document) == []


def test_a_cell_that_shows_a_picture_is_not_blank() -> None:
    """Its number may be in it; a cell with words needs no mark."""
    words = f"<w:tc>{p('规章')}{PICTURE}</w:tc>"
    table = tbl(tr(tc("项目"), tc("数")), tr(words, f"<w:tc>{PICTURE}</w:tc>"))

    assert tables(document(docx(table))) == [[["项目", "数"], ["规章", "〔图〕"]]]


@pytest.mark.parametrize(
    "embedded",
    [
        PICTURE,
        "<w:p><w:r><w:object><v:imagedata xmlns:v='urn:v'/><o:OLEObject xmlns:o='urn:o'/>"
        "</w:object></w:r></w:p>",
        "<w:altChunk/>",
    ],
    ids=["picture", "object", "chunk"],
)
def test_what_may_be_one_of_the_tables_is_said_once(embedded: str) -> None:
    """Under a heading that a table should follow, although another table is there."""
    table = tbl(tr(tc("规章"), tc("0")), tr(tc("合计"), tc("1")))
    two = p("二、主动公开政府信息情况") + embedded + p("三、收到和处理政府信息公开申请情况") + table

    (notice,) = document(docx(two)).notices
    assert notice.code == "table_as_image"
    assert "1 处" in notice.message
    there = p("二、主动公开政府信息情况") + table + embedded + p("其他") + embedded
    assert document(docx(there)).notices == ()
