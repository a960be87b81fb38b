"""A query answered by a random sample of its hits, in the form that was asked for."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from indexer.errors import WrongUsage
from indexer.sheets import write_sheet
from search_api.answer import nothing, showing, tell
from search_api.engines.base import REPORT
from search_api.export import one_line
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.question import Question
from search_api.render.sample import frame_told, sample_lines
from search_api.sample import UNITS, Stratum, draw
from search_api.sampled import (
    Drawn,
    agencies_drawn,
    cells,
    drawn_json,
    heads,
    hits_drawn,
    stratum_json,
)
from search_api.search import Matched
from search_api.session import Session
from search_api.shapes import notice_json
from search_api.strata import ways_of
from search_api.syntax import without_surrogates
from search_api.view_options import AGENCY

_MOST = 100_000
_SEEDS = 1_000_000_000
_MOST_TOLD = 60


def answer(session: Session, question: Question, output: Output, page: Page) -> bool:
    """Print a sample, after how much it was drawn from; whether there was anything to draw.

    Raises WrongUsage where an option's value means nothing, and where time ran out before all that
    is to be drawn from was found.
    """
    n = question.views.sample or 0
    if not 1 <= n <= _MOST:
        raise WrongUsage(f"--sample {n} 超出范围 (out of range).", f"请用 1 到 {_MOST}。")
    asked = question.paging.group
    if asked is not None and asked not in UNITS:
        units = "、".join(UNITS)
        raise WrongUsage(f"--group {asked} 无此取值 (no such value).", f"可用：{units}。")
    options = replace(question.options(), limit=0, group=REPORT if asked == AGENCY else asked)
    found = session.searcher.matched(question.text, options, every=True)
    tell(found.notices, without_surrogates(question.text))
    if found.matches.partial:
        raise WrongUsage(
            "查找超时，没有查全，不能抽样 (time ran out before all was found).",
            "请用 --timeout 60 或 --timeout none，或缩小范围。",
        )
    unit = asked or found.request.unit
    by = ways_of(question.views.by or (), unit)
    seed = secrets.randbelow(_SEEDS) if question.views.seed is None else question.views.seed
    strata = draw(session.catalog, found, unit, n, seed, by)
    if not strata:
        nothing(session.searcher, question)
    else:
        _tell_frames(strata, unit, seed)
    drawn = _drawn(session, question, found, unit, strata)
    match output.form:
        case "json":
            told: dict[str, Any] = {"n": n, "seed": seed, "by": [one.key for one in by]}
            told["strata"] = [stratum_json(by, stratum) for stratum in strata]
            hits = [drawn_json(by, stratum, one) for stratum, one in drawn]
            print_json(_json(question.text, found, unit, told, hits))
        case "csv":
            columns = heads(agencies=unit == AGENCY, excel=output.excel)
            rows = (cells(stratum, one) for stratum, one in drawn)
            write_sheet(sys.stdout, columns, rows, excel=output.excel)
        case "jsonl":
            for stratum, one in drawn:
                sys.stdout.write(one_line(drawn_json(by, stratum, one, whole=True)))
        case _:
            page.print(sample_lines(drawn, unit, page.width, question.show()))
    return bool(strata)


def _drawn(
    session: Session,
    question: Question,
    found: Matched,
    unit: str,
    strata: Sequence[Stratum],
) -> Iterator[tuple[Stratum, Drawn]]:
    """What was drawn, with as much of each passage shown as is asked for."""
    if unit == AGENCY:
        yield from agencies_drawn(session.catalog, strata)
        return
    show = showing(session.searcher, question)
    for stratum, hit in hits_drawn(session.searcher, found, strata):
        yield stratum, show(hit)


def _tell_frames(strata: Sequence[Stratum], unit: str, seed: int) -> None:
    for stratum in strata[:_MOST_TOLD]:
        say(frame_told(stratum, unit))
    if len(strata) > _MOST_TOLD:
        say(f"… 另有 {len(strata) - _MOST_TOLD} 层 (more strata)")
    say(f"--seed={seed} 再抽即得同一样本 (draws the same again)")


def _json(
    query: str,
    found: Matched,
    unit: str,
    sample: dict[str, Any],
    hits: list[dict[str, Any]],
) -> dict[str, Any]:
    return {
        "query": without_surrogates(query),
        "unit": unit,
        "total": sum(stratum["frame"] for stratum in sample["strata"]),
        "total_relation": found.total_relation,
        "literal_total": None if unit == AGENCY else found.matches.literal_total,
        "sample": sample,
        "hits": hits,
        "notices": [notice_json(notice) for notice in found.notices],
    }
