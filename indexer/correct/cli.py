"""`indexer correct`: what a person sets right, with a reason, and how it is taken back."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from indexer.catalog.read import open_catalog
from indexer.correct.acts import (
    Act,
    correct_aspect,
    correct_figure,
    correct_identity,
    dismiss,
    undo_correction,
)
from indexer.correct.names import report_named
from indexer.correct.states import Standing, standings, standings_json
from indexer.correct.values import signed, signed_undo
from indexer.correction_words import correction_told
from indexer.home import find_home
from indexer.labels import CORRECTION_STATES, CORRECTIONS
from indexer.terminal import HomeOption, JsonOption, note, pages

correct = typer.Typer(
    help="人工更正：数据、段落性质、身份，排除核查结果；可撤销。Set right what was read.",
    no_args_is_help=True,
)
Report = Annotated[
    str,
    typer.Argument(
        help="编号，或机关与年份连写，如 青芷镇2020 (an id, or agency and year)", metavar="REPORT"
    ),
]
Why = Annotated[str, typer.Option("--why", help="理由，必填 (the reason)", metavar="TEXT")]
By = Annotated[
    str | None, typer.Option("--by", help="更正人，默认登录名 (by whom)", metavar="NAME")
]


@correct.command("figure")
def figure(
    report: Report,
    key: Annotated[str, typer.Argument(help="数据项，代码或中文名 (a figure)", metavar="KEY")],
    value: Annotated[
        str,
        typer.Argument(help="正确的数；没有数字的写 空白 (a number, or blank)", metavar="VALUE"),
    ],
    why: Why = "",
    by: By = None,
    home: HomeOption = None,
) -> None:
    """更正一个数据。Set the value of a figure."""
    _tell(correct_figure(find_home(home), report, key, value, signed(why, by), note))


@correct.command("aspect")
def aspect(
    passage: Annotated[str, typer.Argument(help="编号#p12 (a passage)", metavar="REPORT#pN")],
    value: Annotated[
        str, typer.Argument(help="性质，如 问题、problem (an aspect)", metavar="ASPECT")
    ],
    why: Why = "",
    by: By = None,
    home: HomeOption = None,
) -> None:
    """更正一个段落的性质。Set what a passage does."""
    _tell(correct_aspect(find_home(home), passage, value, signed(why, by), note))


@correct.command("identity")
def identity(
    report: Report,
    parts: Annotated[
        list[str],
        typer.Argument(help="agency=… year=… region=… scope=… published=…", metavar="PART=VALUE…"),
    ],
    why: Why = "",
    by: By = None,
    home: HomeOption = None,
) -> None:
    """更正报告的机关、年份、地区、统计范围、公布日期。Set who reports and for when."""
    _tell(correct_identity(find_home(home), report, parts, signed(why, by), note))


@correct.command("dismiss")
def dismiss_finding(
    report: Report,
    check: Annotated[str, typer.Argument(help="核查，代码或中文名 (the check)", metavar="CHECK")],
    n: Annotated[
        int | None, typer.Option("--n", help="该项核查的第几条 (which of them)", metavar="N")
    ] = None,
    why: Why = "",
    by: By = None,
    home: HomeOption = None,
) -> None:
    """排除一条核查结果。Dismiss a finding."""
    _tell(dismiss(find_home(home), report, check, n, signed(why, by), note))


@correct.command("undo")
def undo(
    number: Annotated[int, typer.Argument(help="更正的号码 (its number)", metavar="ID")],
    by: By = None,
    home: HomeOption = None,
) -> None:
    """撤销一条更正；记录保留。Take a correction back; the record stays."""
    _tell(undo_correction(find_home(home), number, signed_undo(by), note))


@correct.command("list")
def list_corrections(
    report: Annotated[
        str | None, typer.Argument(help="只列这份报告的 (of this report)", metavar="REPORT")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出更正：谁、何时、为何，是否已套用。List corrections."""
    with open_catalog(find_home(home)) as catalog:
        row = report_named(catalog, report) if report else None
        found = standings(catalog, catalog.corrections(row))
    if as_json:
        json.dump(standings_json(found), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    console = pages()
    for one in found:
        console.print(_line(one), markup=False)
    if not found:
        note("没有更正 (no corrections).")


def _tell(act: Act) -> None:
    console = pages()
    for one in act.corrections:
        done = CORRECTION_STATES["undone"] if one.undone else "人工更正"
        report = act.report or one.target.report
        console.print(f"{one.id}  {report}  {done}  {correction_told(one)}", markup=False)
    for sign, findings in (("−", act.gone), ("+", act.found)):
        for finding in findings:
            console.print(f"  核查 {sign} {finding.check}：{finding.message}", markup=False)


def _line(one: Standing) -> str:
    correction = one.correction
    signed = correction.signed
    undone = f"，{correction.undone_by} {correction.undone}" if correction.undone else ""
    return (
        f"{correction.id}  {one.report}  {CORRECTIONS[correction.target.kind]}"
        f"  {correction_told(correction)}\n"
        f"    {CORRECTION_STATES[one.state]}{undone}；{signed.by} {signed.when}：{signed.why}"
    )
