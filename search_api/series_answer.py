"""Figures of many reports, in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from indexer.catalog.read import Catalog
from indexer.errors import WrongUsage
from indexer.sheets import write_sheet
from search_api.export import array_lines, one_line
from search_api.figure_names import is_name
from search_api.many_figures import ManyFigures, check, many_figures, panel_figures
from search_api.options import Output, ReportFilters
from search_api.output import Page, print_json, say
from search_api.series_options import SeriesOptions


def is_asked(
    words: Sequence[str],
    keys: Sequence[str],
    filters: ReportFilters,
    options: SeriesOptions,
    where: bool,
) -> bool:
    """Whether figures of many reports are asked for.

    Raises WrongUsage where one report is named as well, or options do not go together.
    """
    given = [*options.given(), *(f"--{name}" for name in filters.chosen())]
    reports = [word for word in words if not is_name(word)]
    if reports and given:
        raise WrongUsage(
            f"{given[0]} 用于多份报告，不能再写“{' '.join(reports)}” (of one report or of many).",
            "请去掉报告，用 --agency、--year 选取。",
        )
    if reports or not (given or keys):
        return False
    check(options)
    if where:
        raise WrongUsage("--where 只用于一份报告 (of one report).", "请写明报告，或去掉它。")
    return True


def answer(
    catalog: Catalog,
    names: Sequence[str],
    filters: ReportFilters,
    options: SeriesOptions,
    output: Output,
    page: Page,
) -> bool:
    """Print what is asked of many reports; whether there was any."""
    chosen = filters.chosen()
    return _print(many_figures(catalog, names, chosen, options), chosen, output, page)


def answer_panel(
    catalog: Catalog, word: str, filters: ReportFilters, output: Output, page: Page
) -> bool:
    """Print one figure of every agency over the years; whether there was any."""
    chosen = filters.chosen()
    return _print(panel_figures(catalog, word, chosen), chosen, output, page)


def _print(
    found: ManyFigures, chosen: Mapping[str, Sequence[str]], output: Output, page: Page
) -> bool:
    if output.form != "json" or found.whole is None:  # a whole answer holds its notices
        for notice in found.notices:
            say(f"提示：{notice.message}")
    match output.form:
        case "json" if found.whole is not None:
            print_json(found.whole())
        case "json":
            sys.stdout.writelines(array_lines(found.objects()))
        case "jsonl":
            for line in found.objects():
                sys.stdout.write(one_line(line))
        case "csv":
            heads = found.heads if output.excel else found.columns
            write_sheet(sys.stdout, heads, found.cells(output.excel), excel=output.excel)
        case _:
            page.print(found.text(page.width))
    if not found.count():
        told = " ".join(f"--{name} {' '.join(values)}" for name, values in chosen.items())
        say(f"没有符合条件的报告：{told or '库中没有报告'} (no report found).")
        say("  → 可减少筛选，或用 search --facets 看看库中有什么。")
    return found.count() > 0
