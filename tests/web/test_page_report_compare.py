"""Two years side by side tell the same both ways round."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import httpx
import pytest

from search_api.whole import WholeReport
from tests.web.pages import Element, bare, opened, text_of

WATER = "林峪县水利局"


@pytest.fixture(scope="module")
def water(reports: list[WholeReport]) -> dict[int, WholeReport]:
    """One agency's reports by year, over three generations of the form."""
    return {one.report.year: one for one in reports if one.report.agency == WATER}


def _compared(browser: httpx.Client, before: WholeReport, after: WholeReport) -> Element:
    return opened(browser, f"/reports/{before.report.address}/compare/{after.report.address}")


def _side(page: Element, place: int) -> str:
    """The text of one side: what stayed, and what only this side has."""
    for words in page.find_class("hidden"):
        words.drop_tree()
    parts = []
    for row in page.xpath("//*[contains(@class,'pair') or contains(@class,'stayed')]"):
        holder = row if row.tag == "details" else row.getchildren()[place]
        parts += [text_of(one) for one in holder.xpath(".//p[contains(@class,'text')]")]
    return bare("".join(parts))


def test_all_text_of_both_is_there(browser: httpx.Client, water: dict[int, WholeReport]) -> None:
    """On its own side, whichever stands first."""
    for first, last in combinations(sorted(water), 2):
        for before, after in ((water[first], water[last]), (water[last], water[first])):
            page = _compared(browser, before, after)
            for place, whole in enumerate((before, after)):
                shown = _side(page, place)
                for passage in whole.passages:
                    assert bare(passage.text) in shown


def test_what_came_one_way_went_the_other(
    browser: httpx.Client, water: dict[int, WholeReport]
) -> None:
    """Insertions and deletions change places."""
    one, other = (_compared(browser, *pair) for pair in _both(water[2020], water[2021]))
    marked = [
        [sorted(bare(text_of(mark)) for mark in page.iter(tag)) for tag in ("ins", "del")]
        for page in (one, other)
    ]

    assert marked[0][0]
    assert len("".join(marked[0][0])) - len(marked[0][0]) * len("[增加:]") == len(
        "".join(marked[1][1])
    ) - len(marked[1][1]) * len("[删去:]")


def test_figures_change_by_their_difference(
    browser: httpx.Client, water: dict[int, WholeReport]
) -> None:
    """Only where both have a value and count the same; the sign turns with the order."""
    before, after = water[2019], water[2020]
    changes = []
    for pair in _both(before, after):
        page = _compared(browser, *pair)
        told = {
            row.get("data-key"): text_of(row.getchildren()[3]).strip()
            for row in page.xpath("//tr[@data-key]")
        }
        changes.append({key: Decimal(text.split()[0]) for key, text in told.items() if text})
    values = [{k: f.value for k, f in one.figures.items()} for one in (before, after)]

    assert changes[0]["t3.new_received.total"] == Decimal(10 - 6)
    for key, change in changes[0].items():
        old, new = values[0][key], values[1][key]
        assert old is not None
        assert new is not None
        assert change == (new - old).quantize(Decimal("0.01")) or change == new - old
        assert changes[1][key] == -change
    for key in values[0].keys() & values[1].keys():
        both = values[0][key] is not None and values[1][key] is not None
        assert (key in changes[0]) == both


def test_a_break_in_the_series_is_told_and_no_change(
    browser: httpx.Client, water: dict[int, WholeReport]
) -> None:
    """2018 → 2019 for applications, under the older key; 2020 → 2021 for decisions."""
    for years, key, older in (
        ((2018, 2019), "t3.new_received.total", "pre.received.total"),
        ((2020, 2021), "t2.licensing.decisions", "t2.licensing.decisions"),
        ((2020, 2021), "t2.normative_documents.issued", "t2.normative_documents.newly_made"),
    ):
        before, after = (water[year] for year in years)
        for first, last in _both(before, after):
            page = _compared(browser, first, last)
            (row,) = page.xpath(f"//tr[@data-key='{key}' or @data-key='{older}']")
            _, *cells = row.getchildren()
            told = [before.figures[older].value, after.figures[key].value]
            shown = [bare(text_of(cell)) for cell in cells[:2]]
            assert shown == [str(value) for value in (told if first is before else told[::-1])]
            assert "口径变化" in text_of(cells[2])
            assert not any(char in text_of(cells[2]).split("口径变化")[0] for char in "0123456789")


def test_scopes_are_not_compared(browser: httpx.Client, reports: list[WholeReport]) -> None:
    """本机关 against 本级汇总: both values, no change."""
    own = next(one for one in reports if one.report.scope == "own")
    every = next(one for one in reports if one.report.scope == "aggregate")
    page = _compared(browser, own, every)

    assert "统计范围不同" in text_of(page)
    assert {text_of(row.getchildren()[3]).strip()[:4] for row in page.xpath("//tr[@data-key]")} <= {
        "",
        "╫ 口径",
    }


def test_findings_across_the_two_stand_on_top(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """Those of either that rest on the other, as carry-over between years."""
    found = next(one for one in reports if "carry_over" in one.report.finding_keys)
    year_before = next(
        one
        for one in reports
        if one.report.agency == found.report.agency and one.report.year == found.report.year - 1
    )
    told = next(one for one in found.findings if one.check == "carry_over")
    for pair in _both(year_before, found):
        (between,) = _compared(browser, *pair).xpath("//section[@aria-labelledby='between']")
        assert told.message in text_of(between)


def test_a_report_beside_itself_and_beside_nothing(
    browser: httpx.Client, water: dict[int, WholeReport]
) -> None:
    """The one says so, the other is not found."""
    one = water[2020]
    assert "同一份报告" in text_of(_compared(browser, one, one))
    missing = f"/reports/{one.report.address}/compare/x-00000000-own-2020"
    assert browser.get(missing).status_code == 404


def _both(
    one: WholeReport, other: WholeReport
) -> tuple[tuple[WholeReport, WholeReport], tuple[WholeReport, WholeReport]]:
    return (one, other), (other, one)


def test_what_is_not_there_is_told_as_what_it_is(
    browser: httpx.Client, water: dict[int, WholeReport]
) -> None:
    """A cell is not in the form; a figure of the prose was not recognised, which is no denial."""
    said = set()
    for first, last in combinations(sorted(water), 2):
        page = _compared(browser, water[first], water[last])
        for row in page.xpath("//tr[@data-key]"):
            for cell in row.xpath("td[position() < 3][not(.//a)]"):
                prose = str(row.get("data-key")).startswith("n.")
                text = bare(text_of(cell))
                said.add(text)
                assert ("未识别" in text) == prose, (row.get("data-key"), text)
    assert any("正文中未识别到" in text for text in said)
    assert any("本表式无此项" in text for text in said)


def test_rates_have_their_sign(browser: httpx.Client, water: dict[int, WholeReport]) -> None:
    """There is no column of units."""
    page = _compared(browser, water[2020], water[2021])
    rates = page.xpath("//tr[starts-with(@data-key, 'd.rate')]//*[@class='value']")

    assert rates
    assert all(text_of(one).endswith("%") for one in rates)
