"""The options by which `search figures` looks at many reports."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Any

import typer

_PANEL = "多份报告 many reports"


def _flag(name: str, help: str) -> Any:
    return typer.Option(name, help=help, rich_help_panel=_PANEL)


@dataclass(frozen=True, slots=True)
class SeriesOptions:
    """What is made of the figures of many reports."""

    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            help="分组：region province prefecture county township agency level kind scope form"
            "，可用逗号 (group by; the year is always one)",
            metavar="GROUP",
            rich_help_panel=_PANEL,
        ),
    ] = None
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            help="每年数值最大的 N 个，默认按机关 (the largest)",
            metavar="N",
            rich_help_panel=_PANEL,
        ),
    ] = None
    share: Annotated[bool, _flag("--share", "不予公开八项理由的构成 (mix of the grounds)")] = False
    long: Annotated[bool, _flag("--long", "数据表：每份报告每项一行 (long sheet)")] = False
    wide: Annotated[bool, _flag("--wide", "数据表：每份报告一行 (wide sheet)")] = False
    codebook: Annotated[bool, _flag("--codebook", "数据项说明 (what every figure is)")] = False

    def given(self) -> list[str]:
        """The options that were given, as they are written."""
        return [f"--{field.name}" for field in fields(self) if getattr(self, field.name)]
