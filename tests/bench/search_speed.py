"""How long a search takes end to end, beside a plain scan of the same strings in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from search_api.search import Searcher
from tests.bench.measure import side_by_side
from tests.bench.peers.plain import Scan
from tests.bench.queries import BANDS, Literals

RUNS = 5
AIM = 4.0
_AIMED = frozenset(f"literals {name}" for name, _, high in BANDS if high <= 0.01)
HEAD = f"{'':<28} {'hits':>9}  {'ours ms':>9}  {'peer ms':>9}  {'ratio':>6}  {'aim':>5}        peer"


@dataclass(frozen=True, slots=True)
class Row:
    """Queries of one sort: their hits, and the sums of the least times, in seconds.

    `false` are queries whose total is not what the peer counts.
    """

    name: str
    peer: str
    hits: int
    ours: float
    theirs: float
    aim: float | None = None
    false: tuple[str, ...] = ()

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


def literals(searcher: Searcher, scan: Scan, sorts: Iterable[Literals]) -> Iterator[Row]:
    """Ten hits and the total, against the scan's."""
    for sort in sorts:
        ours = theirs = 0.0
        hits, false = 0, []
        for literal in sort.texts:
            found, meant = searcher.search(f'"{literal}"').total, scan.top(literal)[1]
            hits += meant
            false += [literal] if found != meant else []
            mine, others = side_by_side(
                partial(searcher.search, f'"{literal}"'), partial(scan.top, literal), RUNS
            )
            ours, theirs = ours + mine, theirs + others
        if sort.texts:
            aim = AIM if sort.name in _AIMED else None
            yield Row(sort.name, "a scan in memory", hits, ours, theirs, aim, tuple(false))
