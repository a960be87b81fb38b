"""Conditions on figures: names, comparisons, ranges and statuses, and odd ways of writing them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indexer.labels import STATUSES
from indexer.model import Status
from indexer.text import normal
from search_api.conditions import MAX_DIGITS
from search_api.syntax import parse
from search_api.tree import And, Compare, FigureStatus, Node, Not, Operator, Or, Words

KEY = "t3.new_received.total"


def compare(operator: Operator, value: str = "0", key: str = KEY) -> Compare:
    """A comparison, of 新收申请 unless told otherwise."""
    return Compare(key, operator, Decimal(value))


MORE = compare(Operator.MORE)
BETWEEN = And((compare(Operator.AT_LEAST, "1"), compare(Operator.AT_MOST, "10")))

MEANINGS: list[tuple[str, Node]] = [
    ("新收申请>0", MORE),
    ("新收申请＞０", MORE),
    ("新收申请 > 0", MORE),
    ("新收申请 >0", MORE),
    ("新收申请> 0", MORE),
    ("新收申请:>0", MORE),
    ("新收>0", MORE),
    ("t3.new_received.total>0", MORE),
    ("T3.new_received>0", MORE),
    ("-新收申请>0", Not(MORE)),
    ("非 新收申请>0", Not(MORE)),
    ("新收申请>=1,234", compare(Operator.AT_LEAST, "1234")),
    ("新收申请≥1，234", compare(Operator.AT_LEAST, "1234")),
    ("新收申请≥10件", compare(Operator.AT_LEAST, "10")),
    ("新收申请<=10", compare(Operator.AT_MOST, "10")),
    ("新收申请≤10", compare(Operator.AT_MOST, "10")),
    ("新收申请<10", compare(Operator.LESS, "10")),
    ("新收申请=0", compare(Operator.EQUAL)),
    ("新收申请==0", compare(Operator.EQUAL)),
    ("新收申请:0", compare(Operator.EQUAL)),
    ("新收申请!=0", compare(Operator.OTHER)),
    ("新收申请！＝0", compare(Operator.OTHER)),
    ("新收申请≠0", compare(Operator.OTHER)),
    ("新收申请<>0", compare(Operator.OTHER)),
    ("新收申请>-1", compare(Operator.MORE, "-1")),
    ("收费>12.50", compare(Operator.MORE, "12.5", "t2.fees.amount_10k_yuan")),
    ("新收申请:1..10", BETWEEN),
    ("新收申请：1～10", BETWEEN),
    ("新收申请:1-10", BETWEEN),
    ("新收申请=1至10", BETWEEN),
    ("新收申请:10..", compare(Operator.AT_LEAST, "10")),
    ("新收申请:..10", compare(Operator.AT_MOST, "10")),
    ("新收申请:blank", FigureStatus(KEY, "blank")),
    ("新收申请:空白", FigureStatus(KEY, "blank")),
    ("新收申请=空白", FigureStatus(KEY, "blank")),
    ("新收申请≠空白", Not(FigureStatus(KEY, "blank"))),
    ("新收申请.自然人>0", compare(Operator.MORE, key="t3.new_received.natural_person")),
    ("d.rate.disclosed>50", compare(Operator.MORE, "50", "d.rate.disclosed")),
    ("公开率>50%", compare(Operator.MORE, "50", "d.rate.disclosed")),
    ("新收申请", Words("新收申请")),
    ("a=b", Words("a=b")),
    ("(新收申请>=) 0", And((Words("新收申请>="), Words("0")))),
]


@pytest.mark.parametrize(("text", "node"), MEANINGS)
def test_what_is_written_means(text: str, node: Node) -> None:
    """Each condition has one meaning, written in any width, and nothing is said about it."""
    parsed = parse(text)

    assert parsed.node == node
    assert parsed.notices == ()


@pytest.mark.parametrize("status", Status)
def test_a_status_is_asked_for_by_key_and_by_label(status: Status) -> None:
    """Every one there is."""
    assert parse(f"{KEY}:{status}").node == FigureStatus(KEY, status.value)
    assert parse(f"新收申请:{normal(STATUSES[status])}").node == FigureStatus(KEY, status.value)


REGULATIONS = Or(
    (
        compare(Operator.MORE, key="t2.regulations.issued"),
        compare(Operator.MORE, key="t2.regulations.newly_made"),
    )
)
MISSING = Or(
    tuple(
        FigureStatus(f"t4.{row}.total", "missing")
        for row in ("review", "litigation_direct", "litigation_after_review")
    )
)

ODD: list[tuple[str, Node, str, str, str]] = [
    ("规章>0", REGULATIONS, "several_figures", "规章", "t2.regulations.newly_made"),
    ("表四:应有未见", MISSING, "several_figures", "表四", "t4.review.total"),
    ("t4:missing", MISSING, "several_figures", "t4", "t4.review.total"),
    ("新受申请>0", Words("新受申请>0"), "unknown_figure", "新受申请", "新收申请"),
    ("t3.new_recieved>0", Words("t3.new_recieved>0"), "unknown_figure", "t3.new_recieved", KEY),
    ("pre>0", Words("pre>0"), "unknown_figure", "pre", "没有数据项"),
    ("公开>0", Words("公开>0"), "ambiguous_figure", "公开", "予以公开"),
    ("公开:0", Words("公开:0"), "ambiguous_figure", "公开", "予以公开"),
    ("新收申情:0", Words("新收申情:0"), "unknown_field", "新收申情:0", "新收申请"),
    ("新收申请:空", Words("新收申请:空"), "unknown_value", "空", "空白"),
    ("新收申请>多", Words("新收申请>多"), "unknown_value", "多", "不是数"),
    ("新收申请>50%", Words("新收申请>50%"), "unknown_value", "50%", "不是数"),
    ("新收申请>空白", Words("新收申请>空白"), "unknown_value", "空白", "不是数"),
    ("新收申请>1..5", Words("新收申请>1..5"), "unknown_value", "1..5", "不是数"),
    ("新收申请>12,34", Words("新收申请>12,34"), "unknown_value", "12,34", "不是数"),
    ("新收申请>1e9", Words("新收申请>1e9"), "unknown_value", "1e9", "不是数"),
    ("新收申请:10..1", BETWEEN, "reversed_range", "10..1", "1..10"),
    ("新收申请:..", Words("新收申请:.."), "unknown_value", "..", "不是数"),
    ("新收申请:", Words("新收申请:"), "empty_value", "新收申请:", "没有值"),
]


@pytest.mark.parametrize(("text", "node", "code", "pointed", "told"), ODD)
def test_what_is_odd_is_searched_and_pointed_at(
    text: str, node: Node, code: str, pointed: str, told: str
) -> None:
    """With one notice: its span is the characters it is about, its message names what helps."""
    parsed = parse(text)

    assert parsed.node == node
    (notice,) = parsed.notices
    assert notice.code == code
    assert notice.span is not None
    start, end = notice.span
    assert text[start:end] == pointed
    assert told in notice.message


def test_a_number_is_kept_exactly_or_not_taken() -> None:
    """Up to the digits that decimal arithmetic keeps."""
    digits = "9" * MAX_DIGITS

    assert parse(f"新收申请>{digits}").node == compare(Operator.MORE, digits)
    assert parse(f"新收申请>{digits}9").node == Words(f"新收申请>{digits}9")
