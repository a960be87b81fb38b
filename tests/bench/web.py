"""The table of `python -m tests.bench web`: requests a second beside Datasette, and a page's size.

Every server is asked the same questions by turns, each question once, ten hits with four facets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import quantiles

from indexer.catalog.read import open_catalog
from indexer.segment import PassageSegmenter
from tests.bench import web_page
from tests.bench.engines import ENGINES
from tests.bench.kept import Kept, Say
from tests.bench.peers import datasette
from tests.bench.subject import Subject
from tests.bench.web_asked import FACETS, Question, questions
from tests.bench.web_load import load
from tests.bench.web_servers import Running, serving_datasette, serving_home
from tests.cutting import precise

CLIENTS = (1, 8, 32)
ROUNDS = 2
EACH = 8  # of a kind, a round and a number of clients
AIM = 2.0
PEER = "Datasette"
HEAD = f"{'':<34} {'req/s':>8} {'p50 ms':>9} {'p99 ms':>9} {'cpu ms':>9} {'× Datasette':>12}"


@dataclass(slots=True)
class Server:
    """A server that runs, and what has been measured of it."""

    name: str
    running: Running
    path: Callable[[Question], str]
    total: Callable[[str], int]
    times: dict[int, list[tuple[Question, float]]] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    processor: dict[int, float] = field(default_factory=dict)
    totals: dict[Question, int] = field(default_factory=dict)

    def ask(self, clients: int, asked: Sequence[Question]) -> None:
        """Measure some questions, asked by so many clients at once."""
        before = self.running.processor()
        done = load(self.running.port, clients, [self.path(one) for one in asked])
        taken = self.running.processor() - before
        self.processor[clients] = self.processor.get(clients, 0.0) + taken
        self.seconds[clients] = self.seconds.get(clients, 0.0) + done.seconds
        self.times.setdefault(clients, []).extend(zip(asked, done.each, strict=True))
        self.totals.update(zip(asked, map(self.total, done.bodies), strict=True))

    def rate(self, clients: Sequence[int] = CLIENTS) -> float:
        """Requests a second, of all that was asked by these numbers of clients."""
        asked = sum(len(self.times[one]) for one in clients)
        return asked / sum(self.seconds[one] for one in clients)

    def cost(self, clients: Sequence[int] = CLIENTS) -> float:
        """Milliseconds of the processor for a request, likewise."""
        asked = sum(len(self.times[one]) for one in clients)
        return 1000 * sum(self.processor[one] for one in clients) / asked

    def line(self, clients: int, peer: Server) -> str:
        """A row of the table."""
        times = [1000 * seconds for _, seconds in self.times[clients]]
        cuts = quantiles(times, n=100, method="inclusive")
        name = f"{self.name}, {clients} client{'s' * (clients > 1)}"
        told = f"{self.rate([clients]):8.1f} {cuts[49]:9.1f} {cuts[98]:9.1f}"
        ratio = "" if peer is self else f"{self.rate([clients]) / peer.rate([clients]):12.2f}"
        return f"{name:<34} {told} {self.cost([clients]):9.1f} {ratio}".rstrip()


def lines(folder: Path, reports: int, say: Say, each: int = EACH) -> Iterator[str]:
    """Every row for one size of corpus, as it is done; the folder keeps what was built."""
    kept = Kept(folder, reports, say)
    subject = kept.subject()
    cut = partial(precise, PassageSegmenter())
    asked = questions(subject, cut, (len(CLIENTS) * ROUNDS + 1) * each)
    a_time = len(asked) // (len(CLIENTS) * ROUNDS + 1)
    with ExitStack() as stack:
        servers = list(_servers(kept, stack))
        peer = servers[-1]
        left = iter(asked)
        warm = list(islice(left, a_time))
        for server in servers:
            # More than once, so that every reader of ours has read what it keeps.
            load(server.running.port, max(CLIENTS), 3 * [server.path(one) for one in warm])
        for clients in CLIENTS:
            for _ in range(ROUNDS):
                some = list(islice(left, a_time))
                for server in servers:
                    server.ask(clients, some)
        yield (
            f"web: {reports:,} reports, {len(subject.texts):,} passages; {len(peer.totals)} "
            f"questions, each once, ten hits, facets {','.join(FACETS)}"
        )
        yield HEAD
        for server in servers:
            for clients in CLIENTS:
                yield server.line(clients, peer)
        for server in servers[:-1]:
            yield _aimed(server, peer)
        yield ""
        yield from _by_kind(servers)
        yield ""
        yield from _agreement(servers, subject)
        yield web_page.line(servers[0].running.port, warm[0].words[0])


def _servers(kept: Kept, stack: ExitStack) -> Iterator[Server]:
    """Ours, then Datasette."""
    for engine in reversed(ENGINES):
        home = kept.engine_home(engine).path
        for workers in (1, 2):
            running = stack.enter_context(serving_home(home, workers))
            name = f"{engine.name}, {workers} worker{'s' * (workers > 1)}"
            yield Server(name, running, lambda one: one.path, _total)
    folder = kept.made(datasette.KEY, partial(_build, kept))
    running = stack.enter_context(serving_datasette(folder))
    yield Server(PEER, running, lambda one: datasette.path(one.words, one.year), datasette.total)


def _total(body: str) -> int:
    answer = json.loads(body)
    if answer["partial"]:
        raise SystemExit(f"{answer['query']}: partial")
    return int(answer["total"])


def _build(kept: Kept, folder: Path) -> None:
    with open_catalog(kept.home) as catalog:
        datasette.build(folder, catalog)


def _aimed(server: Server, peer: Server) -> str:
    """The whole mix by all numbers of clients; the aim is for tantivy, one process against one."""
    ratio = server.rate() / peer.rate()
    aim = "told"
    if server.name == "tantivy, 1 worker":
        aim = f"aim {AIM:.2f} {'ok' if ratio >= AIM else 'missed'}"
    told = f"{server.rate():8.1f} {'':>9} {'':>9} {server.cost():9.1f} {ratio:12.2f}"
    return f"{server.name + ', all':<34} {told}  {aim}"


def _by_kind(servers: Sequence[Server]) -> Iterator[str]:
    """The mean time of each kind of question, asked by one client."""
    names = [server.name for server in servers]
    yield f"{'mean ms, 1 client':<26}" + "".join(f"{name:>20}" for name in names)
    for kind in dict.fromkeys(one.kind for one in servers[0].totals):
        row = f"{kind:<26}"
        for server in servers:
            own = [seconds for one, seconds in server.times[1] if one.kind == kind]
            row += f"{1000 * sum(own) / len(own):20.1f}"
        yield row


def _agreement(servers: Sequence[Server], subject: Subject) -> Iterator[str]:
    """Whether all give the same totals; where they differ, who gives what the passages hold."""
    asked = list(servers[0].totals)
    doubted = [one for one in asked if len({server.totals[one] for server in servers}) > 1]
    truth = {one: one.count(subject) for one in doubted}
    yield f"totals: all alike for {len(asked) - len(doubted)} of {len(asked)} questions"
    for server in servers:
        false = [one for one in doubted if server.totals[one] != truth[one]]
        if false:
            told = "; ".join(
                f"{' '.join(one.words)} {server.totals[one]} ≠ {truth[one]}" for one in false[:5]
            )
            yield f"  {server.name}: {len(false)} not what the passages hold: {told}"
