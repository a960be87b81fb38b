"""The search page: hits under their reports, and all of its state in the address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote_plus, urlsplit

import httpx
import pytest

from search_api.pages.rendering import STATIC
from search_api.service.settings import Settings
from tests.shared import HANGS
from tests.web.pages import Element, links, opened
from tests.web.reading import asked_by, classed, line, lines, refused, searched, sent_by
from tests.web.serving import served

QUERY = "保密审查"
_LARGEST = 50_000


@pytest.fixture(scope="module")
def narrow(specimen_home: Path) -> Iterator[httpx.Client]:
    """Asks a service that has time for nothing, and reads short queries only."""
    settings = Settings(home=specimen_home, timeout=0.000_001, longest_query=20)
    accept = {"Accept": "text/html"}
    with (
        served(settings) as address,
        httpx.Client(base_url=address, timeout=60.0, headers=accept) as client,
    ):
        yield client


def _reports(page: Element) -> list[Element]:
    return list(page.xpath("//article"))


def test_hits_stand_under_their_reports_in_the_order_of_the_api(
    browser: httpx.Client, client: httpx.Client
) -> None:
    """Each report once, by its best passage; every hit leads to its place in the report."""
    page = searched(browser, QUERY)
    hits = client.get("/api/search", params={"q": QUERY}).json()["hits"]

    reports = list(dict.fromkeys(hit["report"] for hit in hits))
    places = {
        (urlsplit(hit["links"]["passage"]).path, hit["passage"].split("#")[1]) for hit in hits
    }
    shown = [report.xpath(".//h3/a[1]/@href")[0] for report in _reports(page)]
    leads = [urlsplit(href) for href in page.xpath("//a[@data-hit]/@href")]
    assert shown == [f"/reports/{report}" for report in reports]
    assert {(lead.path, lead.fragment) for lead in leads} == places
    assert {unquote_plus(lead.query) for lead in leads} == {f"q={QUERY}"}


def test_the_text_is_that_of_the_api_with_its_marks(
    browser: httpx.Client, client: httpx.Client
) -> None:
    """Literal finds are told from single words."""
    page = searched(browser, QUERY)
    hits = client.get("/api/search", params={"q": QUERY}).json()["hits"]

    shown = {"".join(text.itertext()): text for text in page.xpath("//p[@class='text']")}
    assert set(shown) == {hit["snippet"] for hit in hits}
    for hit in hits:
        marks = ["".join(mark.itertext()) for mark in shown[hit["snippet"]].xpath("./mark")]
        assert marks == [hit["snippet"][start:end] for start, end in hit["marks"]]
    literal = page.xpath("//p[@class='text']/mark[not(@class)]/text()")
    assert set(literal) == {QUERY}
    assert set(page.xpath("//mark[@class='word']/text()")) <= {"保密", "审查"}


def test_wherever_a_report_is_named_its_original_is_linked(browser: httpx.Client) -> None:
    """On the page of hits and in the concordance, where it is on the web."""
    for page in (searched(browser, QUERY), searched(browser, QUERY, kwic="1")):
        named = page.xpath("//article//h3 | //table[@class='kwic']//td[4]")
        assert named
        for one in named:
            address = one.xpath("./a[@class='original']/@href")[0]
            assert urlsplit(address).scheme in ("http", "https")


def test_totals_are_told_in_words(browser: httpx.Client) -> None:
    """Hits, reports, literal ones."""
    told = lines(searched(browser, QUERY), classed("total"))[0]
    english = lines(searched(browser, QUERY, lang="en"), classed("total"))[0]

    assert told.startswith("共 14 段，来自 14 份报告，其中 12 段逐字含有全部检索词")
    assert english.startswith("14 passages, in 14 reports, 12 of them hold every word literally")


def test_headline_figures_lead_to_their_cells(browser: httpx.Client) -> None:
    """What has no number says why: it is never 0."""
    page = searched(browser, QUERY)
    figures = page.xpath("//div[@class='figures']//dd/a")

    assert len(figures) > 10
    for figure in figures:
        address = urlsplit(figure.get("href"))
        assert address.path.startswith("/reports/")
        assert address.path.endswith("/figures")
        assert address.fragment.partition(".")[0] in ("t2", "t3", "t4", "n", "d")
    words = {line(one) for one in figures if one.get("class") == "none"}
    assert "位置不明" in words
    assert not any(word.isdigit() for word in words)


def test_a_disputed_figure_says_so(browser: httpx.Client) -> None:
    """A finding contradicts it."""
    page = searched(browser, "核查:t3_result_sum 部分:依申请公开", group="passage")
    other = searched(browser, "核查:t3_result_sum 部分:依申请公开", group="passage", lang="en")

    assert "勾稽存疑" in " ".join(lines(page, "//div[@class='figures']"))
    assert "disputed" in " ".join(lines(other, "//div[@class='figures']"))


def test_by_report_the_best_passages_stand_with_their_number(
    browser: httpx.Client, client: httpx.Client
) -> None:
    """As the API tells them."""
    page = searched(browser, "公开", group="report")
    hits = client.get("/api/search", params={"q": "公开", "group": "report"}).json()["hits"]

    assert len(_reports(page)) == len(hits)
    for report, hit in zip(_reports(page), hits, strict=True):
        assert f"共 {hit['passage_total']} 段相符" in line(report)
        assert len(report.xpath(".//a[@data-hit]")) == len(hit["passages"])


def test_paging_gives_every_hit_once(browser: httpx.Client) -> None:
    """By links alone, and back to the first page."""
    page = searched(browser, "公开", sort="newest", lang="en")
    total = int(lines(page, "//p[@class='total']/strong")[0].split()[0])
    seen: list[str] = []
    pages = 0
    while True:
        pages += 1
        seen += page.xpath("//a[@data-hit]/@href")
        following = page.xpath("//a[@rel='next']/@href")
        if not following:
            break
        page = opened(browser, following[0])
        first = page.xpath("//p[@class='pages']/a[not(@rel)]/@href")[0]
        assert asked_by(first) == [("q", "公开"), ("sort", "newest"), ("lang", "en")]

    assert pages > 2
    assert len(seen) == len(set(seen)) == total


def test_the_form_keeps_what_is_asked(browser: httpx.Client) -> None:
    """Sending it again asks for the same, whatever way the values were written."""
    asked = {
        "year": ["2020..2022", "2018"],
        "level": ["乡级"],
        "region": ["溟州省"],
        "agency": ["镇"],
        "topic": ["secrecy_review"],
        "finding": ["t3_flow"],
        "form": ["2021"],
    }
    page = searched(browser, QUERY, **asked, exact="1", sort="newest", lang="en")

    expected = [(name, value) for name, values in asked.items() for value in values]
    expected += [("q", QUERY), ("exact", "1"), ("sort", "newest"), ("lang", "en")]
    assert sorted(sent_by(page)) == sorted(expected)


def test_every_link_carries_the_language(browser: httpx.Client) -> None:
    """All but those to files, to originals, and to the page in the other language."""
    for path in (
        "/",
        f"/search?q={QUERY}&year=2021",
        f"/search?q={QUERY}&kwic=1",
        "/search?q=無此",
    ):
        address = httpx.URL(path).copy_merge_params({"lang": "en"})
        page = opened(browser, str(address))
        other = page.xpath("//a[@class='language']/@href")[0]
        own = [h for h in links(page) if h.startswith("/") and h != other]
        assert own
        for href in own:
            assert ("lang", "en") in asked_by(href) or href.startswith("/api/"), href
        assert "lang" not in dict(asked_by(other))


def test_too_long_a_query_is_told_and_nothing_is_searched(narrow: httpx.Client) -> None:
    """400, in words, with the box."""
    page = refused(narrow, 400, q="公" * 21)

    assert "检索式太长：最多 20 字" in line(page)
    assert page.xpath("//input[@id='q']")
    assert not _reports(page)


def test_what_ran_out_of_time_is_told_and_not_kept(narrow: httpx.Client) -> None:
    """And no counts, where none is known."""
    answer = narrow.get("/search", params={"q": QUERY})
    page = searched(narrow, QUERY)

    assert answer.headers["cache-control"] == "no-store"
    assert "时间到了还没有查完" in line(page)
    assert not page.xpath("//p[@class='total']")
    assert not page.xpath("//aside")
    assert "没有找到" not in line(page)


def test_a_query_beyond_the_limits_is_told(browser: httpx.Client) -> None:
    """It is not the same as nothing found."""
    page = searched(browser, " ".join(f"甲{n}" for n in range(1_100)))

    assert "没有找到" not in line(page)
    assert "检索式超出限度" in line(page)


@pytest.mark.parametrize(
    "parameters",
    [{"sort": "none"}, {"after": "x"}, {"context": "x"}, {"group": "agency"}, {"sort": "left"}],
)
def test_a_value_that_means_nothing_is_told_in_words(
    browser: httpx.Client, parameters: dict[str, str]
) -> None:
    """400 with the box still there, never a failure."""
    page = refused(browser, 400, q=QUERY, **parameters)

    assert page.xpath("//*[@role='alert']")
    assert page.xpath("//input[@id='q']/@value") == [QUERY]


def test_too_many_at_once_is_told_with_a_way_to_try_again(specimen_home: Path) -> None:
    """503, for a moment."""
    headers = {"Accept": "text/html"}
    with served(Settings(home=specimen_home, at_once=0)) as address:
        answer = httpx.get(f"{address}/search?q={QUERY}", headers=headers, timeout=HANGS)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert "过一会儿再试" in answer.text


def test_notices_point_at_the_characters_of_the_query(browser: httpx.Client) -> None:
    """What is odd is marked in the query."""
    page = searched(browser, "培训 年:二〇")

    notices = page.xpath("//ul[@class='notices']/li")
    assert ["".join(mark.itertext()) for mark in notices[0].xpath(".//mark")] == ["年:二〇"]


def test_how_the_query_was_read_is_told(browser: httpx.Client) -> None:
    """Its words as they were cut."""
    told = lines(searched(browser, f"{QUERY} 年:2021"), "//details[contains(@class,'read')]")[0]

    assert "保密 / 审查" in told
    assert "2021" in told


def test_the_syntax_is_told_beside_the_box(browser: httpx.Client) -> None:
    """Every construct of the language."""
    page = searched(browser, QUERY)

    assert len(page.xpath("//details[@class='help']//tr")) > 15


def test_a_page_of_ten_hits_is_small(browser: httpx.Client) -> None:
    """With facets, styles and scripts, before it is packed; suggestions come when one types."""
    answer = browser.get("/search", params={"q": "公开"})
    page = searched(browser, "公开")

    files = [*page.xpath("//link[@rel='stylesheet']/@href"), *page.xpath("//script/@src")]
    sizes = [(STATIC / urlsplit(file).path.rpartition("/")[2]).stat().st_size for file in files]
    assert len(page.xpath("//a[@data-hit]")) == 10
    assert len(files) == 3
    assert len(answer.content) + sum(sizes) < _LARGEST


@pytest.mark.parametrize("path", ["/", "/search?q=公开", "/search?q=公开&kwic=1", "/search?q=無此"])
def test_no_script_or_style_stands_in_the_page(browser: httpx.Client, path: str) -> None:
    """Headings are in order, fields are named, and nothing is from elsewhere."""
    page = opened(browser, path)

    assert not page.xpath("//script[not(@src)] | //style | //@style | //@onclick")
    levels = [int(one.tag[1]) for one in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.xpath("//h1")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_all_hits_are_had_as_a_sheet(browser: httpx.Client) -> None:
    """With the filters and the order of the page, and nothing that the page passes over."""
    page = searched(browser, QUERY, year="2021", sort="newest", lang="en", limit="2")
    address = page.xpath("//p[@class='pages']/a[@download]/@href")[0]
    answer = browser.get(address)
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.splitlines()) == 1 + 4
    links = searched(browser, QUERY, form="2021", utm_source="x").xpath("//a[@download]/@href")
    assert [browser.get(str(link)).status_code for link in links] == [200]
