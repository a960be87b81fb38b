"""A home that is written to, generation by generation, and what each of them holds."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field

from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.home import Home, writer_lock
from indexer.segment import PassageSegmenter
from indexer.stores import sync
from indexer.stores.store import EngineName
from tests.catalog.telling import NEW
from tests.make import CODES
from tests.search_api.lively import TEXTS, made

# Query → which reports of a generation it finds.
QUERIES = ('"保密审查"', f"{NEW}>1", "year:2000..2100", '"审查" NOT "加强"')


_MOST = 12


@dataclass(slots=True)
class Written:
    """The reports of each generation, by number: how many of TEXTS each has."""

    now: dict[int, int] = field(default_factory=dict)
    generations: dict[int, Mapping[int, int]] = field(default_factory=dict)


def texts_of(size: int) -> tuple[str, ...]:
    """What a report of this size holds."""
    return TEXTS[:size]


def write_generations(
    home: Home, engine: EngineName, first: int, count: int, held: Mapping[int, int] | None = None
) -> Written:
    """Each generation adds a report, writes one anew and, from some size on, removes one."""
    written, segmenter = Written(dict(held or {})), PassageSegmenter()
    with writer_lock(home):
        database = writable(home)
        with (
            open_catalog(home) as catalog,
            closing(sync.open_store(home, catalog, segmenter, engine)) as store,
        ):
            for number in range(first, first + count):
                changes = {number: 1 + number % len(TEXTS)}
                if number > first:
                    changes[number - 1] = 1 + (number * 2) % len(TEXTS)
                with batch(database) as writing:
                    for one, size in changes.items():
                        writing.put(made(one, *texts_of(size)), CODES, f"rules {number}")
                    written.now |= changes
                    if len(written.now) > _MOST:
                        gone = min(written.now)
                        del written.now[gone]
                        writing.remove(f"/reports/{gone}.txt")
                catalog.refresh()
                sync.catch_up(store, catalog)
                written.generations[catalog.generation()] = dict(written.now)
                catalog.refresh()
        database.dispose()
    return written


def expected(query: str, reports: Mapping[int, int]) -> tuple[frozenset[tuple[str, str]], int]:
    """What a query finds among these reports, in the plainest words: (report, text) and a count."""
    passages = [(number, text) for number, size in reports.items() for text in texts_of(size)]
    if query == QUERIES[0]:
        passages = [(n, text) for n, text in passages if "保密审查" in text]
    elif query == QUERIES[3]:
        passages = [(n, text) for n, text in passages if "审查" in text and "加强" not in text]
    else:
        numbers = {n for n, _ in passages if query == QUERIES[2] or n % 4 > 1}
        return frozenset((made(n).id, "") for n in numbers), len(numbers)
    return frozenset((made(n).id, text) for n, text in passages), len(passages)
