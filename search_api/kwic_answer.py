"""A query answered by its keywords in context, in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict

from indexer.errors import WrongUsage
from indexer.sheets import write_sheet
from search_api.answer import nothing, tell
from search_api.concordance import (
    COLUMNS,
    LINES,
    SIDE,
    concordance,
    concordance_json,
    limit_of,
)
from search_api.export import one_line
from search_api.kwic import Occurrence
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.question import Question
from search_api.render.kwic import kwic_lines
from search_api.session import Session
from search_api.syntax import without_surrogates
from search_api.view_options import WHOLE


def answer(session: Session, question: Question, output: Output, page: Page) -> bool:
    """Print the occurrences; whether there were any.

    Raises WrongUsage where the query has no keyword, or an option's value means nothing here.
    """
    side = _side(question, output.form, page.width)
    limit = limit_of(question, LINES if output.form in ("text", "json") else None)
    found = concordance(session, question, side, limit)
    matches = found.found.matches
    tell(found.found.notices, without_surrogates(question.text))
    if output.form == "text" and (matches.total or matches.partial):
        least = "至少" if matches.partial else "共"
        say(f"{least} {matches.total} 段，逐处列出 (every occurrence, one a line)")
    match output.form:
        case "json":
            told = concordance_json(question.text, found)
            print_json(told)
            written, more = len(told["occurrences"]), told["more"]
        case "csv":
            written, more = _csv(found.first(), excel=output.excel), found.more()
        case "jsonl":
            written = sum(1 for one in found.first() if sys.stdout.write(one_line(asdict(one))))
            more = found.more()
        case _:
            written = page.print(kwic_lines(found.first(), page.width, side))
            more = found.more()
    if more:
        say(f"只列出前 {limit} 处，可用 --limit 多列 (more with --limit).")
    if found.partial:
        say("查找超时，以上不全 (time ran out; incomplete).")
    elif not written:
        nothing(session.searcher, question)
    return written > 0


def _side(question: Question, form: str, width: int | None) -> int:
    """The characters on each side: as told, else what a terminal's line can hold, else a few."""
    side = question.views.side
    if side == WHOLE and form == "text":
        raise WrongUsage("--kwic 一行放不下全段 (too long for a line).", "请写字数，如 20。")
    if side is not None:
        return side
    return width if form == "text" and width is not None else SIDE


def _csv(lines: Iterable[Occurrence], *, excel: bool) -> int:
    heads = [label if excel else key for key, (label, _) in COLUMNS.items()]
    rows = ([value(one) for _, value in COLUMNS.values()] for one in lines)
    return write_sheet(sys.stdout, heads, rows, excel=excel)
