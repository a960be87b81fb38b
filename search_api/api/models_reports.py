"""The shapes of what is told of reports, for the OpenAPI description.

Answers are not made by them.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from search_api.api.describing import Shape

Span = list[int]


class NoticeShape(Shape):
    """Something odd about what was asked."""

    code: str = Field(description="稳定的代码 (stable)")
    message: str


class ReportLinksShape(Shape):
    """Permanent addresses below the service's root, and the original's own."""

    report: str
    figures: str
    source: str | None = Field(description="原文网址 (as given with the file)")
    api: str


class ReportItemShape(Shape):
    """A report in a list."""

    id: str = Field(description="永久编号 (permanent)")
    title: str
    agency: str
    year: int = Field(description="报告年度 (the year that is reported on)")
    kind: str
    level: str
    scope: str = Field(description="own 本机关；aggregate 本级汇总；unknown 未定")
    region: list[str] = Field(description="自省起的地名 (places from the province down)")
    code: str | None = Field(description="区划代码 (division code)")
    published: str | None
    forms: dict[str, str | None] = Field(description="各表的表式 (generation of each table's form)")
    findings: list[str] = Field(description="有发现的检查项 (checks that found something)")
    url: str | None
    links: ReportLinksShape
    specimen: bool = False


class ReportsShape(Shape):
    """A page of reports."""

    total: int
    generation: int
    reports: list[ReportItemShape]
    notices: list[NoticeShape]
    next: str | None = Field(description="下一页的游标 (cursor of the next page)")


class LocatorShape(Shape):
    """Where something stands in the text of its report."""

    spans: list[Span] = Field(description="[起, 止)，按字符计 (code points)")
    page: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None


class EvidenceShape(Shape):
    """A ground: where something was read, and the words."""

    source: str
    quote: str
    figure: str | None = None
    report: str | None = None
    locator: LocatorShape | None = None


class FindingShape(Shape):
    """A place where a check fails, in words that claim no more than the evidence shows."""

    check: str
    severity: str = Field(description="error 矛盾；warning 待核；info 提示")
    origin: str = Field(description="report 报告自身；conversion 疑为转换；undecided 无法区分")
    message: str
    message_en: str
    evidence: list[EvidenceShape]


class FigureShape(Shape):
    """A figure. A blank is never 0."""

    value: float | int | None = Field(description="状态不带数值时为空 (null unless it has one)")
    status: str
    unit: str | None
    raw: str | None = Field(description="读到的字符 (the characters read)")
    locator: LocatorShape | None


class NamedFigureShape(FigureShape):
    """A figure with its name; with `where`, also where it was read."""

    label: str
    disputed: bool = Field(False, description="与勾稽关系不符 (a check contradicts it)")
    where: str | None = None


class FiguresShape(Shape):
    """Figures of one report by their keys."""

    report: str
    agency: str
    year: int
    forms: dict[str, str | None]
    figures: dict[str, NamedFigureShape]
    specimen: bool = False


class PassageShape(Shape):
    """A passage."""

    id: str
    slot: str
    aspect: str
    zero_statement: bool
    topics: list[str]
    text: str
    locator: LocatorShape


class LinkedPassageShape(PassageShape):
    """A passage with its permanent address."""

    link: str


class SectionShape(Shape):
    """A section with the ids of its passages."""

    slot: str
    number: str | None = Field(description="印出的序号 (as printed)")
    title: str
    passages: list[str]


class WholeSectionShape(Shape):
    """A section with its passages in full."""

    slot: str
    label: str
    number: str | None
    title: str
    passages: list[LinkedPassageShape]


class PartShape(Shape):
    """A part of a report."""

    report: str
    agency: str
    year: int
    slot: str
    label: str
    sections: list[WholeSectionShape]
    specimen: bool = False


class SourceFileShape(Shape):
    """The file that was read."""

    path: str
    sha256: str
    format: str
    url: str | None
    retrieved: str | None
    specimen: bool


class IdentityShape(Shape):
    """Who reports, from where, for which year, and how that is known."""

    agency: str
    name_in_report: str
    level: str
    kind: str
    scope: str
    year: int
    period: list[str] | None
    published: dict[str, str] | None
    province: str | None
    prefecture: str | None
    county: str | None
    township: str | None
    code: str | None
    evidence: list[EvidenceShape]


class CitationShape(Shape):
    """The report cited in two manners."""

    id: str
    gbt7714: str
    bibtex: str


class OthersShape(Shape):
    """The reports beside it."""

    sources: list[ReportItemShape] = Field(description="同一报告的其他来源 (other sources of it)")
    years: list[ReportItemShape] = Field(description="同一机关的其他报告 (of the same agency)")


class AttachedFindingShape(FindingShape):
    """A finding with the places that it speaks of."""

    attached: dict[str, list[Any]]


class ReportShape(Shape):
    """A whole report."""

    id: str
    title: str
    source: SourceFileShape
    identity: IdentityShape
    forms: dict[str, str | None]
    sections: list[SectionShape]
    passages: list[PassageShape]
    figures: dict[str, FigureShape]
    findings: list[AttachedFindingShape]
    unassessed: list[dict[str, Any]]
    notices: list[dict[str, Any]]
    links: ReportLinksShape
    citation: CitationShape
    others: OthersShape


class PlacedFigureShape(Shape):
    """A figure that stands in the text."""

    key: str
    label: str
    raw: str | None
    spans: list[Span]


class PlacedPassageShape(Shape):
    """Where a passage stands."""

    id: str
    slot: str
    spans: list[Span]


class HeadingShape(Shape):
    """Where a heading stands; `section` counts the report's sections from 0."""

    section: int
    slot: str
    label: str
    number: str | None
    title: str
    spans: list[Span]


class SourceShape(Shape):
    """The text of a report, and where everything stands in it."""

    report: str
    agency: str
    year: int
    format: str
    sha256: str
    url: str | None
    length: int
    text: str
    figures: list[PlacedFigureShape]
    passages: list[PlacedPassageShape]
    headings: list[HeadingShape]
    specimen: bool = False
