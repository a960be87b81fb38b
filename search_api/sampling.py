"""A random sample of what a question finds, with what it was drawn from."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from indexer.errors import TooMuch, WrongUsage
from search_api.asking import showing
from search_api.engines.base import REPORT
from search_api.engines.collect import Clock
from search_api.question import Question
from search_api.sample import NARROWER, UNITS, Stratum, draw
from search_api.sampled import Drawn, agencies_drawn, drawn_json, hits_drawn, stratum_json
from search_api.search import Matched
from search_api.session import Session
from search_api.shapes import notice_json
from search_api.strata import By, ways_of
from search_api.syntax import without_surrogates
from search_api.view_options import AGENCY

MOST = 100_000
_SEEDS = 1_000_000_000
Rows = Iterator[tuple[Stratum, Drawn]]


@dataclass(frozen=True, slots=True)
class Sampling:
    """What was found, and of each stratum the units that were drawn, `n` or all it has."""

    found: Matched
    unit: str
    n: int
    seed: int
    by: tuple[By, ...]
    strata: tuple[Stratum, ...]

    @property
    def drawn(self) -> int:
        """How many units, of all strata."""
        return sum(len(stratum.drawn) for stratum in self.strata)


def sampling(session: Session, question: Question) -> Sampling:
    """A sample of everything that the question finds.

    Raises WrongUsage where an option's value means nothing, TooMuch where time ran out before all
    that is to be drawn from was found.
    """
    n = question.views.sample or 0
    if not 1 <= n <= MOST:
        raise WrongUsage(f"--sample {n} 超出范围 (out of range).", f"请用 1 到 {MOST}。")
    asked = question.paging.group
    if asked is not None and asked not in UNITS:
        units = "、".join(UNITS)
        raise WrongUsage(f"--group {asked} 无此取值 (no such value).", f"可用：{units}。")
    options = replace(question.options(), limit=0, group=REPORT if asked == AGENCY else asked)
    found = session.searcher.matched(question.text, options, every=True)
    if found.matches.partial:
        raise TooMuch("查找超时，没有查全，不能抽样 (time ran out before all was found).", NARROWER)
    unit = asked or found.request.unit
    by = ways_of(question.views.by or (), unit)
    seed = secrets.randbelow(_SEEDS) if question.views.seed is None else question.views.seed
    strata = draw(session.catalog, found, unit, n, seed, by)
    return Sampling(found, unit, n, seed, by, strata)


def drawn(session: Session, question: Question, sample: Sampling) -> Rows:
    """What was drawn, with as much of each passage shown as is asked for."""
    if sample.unit == AGENCY:
        yield from agencies_drawn(session.catalog, sample.strata)
        return
    show = showing(session.searcher, question)
    for stratum, hit in hits_drawn(session.searcher, sample.found, sample.strata):
        yield stratum, show(hit)


def in_time(sample: Sampling, rows: Rows) -> Rows:
    """What was drawn, as it is read. Raises TooMuch once the time of the search is over."""
    clock = Clock(sample.found.request.deadline)
    for row in rows:
        if clock.ran_out():
            raise TooMuch(
                "超时，样本没有读完 (time ran out before all that was drawn was read).", NARROWER
            )
        yield row


def sampling_json(question: Question, sample: Sampling, rows: Rows) -> dict[str, Any]:
    """The sample, which `rows` are, and how it was drawn. Keys are only ever added."""
    found = sample.found
    return {
        "query": without_surrogates(question.text),
        "unit": sample.unit,
        "total": sum(stratum.frame for stratum in sample.strata),
        "total_relation": found.total_relation,
        "literal_total": None if sample.unit == AGENCY else found.matches.literal_total,
        "sample": {
            "n": sample.n,
            "seed": sample.seed,
            "by": [one.key for one in sample.by],
            "strata": [stratum_json(sample.by, stratum) for stratum in sample.strata],
        },
        "hits": [drawn_json(sample.by, stratum, one) for stratum, one in rows],
        "notices": [notice_json(notice) for notice in found.notices],
    }
