"""The shapes of series, panels and sheets, for the OpenAPI description."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from search_api.api.describing import Shape
from search_api.api.models_reports import NoticeShape


class GroupShape(Shape):
    """One side of a group."""

    value: str | int | None
    label: str


class BreakShape(Shape):
    """Why what stands before and after a form cannot be compared."""

    form: str
    reason: str
    reason_en: str


class SeriesRowShape(Shape):
    """A sum, or a quotient of sums, over the reports of one group and year.

    Without a value it says why: `refused`, or the counts of reports by what their cells are.
    """

    group: dict[str, GroupShape]
    key: str
    label: str
    value: float | int | None
    unit: str | None
    status: str = Field(description="whole 全部；partial 部分；refused 不能合计；none 无数值")
    partial: bool
    reports: int
    summed: int
    disputed: int
    left_out: int
    disputed_value: float | int | None
    numerator: float | int | None
    denominator: float | int | None
    forms: dict[str, int]
    breaks: list[BreakShape] = Field(alias="break")
    mixed: list[BreakShape]
    refused: str | None
    overlaps: list[list[str]]
    left_out_reports: list[str]
    rank: int | None = None
    specimen: bool = False


class KeyShape(Shape):
    """A figure and what it is called."""

    key: str
    label: str


class SeriesShape(Shape):
    """Series and comparisons."""

    keys: list[KeyShape]
    by: list[str]
    scope: list[str]
    reports: int
    rows: list[SeriesRowShape]
    notices: list[NoticeShape]


class EntryShape(Shape):
    """What a figure is."""

    key: str
    label: str
    unit: str | None
    table: str
    forms: list[str]
    continues: dict[str, str]
    breaks: list[BreakShape]
    formula: str | None


class CodebookShape(Shape):
    """Figures, statuses and forms."""

    figures: list[EntryShape]
    statuses: dict[str, dict[str, str]]
    forms: dict[str, str]


# A data sheet is an array of rows.
FiguresAnswer = SeriesShape | CodebookShape | list[dict[str, Any]]


class PanelCellShape(Shape):
    """The figure of one report; `break` where it cannot be compared with the year before."""

    report: str
    value: float | int | None
    status: str
    unit: str | None
    disputed: bool
    form: str | None
    breaks: bool = Field(alias="break")


class PanelRowShape(Shape):
    """An agency in one scope; a year without a report is null."""

    agency: str
    code: str | None
    kind: str
    scope: str
    years: dict[str, PanelCellShape | None]
    specimen: bool = False


class PanelShape(Shape):
    """One figure of every agency over the years."""

    key: str
    label: str
    years: list[int]
    rows: list[PanelRowShape]
    notices: list[NoticeShape]
