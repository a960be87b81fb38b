"""The `search` command: what a person asks of a home."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import Annotated, Any

import typer

from indexer.catalog.read import Catalog
from indexer.catalog.rows import PassageRow, ReportRow
from indexer.errors import NoSuchReport, WrongUsage
from indexer.terminal import JsonOption, run
from indexer.text import normal
from search_api import answer, figures_answer
from search_api.agency_json import agency_json
from search_api.arguments import HELP, SYNTAX, Command, Query, arrange
from search_api.cite import cite as citation
from search_api.explain_answer import explain, explain_line
from search_api.options import (
    Filters,
    Output,
    Paging,
    ReportFilters,
    Setting,
    expanded,
    option_names,
    read,
)
from search_api.output import Page, print_json, say
from search_api.question import Question
from search_api.render.agency import agencies_lines, agency_lines
from search_api.render.report import report_lines
from search_api.report_view import AgencyView, agency_view, find_report
from search_api.series_options import SeriesOptions
from search_api.serve_command import serve
from search_api.session import open_home, open_session
from search_api.syntax_help import syntax_lines
from search_api.view_options import COUNT, KWIC, SAMPLE, ViewOptions
from search_api.ways import check_ways
from search_api.whole import whole_json, whole_report

NOTHING_FOUND = 1
PROGRAM = "search"
QUERY_OPTIONS = (Filters, Paging, ViewOptions, Output, Setting)
# Ways of seeing hits that a plain search has no use for: loaded when they are asked for.
WAYS = {
    COUNT: "search_api.count_answer",
    KWIC: "search_api.kwic_answer",
    SAMPLE: "search_api.sample_answer",
}

app = typer.Typer(
    help="查找并查看年度报告。Look into yearly disclosure reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Report = Annotated[
    list[str],
    typer.Argument(help="编号，或机关与年份 (an id, or agency and year)", metavar="REPORT…"),
]


@app.command()
@expanded
def show(words: Report, *, as_json: JsonOption = False, setting: Setting) -> None:
    """查看一份报告：身份、正文、表格、核查。Show one report."""
    with open_home(setting.home, say) as (_, catalog):
        report = find_report(catalog, words)
        passage = _passage(catalog, report, words)
        whole = whole_report(catalog, report)
        if as_json:
            print_json(whole_json(whole))
            return
        page = Page(setting)
        page.print(report_lines(whole, page.width, passage.id if passage else ""))


@app.command()
@expanded
def figures(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="报告，可加数据项，如 新收申请、t3.result (a report, and names of figures)",
            metavar="[REPORT…] [KEY…]",
        ),
    ] = None,
    *,
    key: Annotated[
        list[str] | None, typer.Option("--key", help="数据项 (name of a figure)", metavar="KEY")
    ] = None,
    where: Annotated[
        bool, typer.Option("--where", help="写明读自何处 (tell where it was read)")
    ] = False,
    filters: ReportFilters,
    series: SeriesOptions,
    output: Output,
    setting: Setting,
) -> None:
    """一份报告的数据及其状态，或多份报告的序列与比较。Figures of one report, or series over many.

    例：search figures 鄌郚镇 2020；search figures --key 新收申请 --year 2018..2024 --by region
    """
    words, key, page = words or [], key or [], Page(setting)
    reports = _many_reports()
    many = reports.is_asked(words, key, filters, series, where)
    _ = output.form
    with open_home(setting.home, say) as (_, catalog):
        if many:
            names = [*words, *key]
            found = reports.answer(catalog, names, filters, series, output, page)
        else:
            found = figures_answer.answer(catalog, words, key, where, output, page)
    raise typer.Exit(0 if found else NOTHING_FOUND)


@app.command()
@expanded
def panel(
    word: Annotated[
        str, typer.Argument(help="数据项，如 新收申请 (name of a figure)", metavar="KEY")
    ],
    *,
    filters: ReportFilters,
    output: Output,
    setting: Setting,
) -> None:
    """一个数据项：各机关历年的数值和状态。One figure, agency by year."""
    _ = output.form
    with open_home(setting.home, say) as (_, catalog):
        found = _many_reports().answer_panel(catalog, word, filters, output, Page(setting))
    raise typer.Exit(0 if found else NOTHING_FOUND)


@app.command()
@expanded
def agency(
    words: Annotated[list[str], typer.Argument(help="机关名称 (name)", metavar="NAME…")],
    *,
    as_json: JsonOption = False,
    setting: Setting,
) -> None:
    """一个机关历年的报告、表式、缺漏和核查。One agency over the years."""
    with open_home(setting.home, say) as (_, catalog):
        views = _named(agency_view(catalog, words), words)
    if as_json:
        print_json({"agencies": [agency_json(view) for view in views]})
        return
    page = Page(setting)
    if len({(normal(view.agency), view.places) for view in views}) > 1:
        page.print(agencies_lines(views))
        say("有几个机关，请写得更全 (several agencies).")
        return
    for view in views:
        page.print(agency_lines(view, page.width))


@app.command()
@expanded
def cite(
    words: Annotated[
        list[str],
        typer.Argument(help="报告，或 编号#p12 (a report or passage)", metavar="PASSAGE|REPORT…"),
    ],
    *,
    as_json: JsonOption = False,
    setting: Setting,
) -> None:
    """引用格式：GB/T 7714 与 BibTeX。Cite a report or a passage."""
    with open_home(setting.home, say) as (_, catalog):
        report = find_report(catalog, words)
        cited = citation(report, _passage(catalog, report, words), today=date.today())
    if as_json:
        print_json({"id": cited.id, "gbt7714": cited.gbt7714, "bibtex": cited.bibtex})
    else:
        typer.echo(f"{cited.gbt7714}\n\n{cited.bibtex}")


app.command()(expanded(explain))
app.command()(serve)


def _commands() -> dict[str, str]:
    """The sub-commands and what each is for."""
    return {
        command.callback.__name__: (command.callback.__doc__ or "").strip()
        for command in app.registered_commands
        if command.callback is not None
    }


COMMANDS = _commands()
query_app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@query_app.command(epilog="\n\n".join(f"search {name} — {told}" for name, told in COMMANDS.items()))
@expanded
def query(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="查询，几个词用空格隔开 (a query)", metavar="QUERY…"),
    ] = None,
    *,
    filters: Filters,
    paging: Paging,
    views: ViewOptions,
    output: Output,
    setting: Setting,
) -> None:
    """查找年度报告的正文。Search yearly disclosure reports.

    例：search 保密审查 --year 2018..2021；search 审查 -保密；search '"先审查、后公开"'。
    检索式的写法：search --syntax (the query language)。
    """
    ask(words or [], filters, paging, views, output, setting)


def ask(
    words: Sequence[str],
    filters: Filters,
    paging: Paging,
    views: ViewOptions,
    output: Output,
    setting: Setting,
) -> None:
    """Answer a query in the way that is asked for."""
    check_ways(paging, views, output)
    question = Question(" ".join(words), filters, paging, views, setting.home)
    _ = question.options()
    way: Any = import_module(WAYS[views.way]) if views.way in WAYS else answer
    with open_session(setting.home, say) as session:
        found = way.answer(session, question, output, Page(setting))
        refused = not found and answer.refused(session.searcher, question)
    sys.exit(0 if found else WrongUsage.exit_code if refused else NOTHING_FOUND)


def _many_reports() -> Any:
    """The module of series. Loading it costs a tenth of a search, which has no use for it."""
    return import_module("search_api.series_answer")


def _named(views: tuple[AgencyView, ...], words: Sequence[str]) -> tuple[AgencyView, ...]:
    """The agencies that are called exactly so, or else all."""
    wanted = normal("".join(words))
    return tuple(view for view in views if normal(view.agency) == wanted) or views


def _passage(catalog: Catalog, report: ReportRow, words: Sequence[str]) -> PassageRow | None:
    """The passage `p12` of `<report id>#p12`, None where none is named."""
    name = words[0].partition("#")[2] if len(words) == 1 else ""
    if not name:
        return None
    for passage in catalog.passages_of(report.version):
        if passage.id == name:
            return passage
    raise NoSuchReport(
        f"{report.address} 没有 {name} 这一段 (no such passage).",
        f"search show {report.address} 可看到各段。",
    )


def command_line(args: Sequence[str]) -> None:
    """Run one command line; the words of a query need no command."""
    match arrange(args, COMMANDS, option_names(*QUERY_OPTIONS)):
        case Query(words, given):
            ask(
                words,
                read(Filters, given),
                read(Paging, given),
                read(ViewOptions, given),
                read(Output, given),
                read(Setting, given),
            )
        case Command(name) if name == SYNTAX:
            typer.echo("\n".join(syntax_lines()))
        case Command(name, arguments) if name == explain.__name__ and not {*arguments} & {*HELP}:
            explain_line(arguments)
        case Command(name, ()) if name in COMMANDS and name != serve.__name__:
            raise WrongUsage(
                f"search {name} 后面要写明查看什么 (of what?).", f"用法：search {name} --help。"
            )
        case Command(name, arguments) if name in COMMANDS:
            app(args=[name, *arguments], prog_name=PROGRAM)
        case Command(_, arguments):
            query_app(args=list(arguments), prog_name=PROGRAM)


def main() -> None:
    """The entry point."""
    run(command_line, sys.argv[1:])
