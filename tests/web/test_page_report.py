"""A report's page shows all of the report, each thing at its place."""

from __future__ import annotations

from collections import Counter

import httpx

from indexer.catalog.rows import ReportRow
from indexer.labels import STATUSES
from indexer.model import Status
from search_api.pages.report_content import SIGNS, number
from search_api.whole import WholeReport
from tests.web.pages import bare, by_id, ids, links, opened, text_of


def _page(row: ReportRow) -> str:
    return f"/reports/{row.address}"


def test_every_passage_is_there_whole(browser: httpx.Client, reports: list[WholeReport]) -> None:
    """Under its id, with its text to the last character."""
    for whole in reports:
        places = ids(opened(browser, _page(whole.report)))
        for passage in whole.passages:
            (shown,) = places[passage.id].find_class("text")
            assert text_of(shown) == passage.text


def test_every_heading_is_there_and_in_the_contents(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """In the order of the report."""
    for whole in reports:
        page = opened(browser, _page(whole.report))
        listed = page.xpath("//nav[contains(@class,'toc')]//a")
        places = ids(page)
        assert len(listed) == len(whole.sections)
        for place, (link, section) in enumerate(zip(listed, whole.sections, strict=True)):
            assert link.get("href") == f"#s{place}"
            assert text_of(link).strip()
            assert bare(section.title) in bare(text_of(places[f"s{place}"]))


def test_every_cell_shows_what_the_catalog_has(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """The value, and where there is none, or it was not simply read, the status in words."""
    statuses: Counter[Status] = Counter()
    for whole in reports:
        page = opened(browser, _page(whole.report))
        for cell in page.xpath("//table[contains(@class,'form')]//td"):
            figure = whole.figures[cell.get("id")]
            statuses[figure.status] += 1
            shown = bare(text_of(cell))
            assert shown.startswith(number(figure))
            if figure.status is Status.REPORTED:
                assert shown in (number(figure), f"{number(figure)}⚠勾稽存疑")
            else:
                assert f"{SIGNS[figure.status]}{STATUSES[figure.status]}" in shown

    assert {Status.BLANK, Status.AMBIGUOUS, Status.RECOVERED} <= statuses.keys()


def test_every_figure_of_the_report_stands_on_its_page(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """Each once: a link to a figure's key finds it. Missing tables have no cells."""
    for whole in reports:
        places = ids(opened(browser, _page(whole.report)))
        for key, figure in whole.figures.items():
            assert key in places or figure.status is Status.MISSING


def test_links_on_the_page_lead_somewhere(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """Every fragment of this page is an element of it."""
    for whole in reports:
        page = opened(browser, f"{_page(whole.report)}?q=公开")
        inside = {href[1:] for href in links(page) if href.startswith("#")}
        lost = {name for name in inside - ids(page).keys() if name not in whole.figures}
        assert lost == set()


def test_findings_stand_where_they_speak(browser: httpx.Client, reports: list[WholeReport]) -> None:
    """Whole at the first place, with a link to it at the others."""
    for whole in reports:
        page = opened(browser, _page(whole.report))
        for one in whole.attached:
            home = by_id(page, f"finding-{one.number}")
            assert one.finding.message in text_of(home)
            for ground in one.finding.evidence:
                assert bare(ground.quote) in bare(text_of(home))
            for place in one.places:
                id = f"s{place.name}" if place.kind == "section" else place.name
                holder = by_id(page, id)
                while "beside" not in holder.get("class", "") and holder.tag != "section":
                    holder = holder.getparent()
                told = list(holder.find_class("finding"))
                if place == one.home:
                    assert home in told
                else:
                    assert f"#finding-{one.number}" in [
                        href for note in told for href in links(note) if href.startswith("#")
                    ]


def test_matches_are_lit_and_can_be_stepped_through(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """They are numbered from 1; links lead from passage to passage without JavaScript."""
    whole = next(one for one in reports if "保密审查" in "".join(p.text for p in one.passages))
    page = opened(browser, f"{_page(whole.report)}?q=公开")
    marks = page.xpath("//mark")
    held = sum(passage.text.count("公开") for passage in whole.passages)

    assert [mark.get("id") for mark in marks] == [f"m{n}" for n in range(1, held + 1)]
    assert {text_of(mark) for mark in marks} == {"公开"}
    assert f"{held} 处匹配" in text_of(page)
    steps = [step.get("href") for box in page.find_class("step") for step in box.iter("a")]
    assert "#m1" in list(links(page))
    assert f"#m{held}" in steps or marks[-1].getparent() is marks[0].getparent()


def test_a_query_without_a_match_or_far_too_long_leaves_the_page_whole(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """And says so."""
    row = reports[0].report
    assert "没有匹配" in text_of(opened(browser, f"{_page(row)}?q=火星"))
    assert "检索式太长" in text_of(opened(browser, f"{_page(row)}?q={'a' * 9_000}"))


def test_other_years_and_citations(browser: httpx.Client, reports: list[WholeReport]) -> None:
    """Years of the agency with links to compare; citations with the permanent address."""
    row = next(one.report for one in reports if one.report.agency.endswith("水利局"))
    page = opened(browser, _page(row))
    years = [
        other.report
        for other in reports
        if other.report.agency == row.agency and other.report.version != row.version
    ]

    for other in years:
        first, last = sorted((row, other), key=lambda one: one.year)
        assert f"/reports/{other.address}" in list(links(page))
        assert f"/reports/{first.address}/compare/{last.address}" in list(links(page))
    cited = [text_of(one) for one in page.find_class("cited")]
    assert all(f"{str(browser.base_url).rstrip('/')}{_page(row)}" in one for one in cited)


def test_an_id_that_names_nothing_is_not_found(browser: httpx.Client) -> None:
    """Whatever stands in it."""
    for id in ("x-00000000-own-2020", "鄌郚镇", "..%2F", "%00", "x~", "a~b", "<script>"):
        for page in ("", "/figures", "/source"):
            assert browser.get(f"/reports/{id}{page}", follow_redirects=True).status_code == 404


def test_the_page_in_english_keeps_the_wording_of_the_report(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """Our words change, those of the report do not; links stay in the language."""
    whole = reports[0]
    page = opened(browser, f"{_page(whole.report)}?lang=en")

    assert "Contents" in text_of(page)
    assert whole.passages[0].text in text_of(page)
    own = page.xpath("//main//a/@href[starts-with(., '/reports/')]")
    assert own
    assert all("lang=en" in href for href in own)


def test_other_years_are_marked_as_specimens(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """As everywhere that a report is named."""
    row = next(one.report for one in reports if one.report.agency == "林峪县水利局")
    others = opened(browser, _page(row)).xpath("//ul[@class='years']/li[not(strong)]")

    assert others
    assert all(one.find_class("specimen") for one in others)


def test_the_page_of_figures_is_headed_by_its_name(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """Not by that of the page of all reports."""
    page = opened(browser, f"{_page(reports[0].report)}/figures")

    assert text_of(by_id(page, "all")) == "全部数据"


def test_print_has_the_address_of_the_page(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """In full, with what was asked."""
    for path in ("/figures?by=agency", "/coverage", _page(reports[0].report)):
        (line,) = opened(browser, path).find_class("print-only")
        assert text_of(line).endswith(f"{str(browser.base_url).rstrip('/')}{path}")
