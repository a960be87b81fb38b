"""What the page of findings says. It claims no more than the findings show."""

from __future__ import annotations

FINDINGS: dict[str, tuple[str, str]] = {
    "findings.title": ("核查：值得再看一眼的地方", "Findings: places to look at again"),
    "findings.about": (
        "程序按表式的勾稽关系和文字自身核对，只说看到什么，不说原因；转换也可能造成不符，请打开依据，以原文为准。",
        "The form's own sums and the text's own words are held against one another. A finding says "
        "what is seen, not why: the conversion may be the cause. Open the grounds; the original "
        "decides.",
    ),
    "findings.checks": (
        "各检查项查什么、不查什么",
        "What each check finds, and of what it is silent",
    ),
    "findings.silent": ("不提：", "Silent of: "),
    "findings.facets": ("按类计数", "Counts"),
    "findings.total": ("共 {total} 条", "{total} findings"),
    "findings.none": ("没有符合条件的核查结果。", "No finding meets these filters."),
    "findings.other": ("见报告 {report}", "in report {report}"),
    "findings.by.check": ("检查项", "Check"),
    "findings.by.severity": ("轻重", "Severity"),
    "findings.by.origin": ("来源", "Origin"),
    "findings.by.year": ("年份", "Year"),
    "findings.by.region": ("地区", "Region"),
    "findings.by.agency": ("机关（最多的）", "Agencies with the most"),
    "findings.by.level": ("层级", "Level"),
    "findings.by.kind": ("机关类型", "Kind"),
}
