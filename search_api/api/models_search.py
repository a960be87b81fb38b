"""The shapes of what a search answers, for the OpenAPI description: nothing is made by them."""

from __future__ import annotations

from pydantic import Field

from search_api.api.describing import Shape

Marks = list[list[int]]


class NoticeShape(Shape):
    """Something about the query."""

    code: str = Field(description="稳定的代码 (stable)")
    message: str
    span: list[int] | None = Field(description="检索式中的字符位置 (characters of the query)")


class HitFigureShape(Shape):
    """A figure of the statutory tables that belongs to a passage."""

    label: str
    value: float | int | None = Field(description="状态不带数值时为空 (null unless it has one)")
    status: str
    disputed: bool = Field(False, description="与勾稽关系不符 (a check contradicts it)")


class LinksShape(Shape):
    """Permanent addresses below the service's root, and the original's own."""

    report: str
    passage: str
    figures: str
    source: str | None = Field(description="原文网址 (as given with the file)")


class FoundShape(Shape):
    """A passage that was found."""

    passage: str = Field(description="永久编号 (permanent)")
    score: float
    slot: str
    aspect: str
    topics: list[str]
    snippet: str
    marks: Marks = Field(description="命中在摘录中的起止 (start and end in the snippet)")


class HitShape(FoundShape):
    """A passage in its report, or with unit report a report by its best passage."""

    report: str = Field(description="永久编号 (permanent)")
    title: str
    agency: str
    year: int
    kind: str
    region: list[str]
    figures: dict[str, HitFigureShape]
    links: LinksShape
    passages: list[FoundShape] | None = Field(None, description="按报告时 (with unit report)")
    passage_total: int | None = Field(None, description="按报告时 (with unit report)")
    specimen: bool = Field(False, description="虚构的样例 (invented)")


class BucketShape(Shape):
    """A value of a facet."""

    value: str
    label: str
    count: int
    selected: bool
    literal: int | None = Field(None, description="其中逐字含有的 (that hold it literally)")
    children: list[BucketShape] | None = None


class TotalsShape(Shape):
    """How much was found."""

    unit: str = Field(description="passage、report、agency")
    total: int
    total_relation: str = Field(description="eq，或 gte 表示至少 (at least)")
    literal_total: int | None = Field(description="逐字含有的 (that hold every word literally)")


class CountShape(TotalsShape):
    """The answer with count=true."""


class CountsShape(TotalsShape):
    """The answer of facets."""

    query: str
    partial: bool = Field(description="查找超时，不全 (time ran out)")
    took_ms: int
    engine: str
    generation: int
    facets: dict[str, list[BucketShape]]
    notices: list[NoticeShape]


class ResultShape(CountsShape):
    """A page of hits."""

    hits: list[HitShape]
    next: str | None = Field(description="下一页的 after (where the next page begins)")


class OccurrenceShape(Shape):
    """A keyword with what stands before and after it."""

    left: str
    keyword: str
    right: str
    report: str
    passage: str
    year: int
    agency: str
    specimen: bool


class ConcordanceShape(TotalsShape):
    """The answer with kwic=true."""

    query: str
    partial: bool
    occurrences: list[OccurrenceShape]
    more: bool
    notices: list[NoticeShape]


class StratumShape(Shape):
    """A part of what a sample was drawn from."""

    stratum: dict[str, str | None]
    label: str
    frame: int
    drawn: int


class SampleShape(Shape):
    """How a sample was drawn."""

    n: int
    seed: int
    by: list[str]
    strata: list[StratumShape]


class SampledHitShape(HitShape):
    """A hit that was drawn."""

    stratum: dict[str, str | None]


class SampledAgencyShape(Shape):
    """An agency that was drawn."""

    agency_id: str
    agency: str
    code: str | None
    region: list[str]
    level: str
    kind: str
    years: list[int]
    reports: list[str]
    passage_total: int
    stratum: dict[str, str | None]
    specimen: bool = False


class SampledShape(TotalsShape):
    """The answer with sample=N."""

    query: str
    sample: SampleShape
    hits: list[SampledHitShape | SampledAgencyShape]
    notices: list[NoticeShape]


Answer = ResultShape | ConcordanceShape | SampledShape | CountShape


class FilterShape(Shape):
    """A filter: a parameter and its value."""

    field: str
    value: str


class SuggestionShape(Shape):
    """Something that may be meant."""

    kind: str = Field(description="agency、place、topic、term")
    label: str
    detail: str
    count: int = Field(description="term、topic 的段数，agency、place 的报告数 (passages; reports)")
    query: str = Field(description="选定后检索框中的文字 (what q is then)")
    filter: FilterShape | None = Field(description="选定后的筛选；词语没有 (none for a term)")


class SuggestionsShape(Shape):
    """What may be meant by what was typed."""

    q: str
    suggestions: list[SuggestionShape]
