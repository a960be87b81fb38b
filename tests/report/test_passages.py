"""Paragraphs are cut into statements, and nothing is lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.report.passages import statements
from indexer.report.stretch import part, stretch
from tests.report.lines import document


def cut(text: str, heading: int = 0, problems: bool = False) -> list[str]:
    doc = document(text)
    return [s.text for s in statements(stretch(doc, ((0, len(text)),)), heading, problems)]


def test_members_of_an_enumeration_are_statements() -> None:
    """一是 … 二是 …: each is a passage, and a long lead is one before them."""
    lead = "2020年公开工作有进展，但离群众的要求还差得远，主要有以下问题和不足："
    members = ["一是公开内容范围较窄，切身信息较少；", "二是群众参与度不高，平台作用不够充分。"]

    assert [lead, *members] == cut(lead + "".join(members))


def test_a_short_lead_is_read_with_the_first_member() -> None:
    """A heading or a few words before the first member are no statement."""
    text = "（四）平台建设情况。一是完善主动公开制度的各项规定。二是完善依申请公开的工作规程。"

    assert [text[: text.index("二是")], text[text.index("二是") :]] == cut(text, heading=9)


@pytest.mark.parametrize(
    "text",
    [
        "公开形式有：一是网站；二是公众号；三是公开栏。",
        "坚持“一是公开为常态不公开为例外，二是应公开尽公开不得拖延”的原则。",
        "条例第二十条第（一）项所列的各类信息与第（五）项所列的各类信息均已公开。",
        "全年公开信息1.5万条，比上年增加0.3万条，其中网站公开1.2万条。",
        "设立（一）网站专栏栏目、镇村公开栏两种渠道，方便群众查阅信息。",
    ],
)
def test_lists_of_nouns_quotations_and_numbers_are_not_cut(text: str) -> None:
    """What only looks like an enumeration stays whole."""
    assert [text] == cut(text)


@pytest.mark.parametrize(
    ("problem", "plan"),
    [
        ("目前在更新总量、公开形式等方面仍存在不足，", "下一步将着重办好三件事："),
        ("公开平台作用发挥不够充分。", "针对以上问题，我镇将加强宣传。"),
        ("人员业务水平有待提高，", "我镇将采取以下措施提高水平。"),
        ("政策解读的形式还不够丰富；", "今后要多用图表解读。"),
        ("主要是公开不及时的问题还存在，", "在接下来的工作中，将加大力度。"),
    ],
)
def test_a_problem_is_cut_from_its_plan_also_in_mid_sentence(problem: str, plan: str) -> None:
    """The plan begins at the clause that says so."""
    assert [problem, plan] == cut(problem + plan)


@pytest.mark.parametrize(
    "text",
    [
        "信息公开的质量有待改进，解读的形式有待丰富。",
        "领导小组每季碰头，研究解决存在的问题，布置下一阶段的任务。",
        "全年公开信息12条，下一步将继续公开各类信息。",
    ],
)
def test_what_is_no_turn_is_not_cut(text: str) -> None:
    """The bare word 改进, a plan spoken of, and a plan without a problem cut nothing."""
    assert [text] == cut(text)


def test_where_problems_are_told_no_words_of_lack_are_needed() -> None:
    """Inside the part on problems a plan ends what was told before it."""
    text = "网站更新靠一名借调人员，她请假时栏目就停。为此，拟再培养一名能发布信息的干部。"

    assert [text] == cut(text)
    assert [text[:21], text[21:]] == cut(text, problems=True)


def test_a_long_paragraph_is_cut_at_ends_of_sentences() -> None:
    """No piece is longer than the limit while sentences allow it, and none ends inside one."""
    sentence = "全年围绕重点领域公开各类信息，" * 6 + "群众反映良好。"
    pieces = cut(sentence * 60)

    assert max(map(len, pieces)) <= 1_500
    assert all(piece.endswith("。") for piece in pieces)


def test_only_a_sentence_without_end_is_cut_inside() -> None:
    """Up to 4,000 characters a sentence stays whole."""
    assert [len(piece) for piece in cut("字" * 3_900)] == [3_900]
    assert max(len(piece) for piece in cut("字" * 9_000)) <= 4_000


PIECES = st.lists(
    st.sampled_from(
        (
            *(
                "一是",
                "二是",
                "（一）",
                "1.",
                "。",
                "，",
                "；",
                "“",
                "”",
                "（",
                "）",
                " ",
                "\u3000",
            ),
            *("存在问题", "下一步将", "针对问题，", "有待提高", "公开政府信息12条", "主动公开情况"),
            *("我镇将采取措施", "字" * 40),
        )
    ),
    max_size=60,
)


@given(PIECES, st.booleans())
def test_statements_hold_every_character_once(pieces: list[str], problems: bool) -> None:
    """Whatever the text, its statements are its characters in order, outer white space off."""
    text = "".join(pieces)

    found = cut(text, problems=problems)

    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", "".join(found))
    assert all(piece == piece.strip() for piece in found)


@given(
    st.lists(st.text("甲乙 丙", min_size=1, max_size=6), min_size=1, max_size=5),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_a_part_of_a_stretch_is_its_characters(lines: list[str], start: int, end: int) -> None:
    """However many spans it crosses, a part leads back to the characters it shows."""
    doc = document(*lines)
    spans = tuple(block.spans[0] for block in doc.blocks)
    whole = stretch(doc, spans)

    piece = part(whole, start, end)

    assert piece.text == whole.text[start:end].strip()
    assert piece.text == doc.slice(piece.spans)


def test_a_paragraph_that_tells_all_is_cut_where_it_admits_and_where_it_plans() -> None:
    """A report of one paragraph: what was done, what is lacking, what will be done."""
    done = "2010年，我镇主动公开各类政府信息30条，未收到依申请公开的申请。"
    lack, plan = "目前仍存在公开面不广的问题，", "今后将进一步扩大公开的范围。"

    assert [done, lack, plan] == cut(done + lack + plan)


@pytest.mark.parametrize(
    "plan", ["改进措施：完善制度。", "2、整改措施：专人审核。", "改进：加强领导。"]
)
def test_a_plan_begins_where_a_paragraph_says_so(plan: str) -> None:
    """问题：… 改进：… in one paragraph."""
    problem = "存在问题：公开栏目的内容更新还不够及时。"

    assert [problem, plan] == cut(problem + plan, problems=True)
