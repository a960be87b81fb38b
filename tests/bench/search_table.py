"""The tables of `python -m tests.bench search`: speed, what is found, build, disk and memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from indexer.segment import PassageSegmenter
from indexer.stores.size import bytes_under
from search_api.session import open_session
from tests.bench import found, search_speed, sizes
from tests.bench.asked import choose, literals, trees
from tests.bench.engines import ENGINES
from tests.bench.kept import Kept, Say
from tests.bench.peers import fts5, jieba_whoosh, plain
from tests.bench.peers.plain import Scan
from tests.bench.queries import BANDS, by_share, by_sort
from tests.bench.serving import memory_of
from tests.bench.subject import Subject
from tests.cutting import precise

PEERS = (fts5.PEER, jieba_whoosh.PEER)
EACH = 8


def lines(folder: Path, reports: int, say: Say, each: int = EACH) -> Iterator[str]:
    """Every row for one size of corpus, as it is done; the folder keeps what was built.

    `each` is how many literals there are of a sort.
    """
    kept = Kept(folder, reports, say)
    subject = kept.subject()
    segmenter, scan = PassageSegmenter(), Scan(subject.texts)
    shares = list(by_share(subject, each))
    cut = partial(precise, segmenter)
    sorts = list(by_sort(subject, cut, each))
    groups = [*literals(subject, shares), *trees(subject, choose(subject, cut))]
    asked = [literal for sort in (*shares, *sorts) for literal in sort.texts]
    yield f"search: {reports:,} reports, {len(subject.texts):,} passages; {_spread(subject)}"
    yield ""
    for engine in ENGINES:
        yield engine.name
        yield search_speed.HEAD
        with open_session(kept.engine_home(engine).path, say) as session:
            with engine.versus(session) as versus:
                for row in search_speed.rows(session.searcher, versus, groups):
                    yield row.line()
            yield ""
            yield found.HEAD
            for peer in PEERS:
                with peer.open(kept.peer(peer, subject)) as searching:
                    yield from found.lines(session.searcher, searching, peer.label, scan, sorts)
        yield ""
    yield sizes.HEAD
    cutting = kept.segmenting(subject)
    for engine in ENGINES:
        home = kept.engine_home(engine)
        memory = memory_of(asked, str(home.path))
        time = kept.seconds[engine.name]
        yield sizes.Row(engine.name, time, cutting, bytes_under(home.index), memory).line()
    for peer in (plain.PEER, *PEERS):
        place = kept.peer(peer, subject)
        memory = memory_of(asked, str(place), peer.key)
        time = kept.seconds[peer.key]
        yield sizes.Row(peer.label, time, cutting, bytes_under(place), memory).line()
    yield f"the catalog, of which every index is made: {kept.catalog.stat().st_size / 1e6:.1f} MB"


def _spread(subject: Subject) -> str:
    """How many words stand in which share of the passages."""
    segmenter, counts = PassageSegmenter(), Counter[str]()
    for text in subject.texts:
        counts.update(set(segmenter.words(text)))
    shares = [held / len(subject.texts) for held in counts.values()]
    told = (f"{sum(low < s <= high for s in shares):,} {name}" for name, low, high in BANDS)
    return f"{len(shares):,} words: {', '.join(told)}"
