"""The parameters that endpoints share: they are called and mean as the options of `search`."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from search_api.options import Filters, ReportFilters

_MOST_VALUES = 200
Values = Annotated[list[str], Query(max_length=_MOST_VALUES)]


class Parameters(BaseModel):
    """The parameters of an endpoint. One that it does not have is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ReportParameters(Parameters):
    """What reports are selected by. Several values of one parameter are alternatives."""

    year: Annotated[Values, Query(description="年份，如 2018..2021 (years)")] = []
    agency: Annotated[Values, Query(description="机关名称含有 (name contains)")] = []
    region: Annotated[Values, Query(description="地名或区划代码 (place or code)")] = []
    level: Annotated[Values, Query(description="层级，如 乡级 (level)")] = []
    kind: Annotated[Values, Query(description="机关类型，如 乡镇 (kind)")] = []
    scope: Annotated[Values, Query(description="own 本机关，aggregate 本级汇总 (scope)")] = []

    def report_filters(self) -> ReportFilters:
        """The same as options of the command."""
        return ReportFilters(**_given(self, ReportFilters))


class FilterParameters(ReportParameters):
    """What hits are selected by: their report, and what the passage is."""

    section: Annotated[Values, Query(description="部分，如 监督保障 (section)")] = []
    aspect: Annotated[Values, Query(description="性质，如 问题 (aspect)")] = []
    topic: Annotated[Values, Query(description="主题，如 保密审查 (topic)")] = []
    form: Annotated[Values, Query(description="表式，如 2021 (form)")] = []
    published: Annotated[Values, Query(description="公布日期，如 2022-01..2022-03 (dates)")] = []
    finding: Annotated[Values, Query(description="有此核查结果的报告 (check)")] = []

    def filters(self) -> Filters:
        """The same as options of the command."""
        return Filters(**_given(self, Filters))


def _given(parameters: Parameters, options: type[ReportFilters]) -> dict[str, list[str] | None]:
    return {field.name: getattr(parameters, field.name) or None for field in fields(options)}
