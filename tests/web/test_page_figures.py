"""/figures shows what the library finds: every number, every gap, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import httpx
import pytest
from lxml import html

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.model import Given, Kind, Report, Scope, Status
from search_api.series.measures import measures_named
from search_api.series.panel import panel
from search_api.series.series import Series, largest, series
from tests.search_api.many import one
from tests.web.made import SECTIONS, home_of, links, text, tree

NEW = "t3.new_received.total"
OLD = "pre.received.total"
EVIL = "<script>alert(1)</script>局"


def given(report: Report, url: str) -> Report:
    """The report with the address of its original."""
    return replace(report, source=replace(report.source, given=Given(url=url)))


def reports() -> list[Report]:
    """Two bureaus and a third with a hostile name over the forms; governments, one in another."""
    school = [
        one("教育局", "980121", 2018, {OLD: "5"}),
        one("教育局", "980121", 2019, {NEW: "7"}),
        one("教育局", "980121", 2020, {NEW: Status.BLANK}),
        one("教育局", "980121", 2021, {NEW: "0"}),
        one("教育局", "980121", 2022, {NEW: "1234"}, disputed=NEW),
    ]
    school[1] = given(school[1], "https://example.invalid/a?b=1&c=2")
    school[3] = given(school[3], "javascript:alert(1)")
    water = [one("水利局", "980122", year, {NEW: str(year - 2000)}) for year in (2019, 2020, 2021)]
    evil = [one(EVIL, "980221", 2021, {NEW: "9"})]
    whole = [
        one(name, code, 2021, {NEW: value}, kind=Kind.GOVERNMENT, scope=Scope.AGGREGATE)
        for name, code, value in (("砚川市政府", "9801", "100"), ("青溪县政府", "980121", "30"))
    ]
    return [*school, *water, *evil, *whole]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, httpx.Client]]:
    """A service over them."""
    with home_of(tmp_path_factory.mktemp("figures"), reports()) as both:
        yield both


def table(page: html.HtmlElement) -> list[tuple[str, str | None, str]]:
    """(groups and year, value, n of N) of every row."""
    found = []
    for row in page.xpath("//table[contains(@class, 'rows')]/tbody/tr"):
        cells = row.xpath("./td | ./th")
        year = cells.index(row.xpath("./th")[0])
        (value,) = row.xpath("./td[@data-value or @class='none']")
        (count,) = row.xpath("./td[contains(@class, 'counted')]")
        sides = " ".join(text(cell) for cell in cells[: year + 1])
        found.append((sides, value.get("data-value"), text(count)))
    return found


def library(home: Home, *by: str, **filters: str) -> Series:
    """The same series from the library."""
    with open_catalog(home) as catalog:
        chosen = {name: (value,) for name, value in filters.items()}
        return series(catalog, measures_named([NEW]), by, chosen)


@pytest.mark.parametrize(
    ("by", "filters"),
    [
        ((), {}),
        (("agency",), {}),
        (("county", "kind"), {}),
        (("prefecture",), {"year": "2019..2021"}),
        (("agency",), {"agency": "水利"}),
        (("scope", "level"), {}),
        ((), {"scope": "aggregate"}),
        (("form",), {}),
    ],
)
def test_the_table_is_what_the_library_finds(
    asked: tuple[Home, httpx.Client], by: tuple[str, ...], filters: dict[str, str]
) -> None:
    """Row by row: groups, year, every digit of the value, n of N."""
    home, browser = asked
    answer = browser.get("/figures", params={"by": list(by), "key": "新收申请", **filters})

    assert answer.status_code == 200
    assert table(tree(answer)) == [
        (
            " ".join(" ".join(side.label for side in row.group).split()),
            None if row.value is None else str(row.value),
            f"{row.summed}/{row.reports}",
        )
        for row in library(home, *by, **filters).rows
    ]


def test_a_blank_is_told_and_never_0(asked: tuple[Home, httpx.Client]) -> None:
    """A 0 that was written is 0."""
    page = tree(asked[1].get("/figures?by=agency&agency=教育局"))

    rows = {sides: value for sides, value, _ in table(page)}
    (blank,) = page.xpath("//tr[th='2020']/td[@class='none']")
    assert rows == {
        "教育局 2018": "5",
        "教育局 2019": "7",
        "教育局 2020": None,
        "教育局 2021": "0",
        "教育局 2022": "1234",
    }
    assert text(blank) == "空白"
    assert len(page.xpath("//svg//circle")) + len(page.xpath("//svg//path[@class='point']")) == 4


def test_breaks_doubts_and_numbers_of_reports_stand_with_the_chart(
    asked: tuple[Home, httpx.Client],
) -> None:
    """The break named in words, and on the row where it comes."""
    page = tree(asked[1].get("/figures?by=agency"))

    assert len(page.xpath("//svg//path[@class='break']")) >= 1
    assert text(page.xpath("//svg//text[@class='sign']")[0]) == "①"
    (reason,) = page.xpath("//ul[@class='key']/li[contains(., '①')]")
    assert "2018年度及以前为旧式报表中的收到申请数" in text(reason)
    assert page.xpath("//ul[@class='key']/li[contains(., '勾稽存疑')]")
    (row,) = page.xpath("//tbody/tr[td='教育局' and th='2019']")
    assert "口径变化 ①" in text(row)
    (doubt,) = page.xpath("//tbody/tr[td='教育局' and th='2022']")
    assert "勾稽存疑 1 份，计 1,234" in text(doubt)
    counts = [text(item) for item in page.xpath("//svg//text[contains(@class, 'reports')]")]
    assert counts == ["1", "2", "1/2", "3", "1", "报告"]


def test_what_contains_another_is_not_added_and_says_so(asked: tuple[Home, httpx.Client]) -> None:
    """The library's refusal with its reason, in the place of a number."""
    page = tree(asked[1].get("/figures?scope=aggregate"))

    (cell,) = page.xpath("//td[@class='none']")
    assert text(cell).startswith("本级汇总互相包含，不能相加")
    assert page.xpath("//li[contains(@class, 'note')][contains(., '按层级分组')]")
    assert not page.xpath("//svg[contains(@class, 'chart')]")


def test_scopes_are_never_mixed(asked: tuple[Home, httpx.Client]) -> None:
    """The page says why, and the form stays with what was chosen."""
    answer = asked[1].get("/figures?scope=own&scope=aggregate&by=agency")
    page = tree(answer)

    assert answer.status_code == 400
    assert "不能合计" in text(page.xpath("//div[@class='note error']")[0])
    assert page.xpath("//select[@name='by']/option[@value='agency'][@selected]")


@pytest.mark.parametrize(
    ("word", "status", "told"),
    [
        ("公开率", 200, ""),
        ("新收申请.自然人", 200, ""),
        ("本年新收 法律服务机构", 200, ""),
        ("国家秘密 企业", 200, ""),
        ("公开", 400, "予以公开"),
        ("本年新收", 400, "自然人"),
        ("新收申情", 400, "新收申请"),
        ("<script>alert(2)</script>", 400, "没有数据项"),
        ("\x00", 400, "没有数据项"),
    ],
)
def test_figures_are_found_by_name(
    asked: tuple[Home, httpx.Client], word: str, status: int, told: str
) -> None:
    """By alias, by official wording, by a piece of it; else those that may be meant are offered."""
    answer = asked[1].get("/figures", params={"key": word})
    page = tree(answer)

    assert answer.status_code == status
    (note,) = page.xpath("//div[@class='note warning']") or [None]
    assert (note is None) == (status == 200)
    assert note is None or told in text(note)
    assert all(str(src).startswith("/static/") for src in page.xpath("//script/@src"))
    assert not page.xpath("//script[not(@src)]")


def test_a_candidate_leads_to_its_figure(asked: tuple[Home, httpx.Client]) -> None:
    """With everything else as it was."""
    page = tree(asked[1].get("/figures?key=本年新收&by=agency&lang=en"))
    address = next(link for link in page.xpath("//a/@href") if "natural_person" in link)

    answer = asked[1].get(address)

    assert answer.status_code == 200
    assert "by=agency" in address
    assert "lang=en" in address


def test_the_largest_have_ranks(asked: tuple[Home, httpx.Client]) -> None:
    """Of each year; without a grouping they are agencies, as of the command."""
    home, browser = asked
    page = tree(browser.get("/figures?top=1"))

    with open_catalog(home) as catalog:
        found = largest(series(catalog, measures_named([NEW]), ["agency"]), 1)
    assert [value for _, value, _ in table(page)] == [str(row.value) for row in found.rows]
    assert [text(cell) for cell in page.xpath("//tbody/tr/td[@class='number'][1]")] == ["1"] * 5


def test_a_panel_is_what_the_library_finds(asked: tuple[Home, httpx.Client]) -> None:
    """Agency by year, scopes apart; a year without a report is no number."""
    home, browser = asked
    page = tree(browser.get("/figures?view=panel"))

    with open_catalog(home) as catalog:
        found = panel(catalog, NEW)
    shown = [
        [cell.get("data-value") for cell in row.xpath("./td")]
        for row in page.xpath("//table[contains(@class, 'years')]/tbody/tr")
    ]
    cells = [[row.cells.get(year) for year in found.years] for row in found.rows]
    assert shown == [
        [None if cell is None or cell.value is None else str(cell.value) for cell in row]
        for row in cells
    ]
    (old,) = page.xpath(f"//a[contains(@href, '-2018/figures#{OLD}')]")
    assert text(old) == "5"


def test_hostile_names_stay_text(asked: tuple[Home, httpx.Client]) -> None:
    """In the table, in the chart and in every link; an original that is no web address is none."""
    for address in ("/figures?by=agency", "/figures?view=panel", "/coverage", "/findings"):
        page = tree(asked[1].get(address))

        assert not page.xpath("//script[not(@src)]")
        assert not [link for link in page.xpath("//a/@href") if link.startswith("javascript")]
    page = tree(asked[1].get("/figures?by=agency"))
    assert EVIL in page.text_content()
    assert page.xpath("//a[@class='original']/@href") == ["https://example.invalid/a?b=1&c=2"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "/figures",
        "/figures?by=agency&lang=en",
        "/figures?by=county&by=level&key=公开率",
        "/figures?view=panel&lang=en",
        "/coverage",
        "/coverage?lang=en&agency=教育局",
        "/findings",
        "/findings?lang=en&severity=error",
    ],
)
def test_every_link_answers(asked: tuple[Home, httpx.Client], address: str) -> None:
    """With a page or a file, in the language of the page."""
    browser = asked[1]
    page = tree(browser.get(address))

    for link in links(page):
        assert link.partition("?")[0].split("/")[1].split(".")[0] in SECTIONS, link
        assert browser.get(link, follow_redirects=True).status_code == 200, link
    pages = [link for link in links(page) if not link.startswith(("/static", "/api"))]
    english = [link for link in pages if "lang=en" in link]
    assert len(english) == (len(pages) - 1 if "lang=en" in address else 1)


def test_the_files_hold_the_rows_of_the_table(asked: tuple[Home, httpx.Client]) -> None:
    """All rows, whatever page of the table is shown, with the same numbers."""
    browser = asked[1]
    page = tree(browser.get("/figures?by=agency&year=2019..2021"))
    (csv,) = (link for link in links(page) if ".csv" in link and "excel" not in link)

    rows = [line.split(",") for line in browser.get(csv).text.splitlines()]

    value = rows[0].index("value")
    assert [Decimal(row[value]) if row[value] else None for row in rows[1:]] == [
        None if shown is None else Decimal(shown) for _, shown, _ in table(page)
    ]


def test_english_is_said_where_there_is_english(asked: tuple[Home, httpx.Client]) -> None:
    """Statuses, levels and scopes; official wording stays."""
    page = tree(asked[1].get("/figures?by=level&agency=教育局&lang=en"))

    assert page.get("lang") == "en"
    assert page.xpath("//tbody/tr/td[. = 'county']")
    assert text(page.xpath("//tr[th='2020']/td[@class='none']")[0]) == "blank"
