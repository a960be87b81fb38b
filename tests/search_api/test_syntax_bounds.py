"""Whatever is typed is a query: within the limits, or refused and said so."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indexer.labels import STATUSES
from indexer.text import normal
from search_api.near_call import MAX_DISTANCE
from search_api.scanner import MAX_NOTICES
from search_api.simplify import simplify
from search_api.syntax import MAX_CHARACTERS, loose_literal, parse
from search_api.tree import (
    MAX_CLAUSES,
    MAX_LEVELS,
    And,
    Compare,
    FigureStatus,
    Keyword,
    Literal,
    Near,
    Node,
    Not,
    Nothing,
    Operator,
    Or,
    Pattern,
    Range,
    Unit,
    Within,
    Words,
    clause_count,
    levels,
)
from search_api.written import to_text

CONSTRUCTS = (
    *("AND", "OR", "NOT", "ＡＮＤ", " 或 ", "year:", "年：", "2018..2021", "部分:问题", "region:"),
    *("年>=2019", "near(", "NEAR (", "邻近（", "NEAR(甲, 乙, 3)", "报告(", "section(", "-report("),
    *("新收申请", "新收申请>0", "新收申请 ≥ 1,2", "公开率", "公开>1", "表四:", "t3.result", "空白"),
    *("规章＞0", "t4.review.total:missing", "甲?乙", "a*b", " > ", "=", "!=", "≠", "12.5", "1..3"),
)
SIGNS = '甲乙或且非 ：:"“”「」『』()（）~～-－.*?><=0　\na,，、⑴¨\ud800\u200b％！？＊'
PIECES = st.sampled_from((*CONSTRUCTS, *SIGNS))
TEXTS = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=40))


@given(TEXTS)
def test_reading_back_what_was_written(text: str) -> None:
    """parse(to_text(q)) == q for every tree that a query can give."""
    node = parse(text).node

    assert parse(to_text(node)).node == node


LITERALS = st.text('甲乙,(“"」』 a?*', min_size=1, max_size=4).map(normal).filter(bool)
WORDS = st.sampled_from(
    ("甲", "乙?", "*", "或", "-", ">", "报告", "near", "新收申请", "0", "!=", "a*b")
)
FIGURES = st.sampled_from(("t3.new_received.total", "d.rate.disclosed", "t4.review.total"))
PATTERNS = st.lists(st.sampled_from(("甲", "乙?", "c")), min_size=2, max_size=3).flatmap(
    lambda pieces: st.tuples(
        st.just(tuple(pieces)),
        st.tuples(*[st.sampled_from(("?", "*", "??*", "*?"))] * (len(pieces) - 1)),
    )
)
LEAVES = st.one_of(
    WORDS.map(Words),
    LITERALS.map(Literal),
    LITERALS.map(loose_literal),
    st.builds(Near, LITERALS, LITERALS, st.integers(0, MAX_DISTANCE)),
    PATTERNS.map(lambda both: Pattern(*both)),
    st.builds(Compare, FIGURES, st.sampled_from(Operator), st.decimals(-9, 10**9, places=2)),
    st.builds(FigureStatus, FIGURES, st.sampled_from(tuple(STATUSES))),
    st.builds(Keyword, st.just("agency"), LITERALS),
    st.just(Range("year", "2018", None)),
)
TREES = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, max_size=3).map(lambda nodes: And(tuple(nodes))),
        st.lists(below, max_size=3).map(lambda nodes: Or(tuple(nodes))),
        below.map(Not),
        st.builds(Within, st.sampled_from(Unit), below),
    ),
    max_leaves=12,
).map(simplify)


@pytest.mark.parametrize(
    "text",
    [
        *("(新收申请) > 0", "(新收申请) >0", "(新收申请>) 0", "(新收申请) (≥ 1)", "(年) >=2020"),
        *(
            "甲？乙",
            "甲＊乙？",
            "a*b？c",
            "(-) 甲",
            "(--) 甲",
            "(或) 甲",
            "(且)",
            "报告 (甲 或 乙)",
        ),
        *("（NEAR） （甲, 乙）", '甲 "x"年:', "-(-(甲 乙))", "-report(-甲)", "年: “2020"),
    ],
)
def test_what_looks_like_something_else_is_written_apart(text: str) -> None:
    """A word stays a word beside what would make it an operator, a call or a condition."""
    node = parse(text).node

    assert parse(to_text(node)).node == node


@given(TREES)
def test_every_tree_can_be_written(node: Node) -> None:
    """Whatever nodes stand beside and inside each other."""
    assume(not isinstance(node, Nothing))

    assert parse(to_text(node)).node == node


@given(TEXTS)
def test_every_text_gives_a_simple_tree_within_the_limits(text: str) -> None:
    """And every notice points into the text."""
    parsed = parse(text)

    assert simplify(parsed.node) == parsed.node
    assert clause_count(parsed.node) <= MAX_CLAUSES
    assert levels(parsed.node) <= MAX_LEVELS
    assert len(parsed.notices) <= MAX_NOTICES
    for notice in parsed.notices:
        assert notice.span is not None
        assert 0 <= notice.span[0] < notice.span[1] <= len(text)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_query(data: bytes) -> None:
    """As a command line hands them over: undecodable bytes are lone surrogates."""
    text = data.decode("utf-8", "surrogateescape")

    written = to_text(parse(text).node)

    assert written.encode().decode() == written


HUGE = {
    "balanced parentheses": "(" * 5_000 + "甲" + ")" * 5_000,
    "open parentheses": "(" * 100_000,
    "closing parentheses": ")" * 100_000,
    "alternating levels": "(甲 OR (乙 " * 450,
    "groups of many words": "(" * 900 + " ".join(map(str, range(20_000))) + ") x" * 900,
    "open quotes": "“" * 100_000,
    "quotes in 『": "『" * 60_000 + "』" * 40_000,
    "empty quotes": '~"' * 60_000,
    "many clauses": " ".join(map(str, range(10_000))),
    "many alternatives": " OR ".join(map(str, range(10_000))),
    "many years": " ".join(f"year:{n}" for n in range(10_000)),
    "unknown fields": " ".join(f"f{n}x:1" for n in range(9_000)),
    "unknown values": " ".join(f"section:{n}x" for n in range(9_000)),
    "one word": "保" * 100_000,
    "colons": "a:" * 50_000,
    "dots": "a." * 50_000,
    "stars": "a*" * 50_000,
    "minus signs": " -" * 50_000,
    "calls": "报告(" * 25_000,
    "patterns": " ".join(f"a{n}*b" for n in range(10_000)),
    "wildcards": "甲" + "?" * 100_000 + "乙",
    "only stars": "*" * 100_000,
    "near calls": "NEAR(" * 25_000,
    "near calls apart": "NEAR " * 25_000 + "(",
    "near texts": "NEAR(" + ", ".join(map(str, range(15_000))) + ")",
    "near alternatives": "NEAR(" + " OR ".join("甲乙丙丁") + ", 甲 OR 乙 OR 丙" * 9_000 + ")",
    "near quotes": 'NEAR("' * 20_000,
    "long distance": "NEAR(甲, 乙, " + "9" * 100_000 + ")",
    "conditions": " ".join(f"新收申请>{n}" for n in range(10_000)),
    "groups of figures": " ".join(f"t3>{n}" for n in range(10_000)),
    "unknown figures": " ".join(f"t3.x{n}>1" for n in range(9_000)),
    "long number": "新收申请>" + "9" * 100_000,
    "long name": "t3." * 30_000 + ">1",
    "exponent": "新收申请>1e999999999",
    "operators": "新收申请 > " * 12_000,
    "spaces before an operator": "新收申请" + " " * 100_000 + "> 0",
    "reports": "报告(" * 25_000 + "甲" + ")" * 25_000,
    "beyond the limit": "甲 " * MAX_CHARACTERS,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_huge_queries_are_bounded(text: str) -> None:
    """A tree within the limits, or Nothing with the notice that says why."""
    parsed = parse(text)

    assert clause_count(parsed.node) <= MAX_CLAUSES
    assert levels(parsed.node) <= MAX_LEVELS
    assert len(parsed.notices) <= MAX_NOTICES
    assert not isinstance(parsed.node, Nothing) or parsed.notices


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HUGE["many clauses"], "too_many_clauses"),
        (HUGE["alternating levels"], "too_deep"),
        (HUGE["balanced parentheses"], "too_deep"),
        (HUGE["beyond the limit"], "too_long"),
        (HUGE["stars"], "too_long"),
        (HUGE["wildcards"], "too_long"),
        (HUGE["near texts"], "too_many_clauses"),
        (HUGE["near alternatives"], "too_many_clauses"),
        (HUGE["conditions"], "too_many_clauses"),
        (HUGE["groups of figures"], "too_many_clauses"),
    ],
)
def test_beyond_the_limits_is_refused_and_said(text: str, code: str) -> None:
    """Never cut down to something else."""
    parsed = parse(text)

    assert parsed.node == Nothing()
    assert [notice.code for notice in parsed.notices] == [code]


def test_the_limits_are_about_what_is_left() -> None:
    """10,000 times the same word is one clause."""
    assert parse(" OR ".join(["甲"] * 10_000)).node == Words("甲")
