"""What the pages of figures, findings and coverage say."""

from __future__ import annotations

from search_api.pages.words_figures import FIGURES
from search_api.pages.words_findings import FINDINGS

SHARED = {
    "data.filters": ("筛选", "Filters"),
    "data.year": ("年份，如 2018..2021", "Years, such as 2018..2021"),
    "data.region": ("地区或区划代码", "Place or division code"),
    "data.agency": ("机关（几个用、分开）", "Agencies (by commas)"),
    "data.remove": ("去掉", "remove"),
    "data.any": ("不限", "any"),
    "data.apply": ("查看", "Show"),
    "data.clear": ("清除筛选", "Clear filters"),
    "data.download": ("下载", "Download"),
    "data.csv": ("CSV", "CSV"),
    "data.excel": ("CSV（Excel、WPS）", "CSV for Excel"),
    "data.previous": ("上一页", "Previous"),
    "data.next": ("下一页", "Next"),
    "data.range": ("第 {first}–{last} 个，共 {total} 个", "{first}–{last} of {total}"),
    "data.first": ("第一页", "First page"),
    "data.pages": ("分页", "Pages"),
    "data.nothing": ("没有符合条件的报告。", "No report meets these filters."),
}
COVERAGE = {
    "coverage.title": (
        "覆盖：哪些机关、哪些年份有报告",
        "Coverage: agencies and years with reports",
    ),
    "coverage.about": (
        "每行是一个机关的一种统计范围，每列是一年。“缺”只用于前后年份都有报告的年份；首份之前、末份之后没有报告，"
        "可能是机关尚未设立、已经撤并，或者只是没有收集，记作“不详”。",
        'A row is one agency in one scope, a column one year. "Lacking" is said only of a '
        "year between two reports; before the first and after the last, the agency may not "
        'have existed or its reports not been collected: "not known".',
    ),
    "coverage.has": ("有", "yes"),
    "coverage.two_versions": ("两版", "two"),
    "coverage.lacks": ("缺", "lacking"),
    "coverage.none_known": ("不详", "not known"),
    "coverage.legend.has": ("有一份报告", "there is one report"),
    "coverage.legend.two_versions": (
        "有两个来源，内容可能不同；较晚公布的为准",
        "two sources that may differ; the later one stands",
    ),
    "coverage.legend.lacks": ("前后年份有，这一年没有", "years before and after have one"),
    "coverage.legend.none_known": ("首份之前或末份之后", "before the first or after the last"),
    "coverage.caption": ("机关与年份", "Agencies and years"),
    "coverage.agency": ("机关", "Agency"),
    "coverage.agencies": ("{state}（机关数）", "{state} (agencies)"),
    "coverage.other": ("另一来源", "other source"),
    "coverage.totals": ("合计 {agencies} 个机关", "Totals of {agencies} agencies"),
}
DATA: dict[str, tuple[str, str]] = {**SHARED, **COVERAGE, **FIGURES, **FINDINGS}
