"""Automatic numbers are part of the paragraph, counted as Word counts them."""

import pytest

from tests.readers.helpers import document, docx, p, paragraphs

CHINESE = "chineseCountingThousand"


def numbered(list_id: int, level: int = 0) -> str:
    """Properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(depth: int, format: str, text: str, start: int = 1, style: str = "") -> str:
    """A level of an abstract list."""
    owner = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{owner}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, start: int | None = None) -> str:
    """A list, which may begin at a number of its own."""
    override = f'<w:startOverride w:val="{start}"/>' if start is not None else ""
    return (
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>'
        f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride></w:num>'
    )


def test_levels_count_and_start_anew() -> None:
    """一、（一）（二）二、（一）, and a level that names the one above."""
    numbering = abstract(
        0, level(0, CHINESE, "%1、"), level(1, CHINESE, "（%2）"), level(2, "decimal", "%1.%3.")
    ) + num(1, 0)
    levels = [0, 1, 1, 0, 1, 2]
    body = "".join(p("情况", numbered(1, depth)) for depth in levels)

    assert paragraphs(document(docx(body, numbering=numbering))) == [
        "一、情况",
        "（一）情况",
        "（二）情况",
        "二、情况",
        "（一）情况",
        "二.1.情况",
    ]


def test_two_lists_of_one_kind_share_a_count_unless_one_starts_anew() -> None:
    """startOverride holds from the first use of its list."""
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, 1)
    body = "".join(p("甲", numbered(key)) for key in (1, 2, 3, 3))

    assert paragraphs(document(docx(body, numbering=numbering))) == ["1.甲", "2.甲", "1.甲", "2.甲"]


def test_a_style_can_number() -> None:
    """Its level is the one that names the style; an empty paragraph counts but prints nothing."""
    numbering = abstract(
        0, level(0, CHINESE, "%1、", style="H1"), level(1, CHINESE, "（%2）", style="H2")
    ) + num(1, 0)
    style = (
        '<w:style w:styleId="{}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("甲", '<w:pStyle w:val="H1"/>') + p("", '<w:pStyle w:val="H2"/>')
    body += p("乙", '<w:pStyle w:val="H2"/>')
    data = docx(body, numbering=numbering, styles=style.format("H1") + style.format("H2"))

    assert paragraphs(document(data)) == ["一、甲", "（二）乙"]


@pytest.mark.parametrize(
    ("format", "start", "spelt"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseLegalSimplified", 3, "叁"),
        ("ideographDigital", 20, "二〇"),
        ("ideographTraditional", 2, "乙"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalFullWidth", 12, "１２"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 2, "B"),
        ("somethingNew", 7, "7"),
    ],
)
def test_numbers_are_spelt_as_the_format_says(format: str, start: int, spelt: str) -> None:
    """An unknown format prints plain digits."""
    numbering = abstract(0, level(0, format, "%1、", start)) + num(1, 0)
    read_document = document(docx(p("情况", numbered(1)), numbering=numbering))

    assert paragraphs(read_document) == [f"{spelt}、情况"]


def test_a_bare_digit_does_not_run_into_the_text() -> None:
    """`1` before 2021年 is not 12021年; bullets and unknown lists print nothing."""
    numbering = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
    numbering += abstract(1, level(0, "bullet", "\uf0b7")) + num(2, 1)
    body = p("2021年", numbered(1)) + p("乙", numbered(2)) + p("丙", numbered(9))

    assert paragraphs(document(docx(body, numbering=numbering))) == ["1 2021年", "乙", "丙"]


@pytest.mark.parametrize("bad", ["-3", "x", "", "99999999999999999999"])
def test_bad_numbers_do_no_harm(bad: str) -> None:
    """The paragraph is read, whatever its list says."""
    numbering = abstract(0, level(0, CHINESE, "%1、").replace('"1"', f'"{bad}"')) + num(1, 0)
    properties = f'<w:numPr><w:ilvl w:val="{bad}"/><w:numId w:val="1"/></w:numPr>'

    (read_paragraph,) = paragraphs(document(docx(p("情况", properties), numbering=numbering)))
    assert read_paragraph.endswith("情况")
