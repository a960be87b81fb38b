"""How many hits a query has, and nothing of them."""

from __future__ import annotations

from dataclasses import replace

import typer

from search_api.answer import tell
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.question import Question
from search_api.session import Session
from search_api.syntax import without_surrogates


def answer(session: Session, question: Question, output: Output, page: Page) -> bool:
    """Print the total, beside it how many hold every bare word literally; whether there is one."""
    found = session.searcher.search(question.text, replace(question.options(), limit=0))
    tell(found.notices, without_surrogates(question.text))
    if output.form == "json":
        print_json(
            {
                "total": found.total,
                "total_relation": found.total_relation,
                "literal_total": found.literal_total,
                "unit": found.unit,
            }
        )
    else:
        literal = "" if found.literal_total is None else f" (逐字 {found.literal_total})"
        typer.echo(f"{'>=' if found.total_relation == 'gte' else ''}{found.total}{literal}")
    if found.partial:
        say("查找超时，总数不止这些 (time ran out; a lower bound).")
    return found.total > 0
