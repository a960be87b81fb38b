"""The first page, what helps where nothing is found, and text that means harm."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from lxml import html

from indexer.home import find_home
from indexer.pipeline import add
from search_api.pages.home_page import EXAMPLES
from search_api.service.settings import Settings
from tests.web.pages import opened
from tests.web.reading import asked_by, line, lines, searched
from tests.web.serving import served

HARM = "<script>alert(1)</script>"


def test_the_first_page_tells_what_there_is(browser: httpx.Client, client: httpx.Client) -> None:
    """Reports, passages, agencies, years; each way in leads to as many reports as it says."""
    page = opened(browser, "/")

    assert "29 份报告，351 段文字，12 个机关，2014—2024 年度" in line(page)
    ways = [a for a in page.xpath("//dl[@class='in']//a") if a.xpath("./span")]
    assert len(ways) > 15
    for way in ways:
        counted = client.get("/api/search", params={**dict(asked_by(way.get("href"))), "limit": 1})
        assert line(way).split()[-1] == str(counted.json()["total"])


@pytest.mark.parametrize("query", [query for query, _, _ in EXAMPLES])
def test_every_example_finds_something(browser: httpx.Client, query: str) -> None:
    """And is understood without a remark."""
    page = opened(browser, "/")
    addresses = page.xpath("//ul[@class='examples']//a/@href")
    found = searched(browser, query)

    assert [("q", query)] in [asked_by(address) for address in addresses]
    assert found.xpath("//article")
    assert not found.xpath("//ul[@class='notices']")


def test_topics_are_ways_in(browser: httpx.Client) -> None:
    """Each leads to the reports that have it."""
    page = opened(browser, "/?lang=en")
    secrecy = [a for a in page.xpath("//dl[@class='in']//a") if line(a) == "secrecy review"]

    assert asked_by(secrecy[0].get("href")) == [("topic", "secrecy_review"), ("lang", "en")]
    found = opened(browser, secrecy[0].get("href"))
    assert found.xpath("//article//p[@class='text']")


def test_where_nothing_is_found_it_is_told_what_less_would_find(browser: httpx.Client) -> None:
    """The words and how they were cut, without each filter, any of the words."""
    page = searched(browser, "保密审查 无人机", year="2021", level="乡级")
    told = lines(page, "//section[@class='nothing']//li")
    ways = [dict(asked_by(a)) for a in page.xpath("//section[@class='nothing']//li/a/@href")]

    assert told[0] == "保密审查 分词：保密 / 审查 — 不加筛选时，逐字含有它的有 12 段"
    assert told[1].startswith("无人机")
    assert any(one.startswith("去掉 年份：2021") for one in told)
    assert [way["q"] for way in ways] == ["保密 OR 审查 OR 无人机"]

    page = searched(browser, "保密审查", year="2031", level="乡级")
    ways = [dict(asked_by(a)) for a in page.xpath("//section[@class='nothing']//li/a/@href")]
    assert ways == [{"q": "保密审查", "level": "乡级"}]


def test_near_words_and_names_are_offered(browser: httpx.Client) -> None:
    """A slip in one character is put right, by a link that keeps the filters."""
    for slip, meant in (("保秘审查", "保密审查"), ("青芷慎", "青芷镇"), ("解渎", "解读")):
        page = searched(browser, slip, year="2021", lang="en")
        offered = page.xpath("//section[@class='nothing']/p[1]/a")

        assert line(offered[0]) == meant
        assert asked_by(offered[0].get("href")) == [("year", "2021"), ("lang", "en"), ("q", meant)]


@pytest.mark.parametrize("path", ["/search", "/"])
def test_what_is_asked_is_shown_and_never_run(browser: httpx.Client, path: str) -> None:
    """In the query and in every filter."""
    for name in ("q", "year", "agency", "region", "topic", "sort", "group", "context", "lang"):
        answer = browser.get(path, params={name: f'"{HARM}', "q": f'{HARM}"'})

        assert answer.status_code in (200, 400)
        assert HARM.encode() not in answer.content
        assert not html.document_fromstring(answer.content.decode()).xpath("//main//script")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Asks a service over a report whose text, agency and address mean harm."""
    folder = tmp_path_factory.mktemp("hostile")
    report = folder / "a.txt"
    report.write_text(
        "甲县乙镇人民政府2021年政府信息公开工作年度报告\n\n一、总体情况\n"
        f"落实保密审查{HARM}，加强培训<img src=x onerror=alert(1)>。\n",
        "utf-8",
    )
    given = {"path": "a.txt", "agency": f"乙{HARM}镇人民政府", "url": "javascript:alert(1)"}
    meta = folder / "meta.jsonl"
    meta.write_text(json.dumps(given, ensure_ascii=False) + "\n", "utf-8")
    home = find_home(folder / "home")
    add(home, [report], meta=meta)
    accept = {"Accept": "text/html"}
    with (
        served(Settings(home=home.path)) as address,
        httpx.Client(base_url=address, timeout=60.0, headers=accept) as client,
    ):
        yield client


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=保密审查", "/search?q=保密审查&kwic=1", "/search?q=保密审查&group=report"],
)
def test_what_a_document_brings_along_is_shown_and_never_run(
    hostile: httpx.Client, path: str
) -> None:
    """Its text, its agency, its address."""
    answer = hostile.get(path)
    page = opened(hostile, path)

    assert answer.status_code == 200
    for harm in (HARM, "<img", "javascript:"):
        assert harm.encode() not in answer.content
    assert not page.xpath("//main//script | //main//img")
    if path != "/":
        assert f"乙{HARM}镇人民政府" in line(page)
        assert "<script>alert(1" in line(page).replace(" ", "")
