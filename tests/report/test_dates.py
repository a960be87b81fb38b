"""Years, days and periods in every way that reports print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.report.dates import bare_year, day, days, is_day, periods, years
from indexer.text import normal

FULL_YEAR = ("2020-01-01", "2020-12-31", 2020)


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自2020年1月1日起至2020年12月31日止",
        "统计期限自 2020 年 1 月 1 日起至 2020 年 12 月 31 日止",
        "2020年1月1日至12月31日",
        "2020年年1月1日—2020年12月31日",
        "2020年1月1日-2020年12月31日",
        "数据起于2020年1月1日，止于2020年12月31日",
        "自2020年1月1日计至同年12月31日",
        "2020年1月1日零时至12月31日二十四时",
        "2 0 2 0年1月1日到2020年12月3 1日",
        "二〇二〇年一月一日至二〇二〇年十二月三十一日",
    ],
)
def test_a_whole_year_is_read_however_it_is_printed(text: str) -> None:
    """Spaces, doubled 年, Chinese digits and missing second years change nothing."""
    found = [(period.first, period.last, period.year) for period in periods(normal(text))]

    assert found == [FULL_YEAR]


def test_other_spans_of_days_need_words_that_say_what_they_are() -> None:
    """A project's dates are no period; a stated one that is part of a year is."""
    assert list(periods("项目自2020年3月1日至2020年6月30日施工")) == []
    assert [p.year for p in periods("统计期限为2020年3月1日至2020年11月30日")] == [2020]
    assert [p.year for p in periods("统计期限为2019年1月1日至2020年12月31日")] == [None]


def test_a_period_with_an_impossible_day_is_no_period() -> None:
    """No calendar has 31 June."""
    assert list(periods("统计期限自2020年1月1日至2020年6月31日")) == []


@pytest.mark.parametrize(
    "text",
    [
        "2021年1月23日",
        "二〇二一年一月二十三日",
        "二○二一年一月二十三日",
        "2 0 2 1年1月2 3日",
        "（2021年1月23日）",
        "2021-01-23",
        "2021/1/23",
        "2021.1.23",
        "２０２１年１月２３日",
    ],
)
def test_a_date_alone_is_read_in_every_script(text: str) -> None:
    """The line is a date and nothing else, and which one."""
    assert is_day(normal(text))
    assert day(normal(text)) == "2021-01-23"


def test_an_impossible_date_is_a_date_without_a_value() -> None:
    """It is found, so that it can be told, but has no ISO form."""
    found = list(days("2021年2月30日"))

    assert [one.iso for one in found] == [None]
    assert day("2021年2月30日") is None


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_every_day_comes_back(moment: date) -> None:
    """Arabic and Chinese digits give the same day."""
    han = "〇一二三四五六七八九"

    def small(number: int) -> str:
        tens, ones = divmod(number, 10)
        head = ("", "十", "二十", "三十")[tens]
        return head + (han[ones] if ones else "")

    year = "".join(han[int(digit)] for digit in str(moment.year))
    arabic = f"{moment.year}年{moment.month}月{moment.day}日"

    assert day(arabic) == moment.isoformat()
    if moment.year >= 2000:
        assert day(f"{year}年{small(moment.month)}月{small(moment.day)}日") == moment.isoformat()
    assert day(moment.isoformat()) == (moment.isoformat() if moment.year >= 2000 else None)


def test_years_need_their_word_but_in_titles() -> None:
    """A document number is no year; the bare year of a short title is."""
    assert [year for year, _ in years("吴利政办发〔2020〕60号，2021年度，二〇二二年")] == [
        2021,
        2022,
    ]
    found = bare_year("2020水利局年报")
    assert found is not None
    assert found[0] == 2020


@given(st.text(st.sampled_from("2019二〇年月日 0123十三至到-统计期限。"), max_size=80))
def test_whatever_the_text_nothing_is_raised(text: str) -> None:
    """Digits in any order are read or passed over."""
    plain = normal(text)
    assert all(found.span[1] <= len(plain) for found in days(plain))
    assert all(found.first <= found.last for found in periods(plain))
