"""What an engine is asked and what it answers. tests/contract holds every engine to it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Protocol

from search_api.notices import Notice
from search_api.results import Bucket
from search_api.tree import Figured, Node, bare_words

PASSAGE = "passage"
REPORT = "report"
WORDS = "words"
SORTS = ("score", "newest", "oldest", "agency")
# As ordered: negated where the larger comes first. Its parts: `ranking.KEY_SHAPES`.
SortKey = tuple[float | int | str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One search as an engine sees it.

    `query` is simple and its bare words are cut. `decided` has the versions of reports that meet
    each of its conditions on figures, as the catalog knows them. `filters` are the selections by
    field, several values of one field OR-ed, values as `filters.clause` takes them. `after` is the
    key of the last hit already seen. `deadline` is a value of time.monotonic().
    """

    query: Node
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decided: Mapping[Figured, Set[int]] = field(default_factory=dict)
    sort: str = "score"
    limit: int = 10
    after: SortKey | None = None
    unit: str = PASSAGE
    facets: tuple[str, ...] = ()
    deadline: float | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One hit: the passage, or with unit `report` the best passage of the report.

    `passages` are the best three as (n, score) and `passage_total` how many match, with unit
    `report` only.
    """

    version: int
    n: int
    report: str
    score: float
    key: SortKey
    passages: tuple[tuple[int, float], ...] = ()
    passage_total: int = 0


@dataclass(frozen=True, slots=True)
class Matches:
    """An engine's answer. With `partial` the total is a lower bound and there are no facets.

    Buckets are flat and without labels.
    """

    total: int
    literal_total: int | None
    hits: tuple[Ranked, ...]
    facets: Mapping[str, tuple[Bucket, ...]] = field(default_factory=dict)
    partial: bool = False
    more: bool = False
    notices: tuple[Notice, ...] = ()


def out_of_time(request: Request) -> Matches:
    """The answer where the time was over before anything could be asked."""
    return Matches(0, 0 if bare_words(request.query) else None, (), partial=True)


class Engine(Protocol):
    """Answers requests over one state of an index, `generation` of the catalog."""

    @property
    def name(self) -> str:
        """The engine's key: memory, whoosh, …"""
        ...

    @property
    def generation(self) -> int:
        """The generation of the catalog that this state of the index shows."""
        ...

    @property
    def state(self) -> str:
        """Which files of the index these are: scores of another state may be others."""
        ...

    def search(self, request: Request) -> Matches:
        """The hits in order, and the counts."""
        ...

    def terms(self, field: str, prefix: str, most: int) -> tuple[tuple[str, int], ...]:
        """The words that begin so (WORDS) or the values of a field, and in how many passages each
        stands: the `most` that stand in the most, those first, then by value.

        Not of a PREFIX field: an engine may know its values by what contains them too.
        """
        ...

    def asked(self, node: Node) -> str:
        """What this engine is asked for one node of a query, for `search explain`, in a line."""
        ...
