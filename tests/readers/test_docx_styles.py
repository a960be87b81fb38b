"""What the styles of a .docx hide, strike out or raise is read as if the run itself said so."""

import pytest

from tests.readers.helpers import document, docx, p, paragraphs, run, tables, tbl, tc, tr


def style(id: str, says: str, kind: str = "character", based: str = "", more: str = "") -> str:
    """A style that says this of runs."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}" {more}><w:basedOn w:val="{based}"/>'
        f"<w:rPr>{says}</w:rPr></w:style>"
    )


STRUCK, WHOLE = "<w:strike/>", '<w:strike w:val="0"/>'
STYLES = "".join(
    [
        style("Struck", STRUCK),
        style("Below", "<w:b/>", based="Struck"),
        style("Kept", WHOLE, based="Struck"),
        style("Twice", "<w:dstrike/>"),
        style("NotTwice", '<w:dstrike w:val="false"/>'),
        style("Hidden", "<w:vanish/>"),
        style("Raised", '<w:vertAlign w:val="superscript"/>'),
        style("Round", "", based="Round"),
        style("StruckP", STRUCK, "paragraph"),
        style("TwiceP", "<w:dstrike/>", "paragraph"),
        style("StruckT", STRUCK, "table"),
    ]
)


def named(id: str) -> str:
    """A run's naming of a style."""
    return f'<w:rStyle w:val="{id}"/>'


def read_paragraph(runs: str, of: str = "", styles: str = STYLES) -> list[str]:
    """The paragraphs of a document whose first is of this style and holds these runs."""
    first = f'<w:p><w:pPr><w:pStyle w:val="{of}"/></w:pPr>{runs}</w:p>'
    last = f"<w:p>{run('文末', WHOLE)}</w:p>"
    return paragraphs(document(docx(first + last, styles=styles)))[:-1]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (named("Struck"), ["17"]),
        (named("Below"), ["17"]),
        (named("Kept"), ["157"]),
        (named("Twice"), ["17"]),
        (named("Hidden"), ["17"]),
        (named("Raised"), ["1⁵7"]),
        (named("Round"), ["157"]),
        (named("NoSuchStyle"), ["157"]),
        (named("StruckP"), ["157"]),
        (named("Struck") + WHOLE, ["157"]),
        (named("Raised") + '<w:vertAlign w:val="baseline"/>', ["157"]),
        (named("Kept") + "<w:vanish/>", ["17"]),
    ],
)
def test_a_character_style(properties: str, expected: list[str]) -> None:
    """With what it is based on; what the run says of itself comes first."""
    assert read_paragraph(run("1") + run("5", properties) + run("7")) == expected


@pytest.mark.parametrize(
    ("paragraph", "character", "expected"),
    [
        ("StruckP", "", []),
        ("StruckP", "Kept", []),
        ("StruckP", "Struck", ["5"]),
        ("StruckP", "Hidden", []),
        ("TwiceP", "Twice", []),
        ("TwiceP", "NotTwice", ["5"]),
    ],
)
def test_what_two_levels_switch_is_off_again(
    paragraph: str, character: str, expected: list[str]
) -> None:
    """As the standard has it of strike and vanish; of dstrike the nearer level holds."""
    assert read_paragraph(run("5", named(character)), paragraph) == expected


def test_what_holds_where_no_style_is_named() -> None:
    """The paragraph's and the character's default styles, and what the document has everywhere."""
    usual = style("Normal", STRUCK, "paragraph", more='w:default="1"')
    everywhere = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{STRUCK}</w:rPr></w:rPrDefault></w:docDefaults>"
    )

    assert read_paragraph(run("5"), styles=usual) == []
    assert read_paragraph(run("5", named("Struck")), styles=usual + STYLES) == ["5"]
    assert read_paragraph(run("5"), "Plain", usual + style("Plain", "", "paragraph")) == ["5"]
    assert read_paragraph(run("5", named("Kept")), styles=everywhere + STYLES) == []
    assert read_paragraph(run("5", WHOLE), styles=everywhere) == ["5"]


def test_a_style_of_a_table() -> None:
    """Of the one in which the paragraph stands."""
    table = tbl(tr(tc("规章"), tc("3")), tr(tc("合计"), tc("3")))
    struck = table.replace(
        "<w:tblGrid>", '<w:tblPr><w:tblStyle w:val="StruckT"/></w:tblPr><w:tblGrid>'
    )
    read_document = document(docx(p("表前") + struck + table + p("表后"), styles=STYLES))

    assert tables(read_document) == [[["规章", "3"], ["合计", "3"]]]
    assert paragraphs(read_document) == ["表前", "表后"]
