"""`search explain`: its command line, and a query explained in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from indexer.errors import WrongUsage
from indexer.terminal import JsonOption
from search_api.arguments import Query, arrange
from search_api.explain import explained, explained_json
from search_api.options import Setting, option_names, read
from search_api.output import Page, print_json, say
from search_api.render.outline import outline_lines
from search_api.session import open_session

_NOTHING_FOUND = 1


@dataclass(frozen=True, slots=True)
class ExplainOptions:
    """How a query is explained."""

    exact: Annotated[bool, typer.Option("--exact", help="整个查询作为原文 (one literal)")] = False
    as_json: JsonOption = False


def explain(
    words: Annotated[
        list[str], typer.Argument(help="查询，与 search 相同 (a query)", metavar="QUERY…")
    ],
    *,
    options: ExplainOptions,
    setting: Setting,
) -> None:
    """一个查询怎样理解，各条件有多少段。How a query is read, and what each clause meets."""
    query = " ".join(words)
    with open_session(setting.home, say) as session:
        found = explained(session.catalog, session.searcher, query, exact=options.exact)
    if options.as_json:
        print_json(explained_json(found))
    else:
        page = Page(setting)
        page.print(outline_lines(found, page.width))
    if found.refused:
        sys.exit(WrongUsage.exit_code)
    sys.exit(_NOTHING_FOUND if found.clauses[0].total == 0 else 0)


def explain_line(arguments: Sequence[str]) -> None:
    """Run a command line whose words are told from options as those of a search are.

    Raises WrongUsage where no query is among them.
    """
    found = arrange(arguments, (), option_names(ExplainOptions, Setting), "search explain")
    if not isinstance(found, Query) or not found.words:
        raise WrongUsage(
            "search explain 后面要写明查询 (which query?).", "例如：search explain 保密审查 -疫情"
        )
    given = found.given
    explain(list(found.words), options=read(ExplainOptions, given), setting=read(Setting, given))
