"""What the page says, by key: Chinese, then English."""

from __future__ import annotations

from search_api.pages.words_api import API
from search_api.pages.words_data import DATA
from search_api.pages.words_report import REPORT
from search_api.pages.words_search import SEARCH

FRAME = {
    "site": ("政府信息公开年报检索", "Disclosure report search"),
    "skip": ("跳到正文", "Skip to content"),
    "nav": ("栏目", "Parts"),
    "nav.search": ("检索", "Search"),
    "nav.figures": ("数据", "Figures"),
    "nav.findings": ("核查", "Findings"),
    "nav.coverage": ("覆盖", "Coverage"),
    "nav.api": ("接口", "API"),
    "other_language": ("English", "中文"),
    "specimen": ("〔样例·虚构〕", "[specimen, invented]"),
    "original": ("原文", "original"),
    "footer.state": (
        "{reports} 份报告，{passages} 段，数据第 {generation} 代",
        "{reports} reports, {passages} passages, generation {generation}",
    ),
    "footer.specimen": (
        "当前数据全部是虚构的样例，不能引用。",
        "All reports here are invented specimens and not to be cited.",
    ),
    "error": ("出错了", "Something is wrong"),
    "error.home": ("回到首页", "To the first page"),
    "search": ("检索", "Search"),
    "query": ("检索式", "Query"),
    "query.hint": ("词语、“原文”、年:2020", 'words, "exact", year:2020'),
    "printed": ("本页地址", "Address of this page"),
    "keys": ("快捷键", "Keys"),
    "keys.box": ("到检索框", "to the search box"),
    "keys.hits": ("下一处、上一处", "next and previous hit"),
    "keys.list": ("列出快捷键", "this list"),
    "keys.close": ("关闭", "Close"),
}
# In English, where there is but one of what is counted.
OF_ONE = {
    "compare.figures.same": "{n} figure unchanged",
    "compare.same": "{n} passage unchanged",
    "count.least.passage": "at least {total} passage",
    "count.least.report": "at least {total} report",
    "count.passage": "{total} passage",
    "count.report": "{total} report",
    "figures.reports": "{count} report",
    "figures.summed": "{reports} report of scope {scope}",
    "filters.rest": "{n} other is not listed; name it in the query",
    "findings.total": "{total} finding",
    "nothing.word": "{total} passage holds it literally without filters",
    "passage.total": "{total} passage matches",
    "read.more": "{n} more clause",
    "report.figures.not_in_form": "{n} more is not in this form.",
    "report.matches": "{n} match",
    "suggest.passages": "passage",
    "suggest.reports": "report",
    "total.least.passage": "at least {total} passage",
    "total.least.report": "at least {total} report",
    "total.literal.passage": "{literal} of them holds every word literally",
    "total.literal.report": "{literal} of them holds every word literally",
    "total.passage": "{total} passage",
    "total.report": "{total} report",
    "total.reports": "in {reports} report",
}
WORDS: dict[str, tuple[str, str]] = {**FRAME, **API, **REPORT, **SEARCH, **DATA}
