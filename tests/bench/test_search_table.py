"""The bench of searching tells what it should, whatever the speed."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.segment import PassageSegmenter
from indexer.text import normal
from tests.bench import found, search_table, sizes
from tests.bench.corpora import report_of
from tests.bench.engines import ENGINES
from tests.bench.invented import invented, vocabulary
from tests.bench.kept import Kept
from tests.bench.peers import MODULES, fts5, jieba_whoosh, plain
from tests.bench.peers.peer import Peer
from tests.bench.peers.plain import Scan
from tests.bench.queries import BANDS, SORTS, Literals, by_share, by_sort
from tests.bench.subject import Subject
from tests.cutting import precise

TEXTS = (
    "中华人民共和国政府信息公开",
    "先审查、后公开",
    "先审查后公开",
    "保密审查",
)
REPORTS = 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the runs of this file keep."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def rows(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All rows for a few reports."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        return list(search_table.lines(folder, REPORTS, print, each=1))


@pytest.mark.slow
def test_every_engine_and_every_peer_has_its_rows(rows: list[str]) -> None:
    """For each share of passages, each sort of literals, and for building, disk and memory."""
    for engine in ENGINES:
        start = rows.index(engine.name)
        table = rows[start : rows.index("", rows.index("", start) + 1)]
        # Of so few passages none is at most 0.1 %.
        for name, _, _ in BANDS[1:]:
            assert sum(row.startswith(f"literals {name}") for row in table) == 1
        for name, _ in SORTS:
            assert sum(row.startswith(f"{name} ") for row in table) == len(search_table.PEERS)
    below = rows[rows.index(sizes.HEAD) + 1 :]

    assert [row.split("  ")[0] for row in below[:-1]] == [
        *(engine.name for engine in ENGINES),
        *(peer.label for peer in (plain.PEER, *search_table.PEERS)),
    ]
    assert below[-1].startswith("the catalog")


@pytest.mark.slow
def test_no_total_differs_from_the_scan(rows: list[str]) -> None:
    """A row with a false total shows it."""
    assert [row for row in rows if "≠" in row] == []


@pytest.mark.slow
def test_what_is_kept_is_not_built_again(rows: list[str], folder: Path) -> None:
    """A second run says nothing of building and has the times of the first."""
    said: list[str] = []
    kept = Kept(folder, REPORTS, said.append)
    before = dict(kept.seconds)
    subject = kept.subject()
    for peer in search_table.PEERS:
        kept.peer(peer, subject)
    for engine in ENGINES:
        kept.engine_home(engine)

    assert said == []
    assert kept.seconds == before


@pytest.mark.slow
def test_what_was_broken_off_is_made_again(tmp_path: Path) -> None:
    """A folder whose building has no time is no whole one."""
    kept = Kept(tmp_path, 1, lambda _: None)
    (tmp_path / "1" / "fts5").mkdir()
    (tmp_path / "1" / "fts5" / "characters.sqlite").write_text("half")
    place = kept.peer(fts5.PEER, Subject(list(TEXTS), [1] * len(TEXTS), {1: 2020}, {}))
    with fts5.PEER.open(place) as searching:
        assert searching.all("审查") == {1, 2, 3}


@pytest.mark.parametrize(
    ("peer", "literal", "recall", "precision"),
    [
        (plain.PEER, "公", 1.0, 1.0),
        (plain.PEER, "、", 1.0, 1.0),
        (fts5.PEER, "公", 1.0, 1.0),
        (fts5.PEER, "国政", 1.0, 1.0),
        (fts5.PEER, "查、后", 1.0, 0.5),
        (fts5.PEER, "、", 0.0, 1.0),
        (jieba_whoosh.PEER, "审查", 1.0, 1.0),
        (jieba_whoosh.PEER, "公", 0.0, 1.0),
        (jieba_whoosh.PEER, "政府信息", 0.0, 1.0),
    ],
)
def test_shares_of_true_matches(
    peer: Peer, literal: str, recall: float, precision: float, tmp_path: Path
) -> None:
    """What each way of searching finds of four passages, by hand."""
    peer.build(tmp_path, TEXTS)
    with peer.open(tmp_path) as searching:
        row = found.row(Scan(TEXTS), searching, Literals("by hand", (literal,)))
        best, total = searching.top(literal)

    assert (row.recall, row.precision) == (recall, precision)
    assert total == row.found == len(best)


def test_literals_are_of_the_sort_they_are_told_under() -> None:
    """Each band's literals stand in that share of the passages, and every band has some.

    Words as often as a dictionary counts them give dense, common and rare ones.
    """
    passages = [p for one in invented(100, vocabulary()) for p in report_of(one).passages]
    subject = Subject([normal(p.text) for p in passages], [1] * len(passages), {1: 2020}, {})
    scan, segmenter = Scan(subject.texts), PassageSegmenter()
    for sort, (_, low, high) in zip(by_share(subject, 4), BANDS, strict=True):
        assert len(sort.texts) == 4
        for literal in sort.texts:
            assert low < len(scan.all(literal)) / len(subject.texts) <= high
    sorts = list(by_sort(subject, lambda run: precise(segmenter, run), 4))

    assert [len(sort.texts) for sort in sorts] == [4] * len(SORTS)
    assert all(len(literal) == 1 for literal in sorts[0].texts)
    assert all(precise(segmenter, literal) for sort in sorts for literal in sort.texts)
    assert all(scan.all(literal) for sort in sorts for literal in sort.texts)


def test_every_module_of_a_peer_names_it() -> None:
    """The process of a peer finds it by its key."""
    assert list(MODULES) == [peer.key for peer in (plain.PEER, *search_table.PEERS)]
