"""English pages say which of their words are Chinese, so that they are drawn and spoken so."""

from __future__ import annotations

import re

import httpx
import pytest
from lxml import html

from search_api.whole import WholeReport
from tests.web.pages import Element

_CHINESE = re.compile("[\u3400-\u9fff，。；：“”（）]")
# A tooltip of a drawn point has its number and its unit in one text, which takes no elements; the
# English sentences of findings and checks name Chinese tables and rows.
_MIXED = ("finding", "checks-told")


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
