"""The options of the `search` command, in groups that commands share.

A command names a group as one parameter; `expanded` gives typer the options in it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

import typer

from indexer.errors import WrongUsage
from indexer.terminal import HomeOption
from search_api.notices import shown

_SELECT = "筛选 select"
_ORDER = "次序与份量 order"
_FORM = "输出 output"
_DIGITS = 18
T = TypeVar("T")


def _values(name: str, help: str, metavar: str) -> Any:
    return typer.Option(name, help=help, metavar=metavar, rich_help_panel=_SELECT)


@dataclass(frozen=True, slots=True)
class ReportFilters:
    """What reports are selected by. Several values of one option are alternatives."""

    year: Annotated[
        list[str] | None, _values("--year", "年份，如 2018..2021 (years)", "YEAR|FROM..TO")
    ] = None
    agency: Annotated[
        list[str] | None, _values("--agency", "机关名称含有 (name contains)", "NAME")
    ] = None
    region: Annotated[
        list[str] | None, _values("--region", "地名或区划代码 (place or code)", "PLACE")
    ] = None
    level: Annotated[list[str] | None, _values("--level", "层级，如 乡级 (level)", "LEVEL")] = None
    kind: Annotated[list[str] | None, _values("--kind", "机关类型，如 乡镇 (kind)", "KIND")] = None
    scope: Annotated[
        list[str] | None, _values("--scope", "本机关 own 或 本级汇总 aggregate", "SCOPE")
    ] = None

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values as they were written, by field, of the options that were given."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: tuple(values) for name, values in given.items() if values}


@dataclass(frozen=True, slots=True)
class Filters(ReportFilters):
    """What hits are selected by: their report, and what the passage is."""

    section: Annotated[
        list[str] | None, _values("--section", "部分，如 监督保障 (section)", "SECTION")
    ] = None
    aspect: Annotated[list[str] | None, _values("--aspect", "性质，如 问题 (aspect)", "ASPECT")] = (
        None
    )
    topic: Annotated[list[str] | None, _values("--topic", "主题，如 保密审查 (topic)", "TOPIC")] = (
        None
    )
    form: Annotated[list[str] | None, _values("--form", "表式，如 2021 (form)", "FORM")] = None
    published: Annotated[
        list[str] | None, _values("--published", "公布日期，如 2022-01..2022-03 (dates)", "DATES")
    ] = None
    finding: Annotated[
        list[str] | None, _values("--finding", "有此核查结果的报告，如 正文与表格 (check)", "CHECK")
    ] = None


@dataclass(frozen=True, slots=True)
class Paging:
    """How the hits are read, ordered, grouped and cut into pages."""

    exact: Annotated[
        bool,
        typer.Option("--exact", help="整个查询作为原文查找 (one literal)", rich_help_panel=_SELECT),
    ] = False
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            help="score|newest|oldest|agency；--kwic 另有 left|right (order)",
            metavar="ORDER",
            rich_help_panel=_ORDER,
        ),
    ] = "score"
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            help="每页多少，默认 10；导出时默认全部 (hits a page)",
            metavar="N",
            rich_help_panel=_ORDER,
        ),
    ] = None
    after: Annotated[
        str | None,
        typer.Option(
            "--after", help="接着上一页 (next page)", metavar="CURSOR", rich_help_panel=_ORDER
        ),
    ] = None
    group: Annotated[
        str | None,
        typer.Option(
            "--group",
            help="按 passage 段落或 report 报告，抽样另有 agency 机关 (unit)",
            metavar="UNIT",
            rich_help_panel=_ORDER,
        ),
    ] = None
    facets: Annotated[
        list[str] | None,
        typer.Option(
            "--facets",
            help="分类计数，可指定 年份,地区,… (counts by field)",
            metavar="[FIELDS]",
            rich_help_panel=_ORDER,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Output:
    """In which form an answer is given. Without any of these, for reading at a terminal."""

    as_json: Annotated[
        bool, typer.Option("--json", help="以 JSON 输出 (JSON)", rich_help_panel=_FORM)
    ] = False
    as_jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="每行一个 JSON (one JSON a line)", rich_help_panel=_FORM),
    ] = False
    as_csv: Annotated[bool, typer.Option("--csv", help="以 CSV 输出", rich_help_panel=_FORM)] = (
        False
    )
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help="配合 --csv：可用 Excel、WPS 直接打开 (with --csv)",
            rich_help_panel=_FORM,
        ),
    ] = False

    @property
    def form(self) -> str:
        """json, jsonl, csv, or text. Raises WrongUsage where several are asked for."""
        asked = {"json": self.as_json, "jsonl": self.as_jsonl, "csv": self.as_csv}
        forms = [form for form, wanted in asked.items() if wanted]
        if len(forms) > 1:
            told = "、".join(f"--{form}" for form in forms)
            raise WrongUsage(f"{told} 只能选一个 (choose one).", "请去掉其余。")
        if self.excel and forms != ["csv"]:
            raise WrongUsage("--excel 须与 --csv 同用 (needs --csv).", "请加上 --csv。")
        return forms[0] if forms else "text"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the data is and how the terminal is treated."""

    home: HomeOption = None
    no_color: Annotated[bool, typer.Option("--no-color", help="不用颜色 (no colours)")] = False


def expanded(command: Callable[..., None]) -> Callable[..., None]:
    """The command as typer reads it: parameters that are option groups stand as their options."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {n: hint for n, hint in hints.items() if is_dataclass(hint)}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in groups:
            group = groups[parameter.name]
            group_hints = get_type_hints(group, include_extras=True)
            for option in inspect.signature(group).parameters.values():
                parameters.append(
                    option.replace(
                        annotation=group_hints[option.name], kind=inspect.Parameter.KEYWORD_ONLY
                    )
                )
        else:
            parameters.append(
                parameter.replace(
                    annotation=hints[parameter.name], kind=inspect.Parameter.KEYWORD_ONLY
                )
            )

    def run(**given: Any) -> None:
        for name, group in groups.items():
            own = {field.name: given.pop(field.name) for field in fields(group)}
            given[name] = group(**own)
        command(**given)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__dict__["__signature__"] = inspect.Signature(parameters)
    return run


def given(group: Any) -> list[str]:
    """The options of a group whose value is not the one they have when left out."""
    left_out = type(group)()
    return [
        option.name
        for option in _options(type(group))
        if getattr(group, option.field) != getattr(left_out, option.field)
    ]


def option_names(*groups: type[Any]) -> dict[str, bool]:
    """Every option of the groups and whether it takes a value."""
    options = (option for group in groups for option in _options(group))
    return {"--help": False, **{option.name: option.kind is not bool for option in options}}


def read(group: type[T], given: Mapping[str, tuple[str, ...]]) -> T:
    """The group with the values that were given; of several for one value, the last.

    The query is read by this and not by typer, which takes longer for it than the search.
    """
    values = {}
    for option in _options(group):
        if option.name in given:
            values[option.field] = _value(option, given[option.name])
    return group(**values)


@dataclass(frozen=True, slots=True)
class _Option:
    field: str
    name: str
    kind: Any


def _options(group: Any) -> tuple[_Option, ...]:
    return _options_read(group)  # as Any: to mypy a class is not Hashable


@cache
def _options_read(group: Any) -> tuple[_Option, ...]:
    """From the types of a group, which takes 2 ms, and every request of a service asks."""
    found = []
    for field, hint in get_type_hints(group, include_extras=True).items():
        kind, info = get_args(hint)[:2]
        # Typer takes the name in an Annotated option for its default.
        found.append(_Option(field, str(info.default), kind))
    return tuple(found)


def _value(option: _Option, written: tuple[str, ...]) -> Any:
    kinds = get_args(option.kind) or (option.kind,)
    if option.kind is bool:
        return True
    if list[str] in kinds:
        return list(written)
    if int in kinds:
        if not written[-1].isascii() or not written[-1].isdigit() or len(written[-1]) > _DIGITS:
            raise WrongUsage(
                f"{option.name} {shown(written[-1])} 不是数目 (no number).",
                f"例如 {option.name} 20。",
            )
        return int(written[-1])
    return Path(written[-1]) if Path in kinds else written[-1]
