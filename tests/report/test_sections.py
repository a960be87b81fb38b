"""A report is cut into sections by wording, and every character of it is kept once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.document import Paragraph
from indexer.report.sections import Outline, cut
from tests.report.coverage import uncovered
from tests.report.lines import assert_whole, document, outline, slots, texts

FORM = (
    *("一、总体情况", "（一）主动公开", "全年公开信息12条。", "（二）依申请公开", "未收到申请。"),
    *("二、主动公开政府信息情况", "信息内容\t本年制发件数", "规章\t0"),
    *("三、收到和处理政府信息公开申请情况", "申请人情况\t自然人", "一、本年新收\t0"),
    *("四、政府信息公开行政复议、行政诉讼情况", "行政复议\t行政诉讼", "0\t0"),
    *("五、存在的主要问题及改进情况", "公开形式较为单一，下一步将丰富形式。"),
    *("六、其他需要报告的事项", "无收取信息处理费情况。"),
)
FORM_TABLES = {0: "t2", 1: "t3", 2: "t4"}


def found_slots(found: Outline) -> list[str]:
    return [section.slot for section in found.sections]


def test_the_form_is_cut_into_its_slots() -> None:
    """Six parts, sub-parts, problem and measure of one sentence, the fee inside 六."""
    found = outline(*FORM, tables=FORM_TABLES)

    assert [
        *("overview", "overview.proactive", "overview.on_request"),
        *("tables.proactive", "tables.requests", "tables.review"),
        *("problems", "measures", "other", "other.fee"),
    ] == found_slots(found)
    assert [
        *("overview.proactive", "overview.on_request", "problems", "measures", "other.fee")
    ] == slots(found)
    assert texts(found)[2:4] == ["公开形式较为单一，", "下一步将丰富形式。"]
    assert found.sections[1].number == "（一）"
    assert found.sections[1].title == "主动公开"
    assert found.sections[1].depth == 1


def test_slipped_numerals_change_nothing() -> None:
    """The value of a numeral decides nothing."""
    slipped = [line.replace("五、", "四、").replace("（二）", "（一）") for line in FORM]

    assert found_slots(outline(*FORM, tables=FORM_TABLES)) == found_slots(
        outline(*slipped, tables=FORM_TABLES)
    )


def test_a_list_of_parts_in_the_preamble_is_no_heading() -> None:
    """Parts named line by line before the first of them are the preamble's."""
    listed = [line for line in FORM if line[1] == "、" and "\t" not in line]

    found = outline("本报告由以下部分组成：", *listed, *FORM, tables=FORM_TABLES)

    assert found_slots(found) == ["preamble", *found_slots(outline(*FORM, tables=FORM_TABLES))]
    assert slots(found)[:2] == ["preamble", "preamble"]
    assert texts(found)[1] == "".join(listed)


def test_before_2019_prose_is_never_a_table_slot() -> None:
    """Where neither a table nor the later form is seen, the same words name prose."""
    found = outline(
        *("一、概述", "本报告如下。", "二、主动公开政府信息情况", "全年公开83条。"),
        *("三、依申请公开政府信息情况", "没有申请。", "四、收费及减免情况", "没有收费。"),
        *("五、因政府信息公开申请行政复议、提起行政诉讼情况", "没有发生行政复议。"),
        *("六、主要问题和改进措施", "更新不够及时。", "附表：政府信息公开情况统计表", "指标\t数"),
        tables={0: "appendix"},
    )

    assert [
        *("overview", "overview.proactive", "overview.on_request", "overview.fees"),
        *("overview.review", "problems"),
    ] == slots(found)
    assert found_slots(found)[-1] == "appendix"


def test_a_table_makes_the_slot_of_an_otherwise_free_report() -> None:
    """In a report of the form, a part whose table is lost keeps its table slot."""
    lines = [line for line in FORM if "本年制发" not in line and "规章" not in line]

    assert "tables.proactive" in found_slots(outline(*lines, tables={0: "t3", 1: "t4"}))


def test_prose_under_a_table_stays_in_its_slot() -> None:
    """A sentence below the table is a passage of the table's part."""
    lines = [*FORM[:8], "说明：以上数据不含下级单位。", *FORM[8:]]

    assert "tables.proactive" in slots(outline(*lines, tables=FORM_TABLES))


def test_a_report_in_one_line_is_cut_too() -> None:
    """Headings inside the line are found; glued cells are table text, no passage."""
    line = (
        "联系电话：0999-1510808。一、总体情况2021年，全区公开信息12条。（一）主动公开方面。按要求公开。"
        "二、主动公开政府信息情况 第二十条第（一）项信息内容本年制发件数本年废止件数规章 000"
        "五、存在的主要问题及改进情况（一）存在的主要问题:形式不够丰富。（二）改进措施：丰富形式。"
        "六、其他需要报告的事项今年，无收取信息处理费情况。"
    )
    found = outline(line)

    assert [
        *("preamble", "overview", "overview.proactive", "problems", "measures", "other.fee")
    ] == slots(found)
    assert [text.slot for text in found.table_texts] == ["tables.proactive"]
    assert not uncovered(document(line), found, ())


def test_a_report_without_headings_is_overview() -> None:
    """One paragraph without a heading is the general account, and a notice says so."""
    found = outline("2010年，全乡公开信息12条，没有收到申请。")

    assert slots(found) == ["overview"]
    assert [notice.code for notice in found.notices] == ["no_headings"]


def test_problems_and_plans_alternate_without_headings() -> None:
    """In 五 each statement is told by its words; what says nothing goes with the one before."""
    found = outline(
        "五、存在的主要问题及改进情况",
        "一是政策解读的形式较为单一；二是经办人员变动频繁不熟悉。",
        "针对2019年报告中存在的问题，已全部完成整改。",
        "加强人员培训，提高业务水平。",
        "公开栏更新仍不及时。",
    )

    assert slots(found) == ["problems", "problems", "prior_rectification", "measures", "problems"]


def test_the_signature_is_a_section_of_its_own() -> None:
    """Lines named as signature are passages of that slot, wherever they stand."""
    doc = document("一、总体情况", "全年工作有序。", "青芷镇人民政府", "2021年1月23日")
    start = doc.text.index("青芷镇")
    found = cut(doc, (), ((start, len(doc.text)),), {})

    assert slots(found) == ["overview", "signature", "signature"]


LINES = st.lists(
    st.sampled_from(
        [
            *FORM,
            *(
                "",
                " ",
                "\u3000一、总体情况",
                "（二）人员不足。",
                "1.及时公开预案。",
                "监督保障机制。为此。",
            ),
            *(
                "全年公开信息12条，其中通过网站公开信",
                "息8条，公众号4条。",
                "青芷镇人民政府",
                "附表",
            ),
            *(
                "一是完善公开机制的各项规定；二是加强公开人员的培训。",
                "0",
                "规章规范性文件信息内容 000",
            ),
            *(
                "[图]4.及时公开目录。",
                "存在不足。下一步，将改进。",
                "—、总体情况2021年，工作有序。",
            ),
        ]
    ),
    max_size=24,
)


@given(LINES, st.data())
def test_every_character_is_kept_once(lines: list[str], data: st.DataObject) -> None:
    """Headings, passages, tables, cells, residues and title hold all of the text, nothing twice;
    a passage's text is the characters at its locator; sections hold each passage once."""
    doc = document(*lines, residues=("[图]",))
    paragraphs = [block for block in doc.blocks if isinstance(block, Paragraph)]
    marks = data.draw(st.lists(st.sampled_from(["", "title", "signature"]), min_size=24))
    named = list(zip(paragraphs, marks, strict=False))
    title = tuple(span for block, mark in named if mark == "title" for span in block.spans)
    sign = tuple(span for block, mark in named if mark == "signature" for span in block.spans)

    assert_whole(doc, cut(doc, title, sign, {0: "t2", 1: "other"}), title)
