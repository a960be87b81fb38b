"""The reported year and the publication date: which source counts, and what is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.document import PageHead, Refusal
from indexer.model import Given
from indexer.report.identity import identify
from tests.report.identified import DIVISIONS, document_of, identified, report_text


@pytest.mark.parametrize(
    ("title", "preamble", "end", "year", "contradicts"),
    [
        ("昌乐县水利局2020年", "统计期限自2020年1月1日起至2020年12月31日止。", "", 2020, False),
        ("昌乐县水利局2021年", "统计期限自2020年1月1日起至2020年12月31日止。", "", 2020, True),
        ("昌乐县水利局", "编制本报告。", "昌乐县水利局\n2021年1月20日", 2020, False),
        ("昌乐县水利局2019年", "编制本报告。", "昌乐县水利局\n2021年1月20日", 2019, True),
        ("昌乐县水利局2020年", "编制本报告。", "昌乐县水利局\n2020年12月30日", 2020, False),
    ],
)
def test_the_year_is_the_one_reported_on(
    title: str, preamble: str, end: str, year: int, contradicts: bool
) -> None:
    """统计期限 before title before signature; what disagrees is told."""
    found = identified(report_text(f"{title}政府信息公开工作年度报告", preamble, end))

    assert found.identity.year == year
    assert ("year_contradiction" in {notice.code for notice in found.notices}) is contradicts


def test_the_signature_is_marked_and_dates_the_report() -> None:
    """Name and date under the report, in Chinese digits too."""
    text = report_text(
        "昌乐县水利局2020年政府信息公开工作年度报告", end="昌乐县水利局\n二〇二一年一月二十三日"
    )
    document = document_of(text)
    found = identified(text)

    assert found.identity.published is not None
    assert (found.identity.published.date, found.identity.published.source) == (
        "2021-01-23",
        "signature",
    )
    assert [document.text[start:end] for start, end in found.signature_spans] == [
        "昌乐县水利局",
        "二〇二一年一月二十三日",
    ]


@pytest.mark.parametrize("printed", ["2021年2月30日", "2012年1月20日"])
def test_an_impossible_date_is_told_and_not_taken(printed: str) -> None:
    """No calendar has it, or it lies before the year reported on."""
    found = identified(
        report_text("昌乐县水利局2020年政府信息公开工作年度报告", end=f"昌乐县水利局\n{printed}")
    )

    assert found.identity.published is None
    assert "date_impossible" in {notice.code for notice in found.notices}


def test_dates_rank_given_then_page_then_signature() -> None:
    """Each is used only where the one before is absent."""
    text = report_text(
        "昌乐县水利局2020年政府信息公开工作年度报告", end="昌乐县水利局\n2021年1月20日"
    )
    document = replace(document_of(text), head=PageHead(published="2021-01-25 16:30"))
    by_page = identify(document, Given(), DIVISIONS)
    by_hand = identify(document, Given(published="2021-01-28"), DIVISIONS)
    assert not isinstance(by_page, Refusal)
    assert not isinstance(by_hand, Refusal)

    assert by_page.identity.published is not None
    assert by_page.identity.published.date == "2021-01-25"
    assert by_hand.identity.published is not None
    assert (by_hand.identity.published.date, by_hand.identity.published.source) == (
        "2021-01-28",
        "given",
    )
    (told,) = by_hand.contradictions
    assert told.check == "given_contradicts_text"
    assert [ground.quote for ground in told.evidence] == ["2021-01-28", "2021-01-25 16:30"]
