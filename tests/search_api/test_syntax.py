"""The language of DESIGN 7: what each construct means, and that nothing written is an error."""

from __future__ import annotations

import pytest

from search_api.syntax import parse
from search_api.tree import (
    And,
    Everything,
    Keyword,
    Literal,
    Node,
    Not,
    Or,
    Range,
    Words,
)

A, B, C = Words("甲"), Words("乙"), Words("丙")

MEANINGS: list[tuple[str, Node]] = [
    ("", Everything()),
    ("　 \n", Everything()),
    ("保密审查", Words("保密审查")),
    ("甲 乙", And((A, B))),
    ("甲　AND 乙", And((A, B))),
    ("甲 且 乙", And((A, B))),
    ("甲 OR 乙 丙", Or((A, And((B, C))))),
    ("甲 或 乙", Or((A, B))),
    ("(甲 OR 乙) 丙", And((Or((A, B)), C))),
    ("（甲 或 乙） 丙", And((Or((A, B)), C))),
    ("-甲", Not(A)),
    ("－甲", Not(A)),
    ("NOT 甲", Not(A)),
    ("非 甲", Not(A)),
    ("甲 -乙", And((A, Not(B)))),
    ("甲-乙", Words("甲-乙")),
    ("-(甲 乙)", Not(And((A, B)))),
    ("NOT -甲", A),
    ("甲或乙", Words("甲或乙")),
    ("甲 甲", A),
    ('"保密 审查"', Literal("保密审查")),
    ("“保密，审查”", Literal("保密,审查")),
    ("「保密」", Literal("保密")),
    ("『保密』", Literal("保密")),
    ("＂保密＂", Literal("保密")),
    ('坚持"標準化"建设', And((Words("坚持"), Literal("标准化"), Words("建设")))),
    ('"坚持“标准化”建设"', Literal("坚持“标准化”建设")),
    ('-"甲"', Not(Literal("甲"))),
    ('~"先审查、后公开"', Literal("先审查后公开", loose=True)),
    ("～“，”", Literal(",")),
    ("year:2018..2021", Range("year", "2018", "2021")),
    ("年:2021-2024", Range("year", "2021", "2024")),
    ("年：２０２０", Range("year", "2020", "2020")),
    ("年份:2018年至2020年", Range("year", "2018", "2020")),
    ("year:2019..", Range("year", "2019", None)),
    ("year:..2019", Range("year", None, "2019")),
    ("published:2021-03", Range("published", "2021-03-01", "2021-03-31")),
    ("公布:2021..2022", Range("published", "2021-01-01", "2022-12-31")),
    ("published:2021年3月5日", Range("published", "2021-03-05", "2021-03-05")),
    ("section:overview", Keyword("section", "overview")),
    ("部分:问题", Keyword("section", "problems")),
    ("部分:存在问题", Keyword("section", "problems")),
    ("aspect:problem", Keyword("aspect", "problem")),
    ("性质:拟改进", Keyword("aspect", "measure")),
    ("层级:市级", Keyword("level", "prefecture")),
    ("类型:乡镇", Keyword("kind", "township")),
    ("范围:本机关", Keyword("scope", "own")),
    ("表式:2021年表式", Keyword("form", "2021")),
    ("主题:保密审查", Keyword("topic", "secrecy_review")),
    ("核查:收办结转勾稽", Keyword("finding", "t3_flow")),
    ("agency:鄌郚镇", Keyword("agency", "鄌郚镇")),
    ('agency:"某 局（本级）"', Keyword("agency", "某局(本级)")),
    ("region:山东", Keyword("region", "山东")),
    ("-year:2020 甲", And((Not(Range("year", "2020", "2020")), A))),
]


@pytest.mark.parametrize(("text", "node"), MEANINGS)
def test_what_is_written_means(text: str, node: Node) -> None:
    """Each construct has one tree and nothing is said about it."""
    parsed = parse(text)

    assert parsed.node == node
    assert parsed.notices == ()


ODD: list[tuple[str, Node, str, tuple[int, int]]] = [
    ('"甲', A, "unclosed_quote", (0, 1)),
    ("甲)", A, "unmatched_parenthesis", (1, 2)),
    ("(甲", A, "unmatched_parenthesis", (0, 1)),
    ("甲 ()", A, "empty_group", (2, 3)),
    ('甲 ""', A, "empty_literal", (2, 4)),
    ("时间:2020", Words("时间:2020"), "unknown_field", (0, 7)),
    ("year:", Words("year:"), "empty_value", (0, 5)),
    ("year:abc", Keyword("year", "abc"), "unknown_value", (0, 8)),
    ("年>=2019.", Keyword("year", "2019."), "unknown_value", (0, 8)),
    ("甲 部分:问提", And((A, Keyword("section", "问提"))), "unknown_value", (2, 7)),
    ("year:2021..2018", Range("year", "2018", "2021"), "reversed_range", (0, 15)),
]


@pytest.mark.parametrize(("text", "node", "code", "span"), ODD)
def test_what_cannot_be_understood_is_searched_and_said(
    text: str, node: Node, code: str, span: tuple[int, int]
) -> None:
    """With one notice that points at the characters."""
    parsed = parse(text)

    assert parsed.node == node
    assert [(notice.code, notice.span) for notice in parsed.notices] == [(code, span)]


@pytest.mark.parametrize("text", ["甲 AND", "OR 甲", "甲 NOT", "甲 或"])
def test_an_operator_without_operands_is_a_word(text: str) -> None:
    """It is searched as written, in lower case as every text, and that is said."""
    parsed = parse(text)

    assert parsed.node == And(tuple(Words(word.lower()) for word in text.split()))
    assert [notice.code for notice in parsed.notices] == ["lone_operator"]
    assert not text.isascii() or text.strip("甲 ") in parsed.notices[0].message


@pytest.mark.parametrize("text", ['"', "()", ")(", '""', "“", "-()"])
def test_marks_with_nothing_in_them_are_searched_as_written(text: str) -> None:
    """They are not taken for a query without conditions, nor said to be left out."""
    parsed = parse(text)

    assert parsed.node == Literal(text)
    assert [(n.code, n.span) for n in parsed.notices] == [("empty_query", (0, len(text)))]


def test_an_unknown_value_names_the_nearest() -> None:
    """A slip of one character is answered with the name that was meant."""
    (notice,) = parse("aspect:problm").notices

    assert "problem" in notice.message


def test_a_value_like_no_other_is_told_the_few_there_are() -> None:
    """Where nothing resembles it."""
    (notice,) = parse("scope:zzz").notices

    assert all(name in notice.message for name in ("本机关", "本级汇总", "aggregate"))


def test_exact_is_one_literal() -> None:
    """Operators, quotes and filters are characters then."""
    assert parse('年:2020 OR "甲"', literal=True).node == Literal('年:2020 or"甲"')
