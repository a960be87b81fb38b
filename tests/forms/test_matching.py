"""Labels are recognised in spite of typos, and one row is never taken for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.forms.form import forms
from indexer.forms.matching import (
    column_vocabulary,
    comparing_forms,
    enumerator,
    match,
    row_vocabulary,
)

ROWS = [(row.label, row.key) for form in forms().values() for row in form.tables["t3"].rows]
CHARACTERS = st.characters(categories=["Lo"], min_codepoint=0x4E00, max_codepoint=0x9FFF)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("二、上年转结政府信息公开申请数量", "carried_in"),
        ("四、转结下年度继续办理", "carried_out"),
        ("5.属于三类内部事业信息", "result.denied.internal_affairs"),
        ("（二）\n部分公开(区分处理的,只计这一情形,不计其他情形)", "result.partially_granted"),
        ("(二) 部分公开", "result.partially_granted"),
        ("㈥其他处理", "result.other.unsplit"),
        ("①属于国家秘密", "result.denied.state_secret"),
        ("2、其他法律、行政法规禁止公开", "result.denied.law_prohibited"),
        ("屬於行政執法案卷", "result.denied.enforcement_case_file"),
        ("3.其他", "result.other.misc"),
        ("2.其他", None),
        ("“一稳定”", None),
        ("3.危及“三安全”", None),
        ("", None),
        ("长" * 10_000, None),
    ],
)
def test_rows_of_table_three(text: str, key: str | None) -> None:
    """Wording seen in real reports."""
    assert key == match(row_vocabulary("t3"), text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("本年新 制作数量", "newly_made"),
        ("本年增减", "items_change"),
        ("本年度制发数", "issued"),
        ("本年废止数", "repealed"),
        ("采购总金额（元）", "amount"),
        ("本年收费金额（单位：万元，保留4位小数）", "amount_10k_yuan"),
        ("处理决定数量", "decisions"),
        ("满意率", None),
    ],
)
def test_columns_of_table_two(text: str, key: str | None) -> None:
    """Wording seen in real reports."""
    assert key == match(column_vocabulary("t2"), text)


@pytest.mark.parametrize(
    "text", ["本年结转政府信息公开申请数量", "上年新收政府信息公开申请数量", "行政处可"]
)
def test_between_two_rows_there_is_no_guess(text: str) -> None:
    """A slip that would make one label of another belongs to neither."""
    assert match(row_vocabulary("t3"), text) is None
    assert match(row_vocabulary("t2"), text) is None


@given(
    st.sampled_from(ROWS),
    st.integers(0, 40),
    CHARACTERS,
    st.sampled_from(["insert", "drop", "change"]),
)
def test_one_slip_gives_the_row_or_none(
    row: tuple[str, str], place: int, char: str, slip: str
) -> None:
    """Any label with one character added, dropped or changed is its own row or none."""
    label, key = row
    place %= len(label)
    rest = label[place + (slip != "insert") :]
    text = label[:place] + ("" if slip == "drop" else char) + rest

    assert match(row_vocabulary("t3"), text) in (key, None, *_groups())


def _groups() -> list[str]:
    return [k for k in row_vocabulary("t3").entries.values() if k.startswith("#")]


@given(st.text(max_size=200))
def test_any_text_can_be_looked_up(text: str) -> None:
    """No cell makes the lookup fail."""
    assert match(row_vocabulary("t3"), text) in {None, *row_vocabulary("t3").entries.values()}
    assert len(comparing_forms(text)) <= 2


def test_the_enumerator_is_no_part_of_a_label() -> None:
    """十 begins no label of its own, and 一稳定 keeps its 一."""
    assert enumerator("（七）总计") == "七"
    assert enumerator("一稳定") == ""
    assert comparing_forms("一稳定") == ("一稳定",)
