"""A report as .docx, written part by part with nothing but the standard library.

Merged cells are gridSpan and vMerge as Word keeps them. The bytes depend on the report alone:
members of the archive carry one fixed date.
"""

import io
import zipfile
from xml.sax.saxutils import escape

from tests.printing.reports import Paragraph, PrintedReport
from tests.printing.tables import Cell, Row, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTENT_TYPES = f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_MIME}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_MIME}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{_MIME}.numbering+xml"/>
</Types>"""
_ROOT_RELS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>
</Relationships>"""
_DOCUMENT_RELS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_REL}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_REL}/numbering" Target="numbering.xml"/>
</Relationships>"""
_STYLES = f"""{_XML}<w:styles xmlns:w="{_W}">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>
<w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
_LEVEL = """<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>"""
_NUMBERING = f"""{_XML}<w:numbering xmlns:w="{_W}">
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
{_LEVEL.format(level=0, text="%1、")}
{_LEVEL.format(level=1, text="（%2）")}
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"""


def report_docx(report: PrintedReport) -> bytes:
    """The bytes of a document that Word, LibreOffice and every docx reader can open."""
    body = [_paragraph(line, style="Title") for line in report.title.split("\n")]
    for block in report.blocks:
        if isinstance(block, Table):
            body += [table_docx(block), "<w:p/>"]
        elif isinstance(block, Paragraph):
            body.append(_special(block))
        else:
            body.append(_paragraph(block))
    document = (
        f'{_XML}<w:document xmlns:w="{_W}"><w:body>{"".join(body)}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    return _archive(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _ROOT_RELS,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _DOCUMENT_RELS,
            "word/styles.xml": _STYLES,
            "word/numbering.xml": _NUMBERING,
        }
    )


def table_docx(table: Table) -> str:
    """One `w:tbl`, to stand in the body of a document."""
    grid = '<w:gridCol w:w="850"/>' * table.width
    rows = "".join(_row(row) for row in table.rows)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(row: Row) -> str:
    return "<w:tr>" + "".join(map(_cell, row.cells)) + "</w:tr>"


def _cell(cell: Cell) -> str:
    properties = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    if cell.down > 1:
        properties += '<w:vMerge w:val="restart"/>'
    elif cell.below:
        properties += "<w:vMerge/>"
    paragraphs = "".join(_paragraph(line) for line in cell.text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _special(paragraph: Paragraph) -> str:
    inner = _run(paragraph.text)
    if paragraph.wrapped == "tag":
        inner = f'<w:smartTag w:uri="urn:specimen" w:element="text">{inner}</w:smartTag>'
    number = ""
    if paragraph.number is not None:
        number = f'<w:numPr><w:ilvl w:val="{paragraph.number}"/><w:numId w:val="1"/></w:numPr>'
    whole = f"<w:p><w:pPr>{number}</w:pPr>{inner}</w:p>"
    if paragraph.wrapped == "control":
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{whole}</w:sdtContent></w:sdt>"
    return whole


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{_run(text)}</w:p>"


def _run(text: str) -> str:
    if not text:
        return ""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _archive(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return buffer.getvalue()
