"""Which true matches each way of searching finds, and how long it takes beside our engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from time import process_time

from search_api.search import Searcher
from tests.bench.measure import side_by_side
from tests.bench.peers.peer import Searching
from tests.bench.peers.plain import Scan
from tests.bench.queries import Literals

RUNS = 3
HEAD = (
    f"{'':<28} {'true':>8}  {'recall':>7}  {'precision':>9}  {'ours ms':>9}  {'peer ms':>9}  "
    f"{'ratio':>6}  peer"
)


@dataclass(frozen=True, slots=True)
class Row:
    """Literals of one sort: how many passages hold them, are found by the peer, and are both."""

    name: str
    true: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        """The share of what is there that is found."""
        return self.right / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        """The share of what is found that is there."""
        return self.right / self.found if self.found else 1.0

    def line(self, ours: float, theirs: float, peer: str) -> str:
        """One row of the table, with the seconds that we and the peer took."""
        precision = f"{self.precision:9.1%}" if self.found else f"{'–':>9}"
        return (
            f"{self.name:<28} {self.true:>8,}  {self.recall:7.1%}  {precision}  "
            f"{ours * 1000:9.2f}  {theirs * 1000:9.2f}  {ours / theirs:6.2f}  {peer}"
        )


def row(scan: Scan, peer: Searching, sort: Literals) -> Row:
    """What a peer finds; the scan tells what is true."""
    true = [scan.all(literal) for literal in sort.texts]
    found = [peer.all(literal) for literal in sort.texts]
    right = sum(len(meant & given) for meant, given in zip(true, found, strict=True))
    return Row(sort.name, sum(map(len, true)), sum(map(len, found)), right)


def lines(
    searcher: Searcher, peer: Searching, label: str, scan: Scan, sorts: Iterable[Literals]
) -> Iterator[str]:
    """A row for each sort of literals; the times are the sums of the least of each."""
    for sort in sorts:
        times = [
            side_by_side(
                partial(searcher.search, f'"{literal}"'),
                partial(peer.top, literal),
                RUNS,
                process_time,
            )
            for literal in sort.texts
        ]
        if times:
            ours, theirs = map(sum, zip(*times, strict=True))
            yield row(scan, peer, sort).line(ours, theirs, label)
