"""How long searches take end to end, each beside the plainest thing that gives the same count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from time import process_time

from search_api.search import Searcher, SearchOptions
from tests.bench.asked import Asked, Group
from tests.bench.measure import side_by_side

RUNS = 5
HEAD = f"{'':<28} {'hits':>9}  {'ours ms':>9}  {'peer ms':>9}  {'ratio':>6}  {'aim':>5}        peer"


@dataclass(frozen=True, slots=True)
class Versus:
    """What an engine is measured against, how it is asked, and up to how many times is meant.

    `peer` gives for a query what counts its passages; `aims` the names of the groups with an aim,
    all where it is None.
    """

    peer_name: str
    peer: Callable[[Asked], Callable[[], int]]
    options: SearchOptions
    aim: float
    aimed: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Queries of one sort: their hits, and the sums of the least times, in seconds.

    `false` are queries whose total is not what the passages hold.
    """

    name: str
    peer: str
    hits: int
    ours: float
    theirs: float
    aim: float | None
    false: tuple[str, ...]

    @property
    def ratio(self) -> float:
        """How many times the peer's time ours is."""
        return self.ours / self.theirs

    def line(self) -> str:
        """One row of the table."""
        aim = f"{'':>5}  {'told':<5}"
        if self.aim is not None:
            aim = f"{self.aim:5.2f}  {'ok' if self.ratio <= self.aim else 'over':<5}"
        wrong = f"  ≠ {' '.join(self.false)}" if self.false else ""
        return (
            f"{self.name:<28} {self.hits:>9,}  {self.ours * 1000:9.2f}  {self.theirs * 1000:9.2f}  "
            f"{self.ratio:6.2f}  {aim} {self.peer}{wrong}"
        )


def rows(searcher: Searcher, versus: Versus, groups: Iterable[Group]) -> Iterator[Row]:
    """A row for each group that has queries."""
    for group in groups:
        if not group.asked:
            continue
        meant = [asked.count() for asked in group.asked]
        peers = [versus.peer(asked) for asked in group.asked]
        found = [searcher.search(asked.written, versus.options).total for asked in group.asked]
        counted = [peer() for peer in peers]
        times = [
            side_by_side(
                partial(searcher.search, asked.written, versus.options), peer, RUNS, process_time
            )
            for asked, peer in zip(group.asked, peers, strict=True)
        ]
        yield Row(
            name=group.name,
            peer=versus.peer_name,
            hits=sum(meant),
            ours=sum(ours for ours, _ in times),
            theirs=sum(theirs for _, theirs in times),
            aim=versus.aim if versus.aimed is None or group.name in versus.aimed else None,
            false=tuple(
                asked.written
                for asked, *totals in zip(group.asked, meant, found, counted, strict=True)
                if len(set(totals)) > 1
            ),
        )
