"""What may be meant for something else is searched as written, and that is said with its place."""

from __future__ import annotations

import pytest

from search_api.syntax import parse
from search_api.tree import And, Compare, Keyword, Literal, Node, Not, Operator, Range, Words
from search_api.written import to_text

A, B = Words("甲"), Words("乙")
PUNCTUATION = "only_punctuation"

TOLD: list[tuple[str, Node, str, str]] = [
    ("，", Words(","), PUNCTUATION, "，"),
    ("*", Words("*"), PUNCTUATION, "*"),
    ("?", Words("?"), PUNCTUATION, "?"),
    ("甲 - 乙", And((A, Words("-"), B)), PUNCTUATION, "-"),
    ("甲 && 乙", And((A, Words("&&"), B)), PUNCTUATION, "&&"),
    ("公开 > 5", And((Words("公开"), Words(">"), Words("5"))), PUNCTUATION, ">"),
    ("(新收申请) > 0", And((Words("新收申请"), Words(">"), Words("0"))), PUNCTUATION, ">"),
    ("甲 and 乙", And((A, Words("and"), B)), "lower_case", "and"),
    ("not 甲", And((Words("not"), A)), "lower_case", "not"),
    ("报告 （甲）", And((Words("报告"), A)), "call_apart", "报告"),
    ("甲 —乙", And((A, Words("—乙"))), "dash", "—"),
    ("年>=20", Keyword("year", "20"), "unknown_value", "年>=20"),
    ("年:20..", Keyword("year", "20.."), "unknown_value", "年:20.."),
    ("年<20211", Keyword("year", "20211"), "unknown_value", "年<20211"),
    ("公布>=2021-13-01", Keyword("published", "2021-13-01"), "unknown_value", "公布>=2021-13-01"),
    (
        "公布:2021-02-31",  # a day that nothing was published on
        Range("published", "2021-02-31", "2021-02-31"),
        "unknown_value",
        "公布:2021-02-31",
    ),
]


@pytest.mark.parametrize(("text", "node", "code", "pointed"), TOLD)
def test_what_is_odd_is_told(text: str, node: Node, code: str, pointed: str) -> None:
    """One notice, and its span holds the characters that it is about."""
    parsed = parse(text)
    (notice,) = parsed.notices

    assert (parsed.node, notice.code) == (node, code)
    assert notice.span is not None
    assert text[slice(*notice.span)] == pointed
    assert parse(to_text(node)).node == node


@pytest.mark.parametrize("minus", ["-", "－", "\N{MINUS SIGN}", "\N{EN DASH}", "\N{HYPHEN}"])
def test_every_minus_is_one(minus: str) -> None:
    """What keyboards and word processors write for it; inside a word it is a character."""
    assert parse(f"甲 {minus}乙").node == And((A, Not(B)))
    assert parse(f"甲{minus}乙").node not in (And((A, Not(B))), A)


@pytest.mark.parametrize("text", ['“甲乙"', '"甲乙”', '”甲乙"', "＂甲乙”"])
def test_quotes_of_two_forms_close_one_another(text: str) -> None:
    """As an input method leaves them."""
    parsed = parse(text)

    assert parsed.node == Literal("甲乙")
    assert parsed.notices == ()


@pytest.mark.parametrize("text", ['“甲 "乙"', '"甲 “乙”'])
def test_a_quote_that_opens_another_closes_none(text: str) -> None:
    """The whole pair stays a literal; the quote that is alone is punctuation."""
    parsed = parse(text)

    assert parsed.node == And((A, Literal("乙")))
    assert [notice.code for notice in parsed.notices] == ["unclosed_quote"]


@pytest.mark.parametrize("text", ["公开率:50%..80%", "公开率:50..80%", "公开率:50..80"])
def test_bounds_of_a_rate_may_be_percentages(text: str) -> None:
    """A rate is a percentage either way; a count is none."""
    made = parse(text)

    assert made.notices == ()
    assert isinstance(made.node, And)
    first, _ = made.node.clauses
    assert isinstance(first, Compare)
    assert first.operator is Operator.AT_LEAST
    assert parse("新收申请:1..10%").notices[0].code == "unknown_value"
