"""Searches while a home is written to see one generation, without an error and without waiting."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.home import Home
from indexer.stores.store import EngineName
from search_api.live import Live
from tests.ingest.searching import Answer, search_anew, search_live
from tests.ingest.writing import QUERIES, Written, expected, write_generations

pytestmark = pytest.mark.slow
COMMITS, THREADS, PROCESSES = 50, 4, 4


@pytest.mark.parametrize("engine", EngineName)
def test_every_answer_is_of_one_generation(tmp_path: Path, home: Home, engine: EngineName) -> None:
    """Hits, counts and facets, in eight threads and processes during fifty commits."""
    first = write_generations(home, engine, 0, 12)
    stop = tmp_path / "stop"
    spawn = multiprocessing.get_context("spawn")
    with (
        Live(home) as live,
        ProcessPoolExecutor(PROCESSES, spawn) as processes,
        ThreadPoolExecutor(THREADS) as threads,
    ):
        searching = [processes.submit(search_anew, home.path, stop) for _ in range(PROCESSES)]
        searching += [threads.submit(search_live, live, stop.exists) for _ in range(THREADS)]
        try:
            then = write_generations(home, engine, 12, COMMITS, first.now)
        finally:
            stop.touch()
        answers = [answer for some in searching for answer in some.result()]

    assert len(then.generations) == COMMITS
    wrong = list(_wrong(answers, first, then))
    assert wrong == []
    assert {answer.query for answer in answers} == set(QUERIES)
    assert len({answer.generation for answer in answers}) > 2


def _wrong(answers: Iterable[Answer], *writings: Written) -> Iterable[object]:
    generations = {g: held for one in writings for g, held in one.generations.items()}
    for answer in answers:
        hits, total = expected(answer.query, generations[answer.generation])
        told = (answer.hits, answer.listed, answer.total, answer.counted)
        if told != (hits, total, total, total):
            yield answer, hits, total
