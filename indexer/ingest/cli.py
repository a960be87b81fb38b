"""`indexer add` and `indexer sync`: what they are told, and how they tell what became of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from indexer.errors import WrongUsage
from indexer.home import find_home
from indexer.ingest.add import Choices, add_files
from indexer.ingest.dry import dry_run_files
from indexer.ingest.interrupting import interruptible
from indexer.ingest.outcomes_file import outcomes_file
from indexer.ingest.progress_view import shown
from indexer.ingest.spool import spooled
from indexer.ingest.sync_folder import sync_folders
from indexer.ingest.telling import Step, Summary, Telling
from indexer.labels import OUTCOMES
from indexer.outcome import Outcome, OutcomeStatus
from indexer.stores.store import EngineName, named
from indexer.terminal import HomeOption, JsonOption, given_path, notes

SOME_FAILED = 4
INTERRUPTED = 130
_SHOWN = 20  # failures told one by one

EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        help=f"索引引擎 {'、'.join(EngineName)} (default: GONGKAI_ENGINE, the index's own, whoosh)",
        metavar="NAME",
    ),
]
_Meta = Annotated[
    Path | None,
    typer.Option(
        "--meta",
        help="元数据表 .csv 或 .jsonl (path or text, url, publisher, published, retrieved, "
        "agency, year, scope, region)",
        metavar="FILE",
    ),
]
_KeepSpecimens = Annotated[
    bool, typer.Option("--keep-specimens", help="保留样例 (keep the specimens beside them)")
]
_Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", min=1, help="同时读几个文件 (files read at once; default: all cores)", metavar="N"
    ),
]
_FailFast = Annotated[
    bool,
    typer.Option(
        "--fail-fast", help="有一个文件不成就停，已入库的保留 (stop at the first that fails)"
    ),
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="只读、只说结果，什么都不存 (tell, and keep nothing)")
]
_Report = Annotated[
    Path | None,
    typer.Option("--report", help="每个文件的结果，CSV (a row for each file)", metavar="FILE"),
]
_Excel = Annotated[
    bool,
    typer.Option("--excel", help="配合 --report：可用 Excel、WPS 直接打开 (with --report)"),
]


_ENDING = "正在结束，等{}；再按一次 Ctrl-C 立即退出 … (ending, once {}; again: at once)"
_WAITS = {
    Step.LISTING: ("这个文件夹列完", "a folder is listed"),
    Step.KEEPING: ("读好的存入库中", "what was read is kept"),
    Step.INDEXING: ("索引写到可停之处", "the index can be left"),
    Step.REMOVING: ("这一批移除完", "a batch is removed"),
}
_REMOVED = frozenset({OutcomeStatus.REMOVED})
_CHANGES = frozenset(OutcomeStatus) - {OutcomeStatus.UNCHANGED}


def engine_named(engine: str | None) -> EngineName | None:
    """The engine of `--engine`. Raises WrongUsage where there is none of this name."""
    return None if engine is None else named(engine, "--engine")


def add(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="文件或文件夹 (files and folders)", parser=given_path),
    ] = None,
    meta: _Meta = None,
    keep_specimens: _KeepSpecimens = False,
    jobs: _Jobs = None,
    fail_fast: _FailFast = False,
    dry_run: _DryRun = False,
    report: _Report = None,
    excel: _Excel = False,
    engine: EngineOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """加入文件和文件夹；未变的文件跳过。Add files and folders; unchanged ones are skipped."""
    if not (paths or meta):
        raise WrongUsage("没有给出文件 (no files given).", "例：indexer add 文件夹")
    choices = Choices(meta, keep_specimens, engine_named(engine), jobs, fail_fast, report)
    work = dry_run_files if dry_run else add_files
    _told(
        lambda telling: work(find_home(home), paths or [], choices, telling),
        report,
        excel=excel,
        dry=dry_run,
        as_json=as_json,
    )


def sync(
    folders: Annotated[list[Path], typer.Argument(help="文件夹 (folders)", parser=given_path)],
    meta: _Meta = None,
    allow_empty: Annotated[
        bool,
        typer.Option(
            "--allow-empty",
            help="空文件夹也照办，移除其下的全部报告 (an empty folder is meant to be empty)",
        ),
    ] = False,
    jobs: _Jobs = None,
    fail_fast: _FailFast = False,
    dry_run: _DryRun = False,
    report: _Report = None,
    excel: _Excel = False,
    engine: EngineOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """使库与文件夹一致：加入新的，更新变了的，移除不在的。Add, replace, and remove what left."""
    choices = Choices(meta, False, engine_named(engine), jobs, fail_fast, report)
    _told(
        lambda telling: sync_folders(
            find_home(home), folders, choices, telling, allow_empty=allow_empty, dry=dry_run
        ),
        report,
        excel=excel,
        dry=dry_run,
        as_json=as_json,
    )


def _told(
    work: Callable[[Telling], Summary],
    report: Path | None,
    *,
    excel: bool,
    dry: bool,
    as_json: bool,
) -> None:
    """Do it, tell how far it is and what it came to, and exit."""
    if excel and report is None:
        raise WrongUsage("--excel 须与 --report 同用 (needs --report).", "请加上 --report 文件。")
    console = notes()
    with ExitStack() as stack:
        spool = stack.enter_context(spooled())
        sheet = stack.enter_context(outcomes_file(report, excel=excel)) if report else None
        progress = stack.enter_context(shown(console))

        def outcome(told: Outcome) -> None:
            spool.add(told)
            if sheet:
                sheet(told)
            if told.status in (_CHANGES if dry else _REMOVED):
                console.print(f"{OUTCOMES[told.status]} {told.path}", markup=False)

        step = Step.LISTING

        def doing(begun: Step) -> None:
            nonlocal step
            step = begun

        stop = stack.enter_context(
            interruptible(lambda: console.print(_ENDING.format(*_WAITS[step]), markup=False))
        )

        def note(said: str) -> None:
            console.print(said, markup=False)

        summary = work(Telling(progress, outcome, stop, note, doing))
        if as_json:
            spool.write(summary, sys.stdout)
    _print(console, summary, dry=dry, as_json=as_json)
    if summary.interrupted:
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(SOME_FAILED if summary.failed else 0)


def _print(console: Console, summary: Summary, *, dry: bool, as_json: bool) -> None:
    if summary.cleared_specimens:
        console.print("样例已移出，此后只含你加入的报告。(The specimens were taken out.)")
    if not as_json:
        console.print(_counts(summary), markup=False)
        for outcome in summary.failures[:_SHOWN]:
            console.print(f"  {outcome.path}", markup=False)
            console.print(
                f"    {OUTCOMES[outcome.status]}：{outcome.message} → {outcome.next_step}",
                markup=False,
            )
        more = summary.failed_count - _SHOWN
        if more > 0:
            console.print(f"  另有 {more} 个，--json 列出全部。({more} more; --json lists all.)")
    if dry:
        console.print("以上只是预演，什么都没有存。(A dry run: nothing was kept.)")
    elif summary.interrupted:
        console.print(
            "已中断。以上文件的结果已保存；再运行同一命令，就从这里接着做。"
            "(Interrupted. What is told above is kept; the same command goes on from here.)"
        )


def _counts(summary: Summary) -> str:
    told = [f"{OUTCOMES[status]} {n}" for status, n in summary.counts.items()]
    return "，".join(told) or "没有文件读完 (no file was read)"
