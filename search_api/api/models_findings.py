"""The shapes of findings, for the OpenAPI description."""

from __future__ import annotations

from pydantic import Field

from search_api.api.describing import Shape
from search_api.api.models_reports import FindingShape, NoticeShape, ReportLinksShape

Counts = dict[str, int]


class ListedFindingShape(FindingShape):
    """A finding with its report."""

    report: str
    agency: str
    year: int
    number: int = Field(description="在本报告各发现中的序号 (its number in the report, from 1)")
    links: ReportLinksShape
    specimen: bool = False


class FindingsShape(Shape):
    """A page of findings, and how many there are."""

    total: int
    generation: int
    by_check: Counts
    by_severity: Counts
    by_origin: Counts
    findings: list[ListedFindingShape]
    notices: list[NoticeShape]
    next: str | None = Field(description="下一页的游标 (cursor of the next page)")
