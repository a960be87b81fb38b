"""The shape of coverage, for the OpenAPI description. Answers are not made by it."""

from __future__ import annotations

from pydantic import Field

from search_api.api.describing import Shape
from search_api.api.models_reports import NoticeShape


class YearShape(Shape):
    """What there is of an agency's year; `report` and `url` where there is a report."""

    state: str = Field(description="has、two_versions、lacks、none_known")
    report: str | None = None
    url: str | None = None
    others: list[str] | None = Field(None, description="另一来源 (ids of its other sources)")


class CoveredShape(Shape):
    """An agency in one scope."""

    agency: str
    code: str | None
    region: list[str]
    level: str
    kind: str
    scope: str
    first: int = Field(description="首份报告的年份 (year of its first report)")
    last: int
    years: dict[str, YearShape]
    specimen: bool = False


class CoverageShape(Shape):
    """A page of agencies, and how many there are of each state in every year."""

    years: list[int]
    agencies: int
    start: int
    totals: dict[str, dict[str, int]]
    rows: list[CoveredShape]
    notices: list[NoticeShape]
    generation: int
    next: str | None = Field(description="下一页的游标 (cursor of the next page)")
