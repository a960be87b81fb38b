"""What OFD can say in many ways is read as one: where letters stand, lines, and what hides them."""

from __future__ import annotations

import pytest

from indexer.document import Document
from indexer.readers.ofd_values import gaps
from tests.printing.ofd import frame, package, packed, path, picture, sliver, stroke, words
from tests.readers.helpers import badly_covered, document, paragraphs, tables
from tests.shared import SHARED

ORIGINALS = SHARED / "originals"


def grid(cell: str = "") -> str:
    """Lines of two columns and two rows, and a text in three of the cells."""
    lines = [stroke(20, y, 120, y) for y in (20, 30, 40)]
    lines += [stroke(x, 20, x, 40) for x in (20, 70, 120)]
    return "".join([*lines, words("规章", 22, 26), words("总计", 22, 36), cell])


def texts(*pages: str) -> list[str]:
    """The paragraphs of pages."""
    return paragraphs(document(package(pages)))


def residues(read_document: Document) -> list[str]:
    """What belongs to no block."""
    return [read_document.text[start:end] for start, end in read_document.residues]


@pytest.mark.parametrize(
    "deltas",
    ["4 4 2 2 2 2 4 4", "g 2 4 g 4 2 g 2 4", "g 2 4 2 2 2 2 4 4", "g 2 4 g 4 2 g 99 4", "4 4 2"],
)
def test_distances_between_letters_may_be_repeated(deltas: str) -> None:
    """`g n v` is n times v; too many are cut off, and those that lack are the letters' own."""
    text = words("公开2020年度", 20, 20, deltas=deltas) + words("一、", 51, 20)

    assert texts(text) == ["公开2020年度 一、"]


def test_repeated_distances_are_no_more_than_there_are_letters() -> None:
    """However often they say they are."""
    assert gaps("g 1000000000000 4", 3) == [4.0] * 3


def test_letters_under_one_another_are_lines() -> None:
    """A label set upright by DeltaY."""
    upright = (
        '<ofd:TextObject Size="4" Boundary="30 20 4 20"><ofd:TextCode X="0" Y="4" DeltaX="0 0" '
        'DeltaY="g 2 5">总计数</ofd:TextCode></ofd:TextObject>'
    )

    assert texts(upright) == ["总", "计", "数"]


def test_a_text_without_a_place_begins_where_the_one_before_began() -> None:
    """On another line, here."""
    codes = '<ofd:TextCode X="0" Y="4">总计</ofd:TextCode><ofd:TextCode Y="12">公开</ofd:TextCode>'

    assert texts(f'<ofd:TextObject Size="4" Boundary="30 20 9 9">{codes}</ofd:TextObject>') == [
        "总计",
        "公开",
    ]


def test_letters_are_placed_by_their_matrix() -> None:
    """A text of size 1 that is made four times as large and moved stands where it is seen."""
    scaled = (
        '<ofd:TextObject Size="1" Boundary="20 20 100 9" CTM="4 0 0 4 52 3">'
        '<ofd:TextCode X="0" Y="0.8" DeltaX="g 2 .5">118</ofd:TextCode></ofd:TextObject>'
    )

    assert tables(document(package([grid(scaled)]))) == [[["规章", "118"], ["总计", ""]]]


def test_blanks_are_written_as_blanks_or_by_their_number() -> None:
    r"""`\0020` is a blank; other letters after a stroke are what they are; XML may be set out."""
    spaced = words(r"ab\0020cd \6587", 20, 20, deltas="2 2 2 2 2 2 2")
    out = '<ofd:TextObject Size="4" Boundary="110 23 9 4"><ofd:TextCode X="0" Y="3" DeltaX="2 2">'
    out += "\n\t\t\t\t\t\t118\n\t</ofd:TextCode></ofd:TextObject>"

    assert texts(spaced) == [r"ab cd \6587"]
    assert tables(document(package([grid(out)]))) == [[["规章", "118"], ["总计", ""]]]


def test_templates_blocks_and_composite_units_are_part_of_the_page() -> None:
    """Each moved to where it is used; a template stands on every page."""
    used = '<ofd:CompositeObject Boundary="10 0 90 90" ResourceID="7" CTM="2 0 0 2 0 0"/>'
    blocks = (
        f"<ofd:PageBlock><ofd:PageBlock>{words('正文', 20, 60)}</ofd:PageBlock></ofd:PageBlock>"
    )
    unit = f"<ofd:PageBlock>{words('图元', 5, 40, 2)}</ofd:PageBlock>"
    read_document = document(
        package([blocks + used, "<a/>"], templates={"5": words("页眉", 20, 10)}, units={"7": unit})
    )

    assert paragraphs(read_document) == ["正文", "图元"]
    assert residues(read_document) == ["页眉", "页眉"]


@pytest.mark.parametrize("ruled", [stroke, sliver])
def test_lines_are_strokes_or_thin_areas(ruled: object) -> None:
    """A table drawn either way, and as frames of its cells, has the same cells."""
    assert callable(ruled)
    lines = [ruled(20, y, 120, y) for y in (20, 30, 40)]
    lines += [ruled(x, 20, x, 40) for x in (20, 70, 120)]
    filled = words("规章", 22, 26) + words("3", 72, 26) + words("总计", 22, 36)
    frames = "".join(
        frame(x0, y0, x1, y1) for x0, x1 in ((20, 70), (70, 120)) for y0, y1 in ((20, 30), (30, 40))
    )
    one = path("M 20 20 L 120 20 L 120 40 L 20 40 C M 20 30 L 120 30 M 70 20 L 70 40")

    for drawn in ("".join(lines), frames, one):
        assert tables(document(package([drawn + filled]))) == [[["规章", "3"], ["总计", ""]]]


def test_areas_curves_and_slanted_lines_are_no_table() -> None:
    """Shading, a seal and a crossed-out page rule nothing."""
    boxes = [(20, y, 120, y + 10) for y in (20, 50)] + [(x, 20, x + 10, 60) for x in (20, 65, 110)]
    areas = " ".join(f"M {a} {b} L {c} {b} L {c} {d} L {a} {d} C" for a, b, c, d in boxes)
    curves = "M 20 20 {0} 120 20 {0} 120 50 {0} 20 50 {0} 20 20 M 70 20 {0} 70 50"
    filled = words("公开", 30, 40) + words("总计", 80, 40)

    for drawn in (
        path(areas, more='Stroke="false" Fill="true"'),
        path(curves.format("B 1 2 3 4")),
        path(curves.format("Q 5 6")),
        path(curves.format("A 9 9 0 1 1")),
        path("M 20 20 L 120 80 L 20 80 L 110 20 C"),
    ):
        assert tables(document(package([drawn + filled]))) == []


def test_what_is_not_seen_is_not_read() -> None:
    """Hidden, transparent, of no size, neither filled nor outlined, or far from the page."""
    hidden = [
        words("甲", 20, 20, more='Visible="false"'),
        words("乙", 20, 30, more='Alpha="0"'),
        words("丙", 20, 40, 0.0),
        words("丁", 20, 1e9),
        words("戊", 20, 60, more='Fill="false"'),
    ]
    outlined = words("公开", 20, 50, more='Fill="false" Stroke="true"')

    assert texts("".join(hidden) + outlined) == ["公开"]


def test_letters_printed_twice_are_one() -> None:
    """Bold type that is made by printing a line again beside itself."""
    assert texts(words("共11件", 20, 20) + words("共11件", 20.1, 20)) == ["共11件"]


def test_digits_of_small_print_are_no_bold_print() -> None:
    """A page made small holds the same numbers."""
    small = words("共1180件，118条", 20, 20, 0.6)

    assert texts(small) == ["共1180件，118条"]


def test_slanted_letters_are_residues_and_not_mixed_into_lines() -> None:
    """A watermark over the page; a line that stands upright is read from the top down."""
    mark = words("内部资料", 0, 0, more='CTM="0.7 0.7 -0.7 0.7 60 60"')
    turned = words("总计", 0, 0, more='CTM="0 1 -1 0 99 60"')
    read_document = document(package([mark + words("公开", 20, 20) + turned]))

    assert paragraphs(read_document) == ["公开", "总", "计"]
    assert residues(read_document) == ["内部资料"]


def test_a_picture_among_text_is_said_where_there_is_no_table() -> None:
    """The tables may be in it."""
    read_document = document(package([words("公开", 20, 20) + picture(20, 30, 100, 90)]))

    assert [notice.code for notice in read_document.notices] == ["table_as_image"]


def test_text_under_a_picture_of_the_page_is_said_to_be_recognised() -> None:
    """A scan with text behind it; a letterhead under the text is nothing of the kind."""
    over = document(package([words("公开", 20, 20) + picture(0, 0, 210, 297)]))
    under = document(package([picture(0, 0, 210, 297) + words("公开", 20, 20)]))

    assert over.recognised
    assert not under.recognised
    assert "text_under_picture" in [notice.code for notice in over.notices]
    assert "text_under_picture" not in [notice.code for notice in under.notices]


def test_a_page_has_resources_of_its_own() -> None:
    """Named from the page's folder, or from that of the document; they outrank the document's."""
    unit = "<a><CompositeGraphicUnits><CompositeGraphicUnit ID='7'><Content>{}</Content>"
    unit += "</CompositeGraphicUnit></CompositeGraphicUnits></a>"
    page = "<a><PageRes>{}</PageRes><Content><CompositeObject ResourceID='7'/></Content></a>"
    members = {
        "OFD.xml": "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
        "D/Document.xml": "<a><CommonData><PublicRes>R.xml</PublicRes></CommonData><Pages>"
        "<Page BaseLoc='P/0/C.xml'/><Page BaseLoc='P/1/C.xml'/></Pages></a>",
        "D/R.xml": unit.format(words("一", 20, 20).replace("ofd:", "")),
        "D/P/0/C.xml": page.format("Own.xml"),
        "D/P/0/Own.xml": unit.format(words("二", 20, 20).replace("ofd:", "")),
        "D/P/1/C.xml": page.format("P/Other.xml"),
        "D/P/Other.xml": unit.format(words("三", 20, 20).replace("ofd:", "")),
    }

    assert paragraphs(document(packed(members))) == ["二", "三"]


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="../shared/originals is not here")
@pytest.mark.parametrize("name", ["tpl2020", "tpl2021", "tpl2021_easyofd"])
def test_the_originals_are_covered(name: str) -> None:
    """Also the one with a wrong namespace, wrong attributes and no lines."""
    read_document = document((ORIGINALS / f"{name}.ofd").read_bytes())

    assert read_document.format == "ofd"
    assert badly_covered(read_document) == []
