"""What a browser shows of a page is read, and what is no part of the report is set apart."""

import pytest

from indexer.readers.assemble import BROKEN
from tests.readers.helpers import badly_covered, document, paragraphs, refusal, tables

ROWS = "<tr><td>规章<td>0</tr><tr><td>合计<td>1</tr>"
TABLE = f"<table>{ROWS}</table>"
LINK = "<div><a href='/{0}'>栏目{0}</a> <span>2022-01-0{0}</span></div>"


def test_a_menu_is_no_part_of_the_report() -> None:
    """Three or more lines of links; they stay in the text as residues."""
    page = "".join(map(LINK.format, "123")) + "<p>一、情况</p>"
    read_document = document(page)

    assert paragraphs(read_document) == ["一、情况"]
    assert "栏目2 2022-01-02" in read_document.text
    assert badly_covered(read_document) == []


@pytest.mark.parametrize(
    "lines",
    [
        "".join(map(LINK.format, "12")),
        "".join(f"<p><a href='#{n}'>第{n}部分</a></p>" for n in "123"),
        "".join(f"<p><a name='t{n}'>第{n}部分</a></p>" for n in "123"),
        "".join(f"<p><a href='/{n}'>见文件{n}。</a></p>" for n in "123"),
        "".join(f"<p><a href='/{n}'>附件{n}：统计表</a></p>" for n in "123"),
        "".join(f"<h2><a href='/{n}'>第{n}部分</a></h2>" for n in "123"),
        "".join(f"<p>依据<a href='/{n}'>第{n}号文</a></p>" for n in "123"),
    ],
    ids=["two", "to a place here", "a place", "sentences", "annexes", "headings", "within words"],
)
def test_links_that_are_no_menu_are_read(lines: str) -> None:
    """The report's own contents, sentences, annexes and headings."""
    assert len(paragraphs(document(f"{lines}<p>一、情况</p>"))) > 2


def test_what_is_typed_into_the_fields_of_a_table_is_its_content() -> None:
    """Pages that publish the form itself; a search box is no text, in a table or not."""
    table = (
        "<table><tr><td>规章<td><input value='3'><tr><td>许可<td><textarea>4</textarea>"
        "<tr><td>处罚<td><select><option>1<option selected>5</select>"
        "<tr><td>强制<td><input type='hidden' value='9'><tr><td>收费<td><input value='无'>"
        "<tr><td>搜索<td><input value='请输入关键词'><select><option>全部</select></table>"
    )
    read_document = document(f"<input value='搜索'><p>情况</p>{table}")

    assert tables(read_document) == [
        [["规章", "3"], ["许可", "4"], ["处罚", "5"], ["强制", ""], ["收费", "无"], ["搜索", ""]]
    ]
    assert paragraphs(read_document) == ["情况"]


def test_a_raised_digit_joins_no_number() -> None:
    """The mark of a note is a character of its own."""
    page = "<p>10<sup>-3</sup></p><table><tr><td>规章<td>3<sup>1</sup><tr><td>合计<td>3</table>"

    assert tables(document(page)) == [[["规章", "3¹"], ["合计", "3"]]]
    assert paragraphs(document(page)) == ["10⁻³"]


def test_hidden_islands_and_substitutes_are_left_out() -> None:
    """`visibility`, Word's settings, and what stands in for frames."""
    page = "<p>情况<span style='Visibility: hidden'>隐</span></p><xml><w:Zoom>0</w:Zoom></xml>"

    assert paragraphs(document(page)) == ["情况"]
    frames = "<html><frameset><frame src=a.html><noframes>不支持</noframes></frameset></html>"
    assert refusal(frames).code == "no_text"


def test_a_cell_that_shows_a_picture_is_not_blank() -> None:
    """Even a small one; a spacer is."""
    page = (
        "<table><tr><td>规章<td><img src=3.png width=20><tr><td>许可<td><img src=a.gif width=1>"
        "<tr><td>合计<td>3</table>"
    )

    assert tables(document(page)) == [[["规章", "〔图〕"], ["许可", ""], ["合计", "3"]]]


def test_pictures_in_the_place_of_tables_are_said() -> None:
    """Where the page's own index is the only table, and where one table is there."""
    index = (
        "<table><tr><td>索引号<td>1<td>发布机构<td>某镇政府<tr><td>名称<td colspan=3>报告</table>"
    )
    two, three = "<p>二、主动公开政府信息情况</p>", "<p>三、收到和处理政府信息公开申请情况</p>"

    for page, count in (
        (f"{index}{two}<img src=a.png>{three}<img src=b.png>", 2),
        (f"{two}{TABLE}{three}<p><img src=b.png></p><p>四、其他</p><img src=c.png>", 1),
    ):
        (notice,) = document(page).notices
        assert notice.code == "table_as_image"
        assert f"{count} 处" in notice.message
    assert document(f"{two}{TABLE}<img src=a.png>{three}<p>无</p><img src=b.png>").notices == ()
    assert document("<p>二</p><iframe width=0 height=0></iframe>").notices == ()


def test_a_page_that_loads_its_text_by_a_script_is_said() -> None:
    """There is a script, and hardly a line."""
    loaded = document("<p>首页</p><script>load()</script>")

    assert [notice.code for notice in loaded.notices] == ["loaded_by_script"]
    assert document(f"<p>{'公开。' * 60}</p><script>count()</script>").notices == ()
    assert document("<p>首页</p>").notices == ()


@pytest.mark.parametrize(
    "struck",
    [
        "<del>4</del>",
        "<s>4</s>",
        "<strike>4</strike>",
        "<span style='text-decoration: line-through'>4</span>",
        "<span style='font-size:0'>4</span>",
        "<span style='FONT-SIZE: 0px'>4</span>",
        "<span class='x h'>4</span>",
        "<b id=i>4</b>",
    ],
)
def test_what_is_struck_out_or_hidden_joins_no_number(struck: str) -> None:
    """By an element, by its style, or by the page's own style sheet."""
    sheet = "<style>/* .b{display:none} */ p.a, .h{display:none} #i{visibility:hidden}</style>"
    page = f"{sheet}<p>共3{struck}件</p><table><tr><td>规章<td>3{struck}<tr><td>合计<td>3</table>"

    assert tables(document(page)) == [[["规章", "3"], ["合计", "3"]]]
    assert paragraphs(document(page)) == ["共3件"]


@pytest.mark.parametrize(
    "rule",
    ["@media print{.h{display:none}}", ".h{font-size:0.9em}", ".g .h b{display:none}", "}.h{"],
)
def test_what_no_rule_hides_on_the_screen_is_read(rule: str) -> None:
    """Hidden in print only, small, hidden elsewhere, or in a sheet that is broken."""
    page = f"<style>{rule}</style><table><tr><td>规章<td>3<b class=h>4</b><tr><td>合计<td>3</table>"

    assert tables(document(page)) == [[["规章", "34"], ["合计", "3"]]]


@pytest.mark.parametrize(
    "cell",
    [
        "<td>3<b class=h>4</b>",
        "<td>3<b class='h on'>4</b>",
        "<td>3<b class=k>4</b>",
        "<td style='text-decoration:line-through'>3",
    ],
)
def test_a_cell_of_which_it_is_open_what_is_shown_has_no_number(cell: str) -> None:
    """One rule hides and another shows, or hides in some places; or the cell is struck out."""
    sheet = "<style>.h{display:none} .h.on{display:inline} .x .k{display:none}</style>"
    (table,) = tables(document(f"{sheet}<table><tr><td>规章{cell}<tr><td>合计<td>3</table>"))

    assert BROKEN in (table[0][1] or "")
