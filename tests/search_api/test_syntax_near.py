"""NEAR(…), patterns, report(…) and section(…): what they mean, and odd ways of writing them."""

from __future__ import annotations

import pytest

from search_api.near_call import MAX_DISTANCE
from search_api.syntax import parse
from search_api.tree import And, Literal, Near, Node, Not, Or, Pattern, Range, Unit, Within, Words

A, B, C = Words("甲"), Words("乙"), Words("丙")
NEAR = Near("保密", "审查", 10)
AB = Near("甲", "乙", 10)
Odd = tuple[str, Node, str, str]

MEANINGS: list[tuple[str, Node]] = [
    ("NEAR(保密, 审查, 10)", NEAR),
    ("near(保密,审查)", NEAR),
    ("邻近（保密，审查，１０）", NEAR),
    ("邻近(保密、审查、10字)", NEAR),
    ("NEAR (保密, 审查, 010)", NEAR),
    ("NEAR(“保密”, 「审查」)", NEAR),
    ('NEAR("先审查,后", 公开, 0)', Near("先审查,后", "公开", 0)),
    ('NEAR("甲", "5")', Near("甲", "5", 10)),
    ('NEAR(『「』』」』, 坚持"(1)"建设, 3)', Near("「』」", "坚持(1)建设", 3)),
    ("-NEAR(保密, 审查)", Not(NEAR)),
    ("甲NEAR(乙, 丙)", And((Words("甲near"), Words("乙,"), C))),
    ("NEAR(保密, 审查 或 检查)", Or((NEAR, Near("保密", "检查", 10)))),
    (
        "NEAR(甲 OR 乙, 丙 OR 丁, 5)",
        Or((Near("甲", "丙", 5), Near("甲", "丁", 5), Near("乙", "丙", 5), Near("乙", "丁", 5))),
    ),
    ("保密?查", Pattern(("保密", "查"), ("?",))),
    ("保密*审查", Pattern(("保密", "审查"), ("*",))),
    ("保密??查", Pattern(("保密", "查"), ("??",))),
    ("A*b?C", Pattern(("a", "b", "c"), ("*", "?"))),
    ("甲***乙?*?丙", Pattern(("甲", "乙", "丙"), ("*", "?*?"))),
    ("-甲*乙", Not(Pattern(("甲", "乙"), ("*",)))),
    ("《甲》*乙", Pattern(("《甲》", "乙"), ("*",))),
    ("甲*乙？", Pattern(("甲", "乙?"), ("*",))),
    ("甲*乙?", Pattern(("甲", "乙?"), ("*",))),
    ("甲？乙", Words("甲?乙")),
    ("甲＊乙", Words("甲*乙")),
    ("甲?", Words("甲?")),
    ("*甲", Words("*甲")),
    ("甲* 乙", And((Words("甲*"), B))),
    ('"甲*乙"', Literal("甲*乙")),
    ('甲*"乙"', And((Words("甲*"), Literal("乙")))),
    ("report(甲)", Within(Unit.REPORT, A)),
    ("报告（甲）", Within(Unit.REPORT, A)),
    ("-报告(甲 乙)", Not(Within(Unit.REPORT, And((A, B))))),
    ("NOT report(甲) 乙", And((Not(Within(Unit.REPORT, A)), B))),
    ("section(甲 或 乙)", Within(Unit.SECTION, Or((A, B)))),
    ("部分(甲) -部分(乙)", And((Within(Unit.SECTION, A), Not(Within(Unit.SECTION, B))))),
    ("report(section(甲))", Within(Unit.REPORT, A)),
    ("section(report(甲))", Within(Unit.REPORT, A)),
    ("report(-section(甲))", Within(Unit.REPORT, Not(Within(Unit.SECTION, A)))),
    ("report", Words("report")),
    ("甲 ＡＮＤ 乙 ＯＲ 丙", Or((And((A, B)), C))),
    ("年>=2019", Range("year", "2019", None)),
    ("年 ≤ ２０１９年", Range("year", None, "2019")),
    ("year=2019", Range("year", "2019", "2019")),
    ("年>2019", And((Range("year", "2019", None), Not(Range("year", "2019", "2019"))))),
    ("published<2021-03", And((Range("published", None, "2021-03-31"),
                               Not(Range("published", "2021-03-01", "2021-03-31"))))),
    ("层级!=县级", Not(parse("层级:县级").node)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "node"), MEANINGS)
def test_what_is_written_means(text: str, node: Node) -> None:
    """Each construct has one meaning, written in any width, and nothing is said about it."""
    parsed = parse(text)

    assert parsed.node == node
    assert parsed.notices == ()


ODD: list[Odd] = [
    ("NEAR(保密, 审查, -5)", NEAR, "near_distance", "-5"),
    ("NEAR(保密, 审查, 1.5)", NEAR, "near_distance", "1.5"),
    ("NEAR(甲,乙,99999999999)", Near("甲", "乙", MAX_DISTANCE), "near_distance", "99999999999"),
    ("NEAR(甲)", Literal("甲"), "near_form", "NEAR(甲)"),
    ("NEAR(甲 OR 乙)", Or((Literal("甲"), Literal("乙"))), "near_form", "NEAR(甲 OR 乙)"),
    ("NEAR(甲, 10)", Near("甲", "10", 10), "near_form", "10"),
    ("NEAR(甲,乙,丙)", And((AB, Near("乙", "丙", 10))), "near_form", "NEAR(甲,乙,丙)"),
    ("NEAR((甲 或 乙), 丙)", Or((Near("甲", "丙", 10), Near("乙", "丙", 10))), "near_form", "("),
    ("丙 NEAR()", C, "empty_group", "NEAR()"),
    ("丙 NEAR(, \"\")", C, "empty_group", 'NEAR(, "")'),
    ("NEAR(保密, 审查", NEAR, "unmatched_parenthesis", "("),
    ("丙 report()", C, "empty_group", "report("),
    ("-报告(甲", Not(Within(Unit.REPORT, A)), "unmatched_parenthesis", "报告("),
    ("section(甲))", Within(Unit.SECTION, A), "unmatched_parenthesis", ")"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "node", "code", "pointed"), ODD)
def test_what_is_odd_is_searched_and_pointed_at(
    text: str, node: Node, code: str, pointed: str
) -> None:
    """With one notice, whose span is the characters it is about."""
    parsed = parse(text)

    assert parsed.node == node
    (notice,) = parsed.notices
    assert notice.code == code
    assert notice.span is not None
    start, end = notice.span
    assert text[start:end] == pointed
