"""Word's documents in one XML file are read as the .docx that they could be."""

import zipfile

import pytest

from indexer.readers.docx_package import W
from tests.readers.helpers import badly_covered, document, paragraphs, refusal, tables
from tests.readers.test_golden import ORIGINALS, needs_originals

_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_HINT = "http://schemas.microsoft.com/office/word/2003/auxHint"
_MARKED = "http://schemas.microsoft.com/aml/2001/core"
_SMART = "urn:schemas-microsoft-com:office:smarttags"
_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMES = sorted(path.name for path in ORIGINALS.glob("*.docx"))


def word_2003(body: str, styles: str = "") -> str:
    """A document with this body, as Word 2003 begins it."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{_2003}" xmlns:wx="{_HINT}" xmlns:aml="{_MARKED}" '
        f'xmlns:st1="{_SMART}"><w:styles>{styles}</w:styles><w:body><wx:sect><wx:sub-section>{body}'
        "</wx:sub-section></wx:sect></w:body></w:wordDocument>"
    )


def r(text: str) -> str:
    """A run."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def tc(text: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{r(text)}</w:p></w:tc>"


def test_merged_cells_stand_where_they_reach() -> None:
    """Down and across: what is below a merged cell is not shifted."""
    rows = (
        tc("不予公开", '<w:vmerge w:val="restart"/>') + tc("国家秘密") + tc("1") + tc("2"),
        tc("", "<w:vmerge/>") + tc("其他") + tc("3", '<w:gridSpan w:val="2"/>'),
        tc("总计") + tc("") + tc("4") + tc("5"),
    )
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    read = document(word_2003(f"<w:p>{r('前')}</w:p><w:tbl>{body}</w:tbl>"), "a.doc")

    assert read.format == "wordml"
    assert tables(read) == [
        [
            ["不予公开", "国家秘密", "1", "2"],
            ["不予公开", "其他", "3", "3"],
            ["总计", "", "4", "5"],
        ]
    ]
    assert badly_covered(read) == []


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (r("a") + f"<st1:date>{r('2021年')}</st1:date>" + r("b"), "a2021年b"),
        (
            f'<aml:annotation w:type="Word.Deletion"><aml:content>{r("删")}</aml:content>'
            f'</aml:annotation><aml:annotation w:type="Word.Insertion"><aml:content>{r("增")}'
            "</aml:content></aml:annotation>",
            "增",
        ),
        ('<aml:annotation w:type="Word.Bookmark.Start" w:name="_GoBack"/>' + r("x"), "x"),
        (f'<w:hlink w:dest="http://a">{r("链接")}</w:hlink>', "链接"),
        (r("正文") + f"<w:r><w:footnote><w:p>{r('脚注')}</w:p></w:footnote></w:r>", "正文"),
        (
            '<w:pPr><w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/></w:listPr></w:pPr>'
            + r("总体情况"),
            "一、总体情况",
        ),
        ('<w:pPr><w:listPr><wx:t wx:val="·"/></w:listPr></w:pPr>' + r("项"), "项"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>" + r("显"), "显"),
    ],
)
def test_what_stands_around_text_is_looked_through(paragraph: str, text: str) -> None:
    """Smart tags, changes, links; numbers as Word showed them; no notes, nothing hidden."""
    assert paragraphs(document(word_2003(f"<w:p>{paragraph}</w:p>"))) == [text]


def test_what_a_style_strikes_out_is_left_out() -> None:
    """The styles stand in the same file."""
    struck = '<w:style w:type="character" w:styleId="a1"><w:rPr><w:strike/></w:rPr></w:style>'
    runs = r("1") + '<w:r><w:rPr><w:rStyle w:val="a1"/></w:rPr><w:t>5</w:t></w:r>' + r("7")

    assert paragraphs(document(word_2003(f"<w:p>{runs}</w:p>", struck))) == ["17"]
    assert paragraphs(document(word_2003(f"<w:p>{runs}</w:p>"))) == ["157"]


def _parts(name: str) -> dict[str, str]:
    with zipfile.ZipFile(ORIGINALS / name) as archive:
        parts = {part: archive.read(part).decode() for part in archive.namelist() if "xml" in part}
    return {part: text.partition("?>")[2] or text for part, text in parts.items()}


@needs_originals
@pytest.mark.parametrize("name", _NAMES)
def test_an_unpacked_docx_is_read_as_the_packed_one(name: str) -> None:
    """All of its parts in one file, as Word saves it as XML today."""
    held = "".join(
        f'<pkg:part pkg:name="/{part}" pkg:contentType="{_MAIN if "document" in part else "x"}">'
        f"<pkg:xmlData>{text}</pkg:xmlData></pkg:part>"
        for part, text in _parts(name).items()
        if not part.endswith(".rels") and not part.startswith("[")
    )
    came = document(
        f'<?xml version="1.0"?><pkg:package xmlns:pkg="{_PACKAGE}">{held}</pkg:package>'
    )
    wanted = document((ORIGINALS / name).read_bytes())

    assert came.format == "wordml"
    assert (came.text, tables(came)) == (wanted.text, tables(wanted))


@needs_originals
@pytest.mark.parametrize("name", [name for name in _NAMES if name.startswith("tpl")])
def test_a_report_under_the_names_of_2003_is_the_same(name: str) -> None:
    """Its statutory tables, with all their merged cells."""
    main = _parts(name)["word/document.xml"].replace(W[1:-1], _2003)
    main = main.replace("w:vMerge", "w:vmerge").replace("w:document", "w:wordDocument")
    came, wanted = document(main), document((ORIGINALS / name).read_bytes())

    assert came.format == "wordml"
    assert (came.text, tables(came)) == (wanted.text, tables(wanted))


@pytest.mark.parametrize(
    "data",
    [
        f'<w:wordDocument xmlns:w="{_2003}"/>',
        f'<w:wordDocument xmlns:w="{_2003}"><w:body>',
        f'<!DOCTYPE a [<!ENTITY e "x">]><w:wordDocument xmlns:w="{_2003}"/>',
        f'<pkg:package xmlns:pkg="{_PACKAGE}"/>',
        '<w:wordDocument xmlns:w="x"/>',
    ],
    ids=range(5),
)
def test_what_is_no_document_is_refused(data: str) -> None:
    """Cut off, with entities, or without a body."""
    assert refusal(data).code == "damaged"
