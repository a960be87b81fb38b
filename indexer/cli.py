"""The `indexer` command: what a curator does to a home."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from indexer import pipeline
from indexer.catalog.read import open_catalog
from indexer.check_view import print_findings, print_unassessed, write_csv, write_json
from indexer.checking import found, named_reports, wanted
from indexer.correct.cli import correct
from indexer.doctor import examine
from indexer.document import Refusal
from indexer.errors import WrongUsage
from indexer.home import find_home
from indexer.ingest.cli import SOME_FAILED, EngineOption, add, engine_named, sync
from indexer.ingest.progress_view import bar
from indexer.metadata import metadata_of
from indexer.parse_view import print_report
from indexer.shapes import report_json
from indexer.status import print_status, status_of
from indexer.terminal import HomeOption, JsonOption, given_path, note, notes, pages, run

app = typer.Typer(
    help="把政府信息公开工作年度报告加入检索库。Curate a home of yearly disclosure reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Paths = Annotated[
    list[Path], typer.Argument(help="文件或文件夹 (files and folders)", parser=given_path)
]


def _json(data: Any) -> None:
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


app.command()(add)
app.command()(sync)


@app.command()
def remove(paths: Paths, home: HomeOption = None) -> None:
    """移除文件或文件夹下所有文件的报告。Take out the reports of files and folders."""
    chosen = find_home(home)
    gone = pipeline.remove(chosen, paths, note)
    for path in gone:
        typer.echo(path)
    if not gone:
        note("没有一个是已加入的文件。(None of them had been added.)")
        if chosen.shared:
            note("已不在的文件夹，请写它在库中的名称，如 山东/2020。(As the catalog has it.)")
        raise typer.Exit(1)


@app.command()
def status(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """检索库的现状。What the home holds."""
    data = status_of(find_home(home))
    if as_json:
        _json(data)
    else:
        print_status(pages(), data)


@app.command()
def rebuild(engine: EngineOption = None, home: HomeOption = None) -> None:
    """由目录库重建索引。Build the index anew from the catalog."""
    console = notes()
    with bar(console) as view:
        task = view.add_task("建索引 indexing", total=None, rate="", failed="")
        passages = pipeline.rebuild(
            find_home(home),
            lambda done, total: view.update(task, completed=done, total=total),
            engine_named(engine),
            lambda said: console.print(said, markup=False),
        )
    console.print(f"索引已重建，共 {passages} 段。(Index built.)", markup=False)


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="一份报告 (one report)")],
    meta: Annotated[
        Path | None, typer.Option("--meta", help="元数据表 (metadata)", metavar="FILE")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """读一个文件，显示读出的内容，不入库。Read one file and show what was read; nothing is kept."""
    if not file.is_file():
        raise WrongUsage(f"{file} 不是文件 (not a file).", "请检查路径。")
    metadata = metadata_of([file], meta)
    report = pipeline.report_of_file(file, metadata)
    if isinstance(report, Refusal):
        note(f"{file}: {report.message}\n  → {report.next_step}")
        raise typer.Exit(SOME_FAILED)
    if as_json:
        _json(report_json(report))
    else:
        print_report(pages(), report)


app.add_typer(correct, name="correct")


@app.command()
def check(
    reports: Annotated[
        list[str] | None,
        typer.Argument(help="编号，或机关与年份；不写即全部 (ids, or agency and years; none: all)"),
    ] = None,
    checks: Annotated[
        list[str] | None,
        typer.Option("--check", help="检查项，如 carry_over 或 结转跨年衔接", metavar="NAME"),
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option("--severity", help="error 矛盾、warning 待核、info 提示", metavar="NAME"),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="以 CSV 输出 (print CSV)")] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="配合 --csv：可用 Excel、WPS 直接打开 (with --csv)")
    ] = False,
) -> None:
    """列出核查结果及依据。List what the checks found, with the grounds."""
    if as_json and as_csv:
        raise WrongUsage("--json、--csv 只能选一个 (choose one).", "请去掉其一。")
    if excel and not as_csv:
        raise WrongUsage("--excel 须与 --csv 同用 (needs --csv).", "请加上 --csv。")
    asked = wanted(checks or [], severity or [])
    with open_catalog(find_home(home)) as catalog:
        rows = named_reports(catalog, reports or [])
        listed = found(catalog, rows, asked)
        if as_json:
            count = write_json(listed, sys.stdout)
        elif as_csv:
            count = write_csv(listed, sys.stdout, excel=excel)
        else:
            count = print_findings(pages(), listed)
            if reports:
                print_unassessed(pages(), catalog, rows)
    if not count:
        note("没有核查结果。(Nothing was found.)")
        raise typer.Exit(1)


@app.command()
def doctor(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """版本、数据与索引是否正常，该做什么。Versions, home and index, and what to do."""
    found = examine(find_home(home))
    if as_json:
        _json([{"what": what, "is": state, "do": todo} for what, state, todo in found])
    else:
        console = pages()
        for what, state, todo in found:
            console.print(f"{what:<16}{state}{f'  → {todo}' if todo else ''}", markup=False)
    if any(todo for _, _, todo in found):
        raise typer.Exit(3)


def main() -> None:
    """The entry point."""
    run(app)
