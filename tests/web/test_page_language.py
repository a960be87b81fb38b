"""English pages say which of their words are Chinese, so that they are drawn and spoken so."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import httpx
import pytest
from lxml import html

import indexer
import search_api
from indexer.report.readings import _MESSAGES
from search_api.pages.notices_english import NOTICES_ENGLISH
from search_api.whole import WholeReport
from tests.web.pages import Element
from tests.web.reading import lines, searched

_CHINESE = re.compile("[\u3400-\u9fff，。；：“”（）]")
# A tooltip of a drawn point has its number and its unit in one text, which takes no elements; the
# English sentences of findings and checks name Chinese tables and rows.
_MIXED = ("finding", "checks-told")
_MAKERS = ("Notice", "say", "refused", "Understood", "Condition")
_CODE = re.compile("[a-z]+(_[a-z]+)*")
# What is told of sums over reports has its English within the message.
_BILINGUAL = {
    "break",
    "contained",
    "no_unit",
    "not_ranked",
    "one_figure",
    "one_organ",
    "other_scope",
    "units",
    "unknown_scope",
    "unplaced",
}


def _called(call: ast.Call) -> str:
    """The name of what is called."""
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def unmarked(browser: httpx.Client, address: str) -> list[str]:
    """The texts of an English page with Chinese in them that is not said to be Chinese."""
    page: Element = html.document_fromstring(
        browser.get(httpx.URL(address).copy_add_param("lang", "en")).content.decode()
    )
    found = []
    for one in page.xpath("//body//text()"):
        if _CHINESE.search(one):
            before = one.getparent()
            holder = before.getparent() if one.is_tail else before
            around = [holder, *holder.iterancestors()]
            said = next(str(each.get("lang")) for each in around if each.get("lang"))
            mixed = any(name in str(each.get("class")) for each in around for name in _MIXED)
            if said != "zh-CN" and not mixed and around[0].tag != "title":
                found.append(str(one).strip())
    return found


@pytest.mark.parametrize(
    "address",
    [
        "/figures",
        "/figures?by=agency&scope=own",
        "/figures?view=panel",
        "/figures?key=nothing&region=nowhere",
        "/figures?scope=own&scope=aggregate",
        "/findings",
        "/coverage",
        "/coverage?region=nowhere",
        "/nothing",
        "/api",
        "/search?q=(审查 AND agency:没有此机关",
    ],
)
def test_chinese_is_marked_on_pages_of_many_reports(browser: httpx.Client, address: str) -> None:
    """Names, messages, and units."""
    assert unmarked(browser, address) == []


def test_chinese_is_marked_on_pages_of_a_report(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """Text, tables, findings, citations, and two years side by side."""
    first, last, *_ = [one.report for one in reports if one.report.agency == "林峪县水利局"]
    path = f"/reports/{first.address}"
    for address in (path, f"{path}/figures", f"{path}/source", f"{path}/compare/{last.address}"):
        assert unmarked(browser, address) == [], address


def test_every_notice_is_told_in_english() -> None:
    """Wherever one is made with a code of its own; those of sums have English in the message."""
    made = {
        (code.value, ast.unparse(call))
        for root in (indexer, search_api)
        for path in Path(*root.__path__).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _called(call) in _MAKERS
        for code in call.args[:2]
        if isinstance(code, ast.Constant) and _CODE.fullmatch(str(code.value))
    }

    assert len(made) > 40
    assert {code for code, _ in made} - NOTICES_ENGLISH.keys() == _BILINGUAL
    assert NOTICES_ENGLISH.keys() >= _MESSAGES.keys()


def test_an_english_page_tells_what_was_odd_in_english_first(browser: httpx.Client) -> None:
    """The Chinese message names the words that are meant."""
    page = searched(browser, "(审查 AND agency:没有此机关", lang="en")

    assert lines(page, "//ul[@class='notices']/li/text()[1]/..")[0].startswith("This value is not")
