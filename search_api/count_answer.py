"""How many hits a query has, and nothing of them."""

from __future__ import annotations

import typer

from search_api.answer import tell
from search_api.asking import counted
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.question import Question
from search_api.session import Session
from search_api.shapes import count_json
from search_api.syntax import without_surrogates


def answer(session: Session, question: Question, output: Output, page: Page) -> bool:
    """Print the total, beside it how many hold every bare word literally; whether there is one."""
    found = counted(session.searcher, question)
    tell(found.notices, without_surrogates(question.text))
    if output.form == "json":
        print_json(count_json(found))
    else:
        literal = "" if found.literal_total is None else f" (逐字 {found.literal_total})"
        typer.echo(f"{'>=' if found.total_relation == 'gte' else ''}{found.total}{literal}")
    if found.partial:
        say("查找超时，总数不止这些 (time ran out; a lower bound).")
    return found.total > 0
