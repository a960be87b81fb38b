"""Whatever a document, its metadata or a correction brings along is text on the page, no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from indexer.catalog.read import open_catalog
from indexer.catalog.rows import ReportRow
from indexer.correct.acts import correct_aspect, correct_figure, correct_identity, dismiss
from indexer.home import Home
from indexer.model import Signed
from indexer.pipeline import add
from search_api.service.settings import Settings
from tests.web.pages import by_id, links, opened, text_of
from tests.web.serving import served

SCRIPT = "<script>alert('网')</script><img src=x onerror=alert(1)>"
TURNED = "\u202eRTL\u2066\u200f"
SIGNED = Signed(f"录入员{SCRIPT}", "2026-01-02T03:04:05Z", f"核对原件{SCRIPT}")
CORPUS = Path(__file__).parents[2] / "corpus"


def _hostile(name: str) -> str:
    """A specimen with markup in its title, its prose and its headings."""
    text = (CORPUS / name).read_text("utf-8")
    first, platform = "一、总体情况", "（四）平台建设。"
    text = text.replace(first, f"{TURNED}公开“{SCRIPT}”若干条。\n\n{first}", 1)
    return text.replace(platform, f"{platform}{SCRIPT}{TURNED}", 1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A report of two sources, neighbours by year, and corrections, all hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    url = {"url": "javascript:alert(1)", "publisher": SCRIPT}
    rows = [
        {"text": _hostile("linyu-water-2019.txt"), **url},
        {"text": _hostile("linyu-water-2019.txt") + "\n又一句。", "url": "data:text/html,x"},
        {"text": _hostile("linyu-water-2019.txt").replace("2019年", "2020年"), **url},
        {"text": _hostile("zhuxi-town-2020.txt"), **url, "agency": f"砚云县{SCRIPT}局"},
    ]
    meta = folder / f"{'a' * 20}<b>.jsonl"
    meta.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    home = Home(folder / "home")
    add(home, [], meta=meta)
    with open_catalog(home) as catalog:
        water = next(row for row in catalog.current() if "水利局" in row.agency)
        town = next(row for row in catalog.current() if "砚云县" in row.agency)
    correct_figure(home, water.id, "t3.new_received.total", "7", SIGNED)
    correct_figure(home, water.id, "t3.carried_in.total", "空白", SIGNED)
    correct_aspect(home, f"{water.id}#p2", "problem", SIGNED)
    dismiss(home, town.id, "section_numbering", None, SIGNED)
    correct_identity(home, town.id, ["公布日期=2021-03-04"], SIGNED)
    return home


@pytest.fixture(scope="module")
def rows(home: Home) -> list[ReportRow]:
    """The reports and the further source of one of them."""
    with open_catalog(home) as catalog:
        current = list(catalog.current())
        return [*current, *(o for row in current for o in catalog.other_versions(row.id))]


@pytest.fixture(scope="module")
def browser(home: Home) -> Iterator[httpx.Client]:
    """Asks a service over that home for pages."""
    with (
        served(Settings(home=home.path)) as address,
        httpx.Client(base_url=address, timeout=120.0, headers={"Accept": "text/html"}) as client,
    ):
        yield client


def _addresses(rows: list[ReportRow]) -> Iterator[str]:
    for row in rows:
        for page in ("", "/figures", "/source"):
            yield f"/reports/{row.address}{page}"
        yield f"/reports/{row.address}?q={SCRIPT}&lang=en"
        yield f"/reports/{row.address}/compare/{rows[0].address}"


def test_no_markup_but_ours_is_on_a_page(browser: httpx.Client, rows: list[ReportRow]) -> None:
    """No script of theirs, no picture, no handler, no style, and no link but to the web."""
    for address in _addresses(rows):
        page = opened(browser, address)
        assert page.xpath("//img | //b | //iframe | //@onerror | //@style") == []
        assert {script.text for script in page.iter("script")} == {None}
        assert all(href.startswith(("/", "#", "http://127.0.0.1")) for href in links(page))
        assert page.xpath("//*[contains(@id, '<')]") == []


def test_hostile_text_is_shown_as_it_stands(browser: httpx.Client, rows: list[ReportRow]) -> None:
    """To the last character, with the marks that turn it."""
    for row in rows[:1]:
        page = opened(browser, f"/reports/{row.address}")
        shown = "".join(text_of(one) for one in page.find_class("text"))
        assert SCRIPT in shown
        assert f"{SCRIPT}{TURNED}" in shown
        assert SCRIPT in text_of(opened(browser, f"/reports/{row.address}/source"))


def test_both_sources_of_a_report_can_be_reached(
    browser: httpx.Client, rows: list[ReportRow]
) -> None:
    """From one another, with a comparison."""
    other = next(row for row in rows if "~" in row.address)
    page = opened(browser, f"/reports/{other.id}")
    back = opened(browser, f"/reports/{other.address}")

    assert f"/reports/{other.address}" in list(links(page))
    assert f"/reports/{other.id}/compare/{other.address}" in list(links(page))
    assert f"/reports/{other.id}" in list(links(back))


def test_corrections_are_shown_as_such(browser: httpx.Client, rows: list[ReportRow]) -> None:
    """The new value and that a person set it; who, when and why; what was set aside."""
    water = next(row for row in rows if "水利局" in row.agency and row.year == 2019)
    page = opened(browser, f"/reports/{water.id}")

    assert "".join(text_of(by_id(page, "t3.new_received.total")).split()).startswith("7✎人工更正")
    assert "人工更正" in text_of(by_id(page, "t3.carried_in.total"))
    assert "人工更正" in text_of(by_id(page, "p2"))
    (told,) = page.xpath("//section[@aria-labelledby='corrections']")
    assert text_of(told).count(SIGNED.why) == 3
    town = next(row for row in rows if "砚云县" in row.agency)
    (aside,) = opened(browser, f"/reports/{town.id}").xpath("//*[@aria-labelledby='aside']")
    assert "已排除·人工" in text_of(aside)
    row = by_id(opened(browser, f"/reports/{water.id}/figures"), "t3.new_received.total")
    assert SIGNED.by in text_of(row)
