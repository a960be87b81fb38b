"""The bench of the web asks what it says it asks, and both services find what the passages hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.segment import PassageSegmenter
from tests.bench.kept import Kept
from tests.bench.peers import datasette
from tests.bench.subject import Subject
from tests.bench.web_asked import Question, questions
from tests.bench.web_load import load
from tests.bench.web_servers import Running, serving_datasette
from tests.cutting import precise

REPORTS = 12


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A catalog of a few reports."""
    return Kept(tmp_path_factory.mktemp("kept"), REPORTS, lambda _: None)


@pytest.fixture(scope="module")
def subject(kept: Kept) -> Subject:
    """What its passages hold."""
    return kept.subject()


@pytest.fixture(scope="module")
def asked(subject: Subject) -> list[Question]:
    """Three questions of each kind."""
    return questions(subject, partial(precise, PassageSegmenter()), 3)


@pytest.fixture(scope="module")
def server(
    kept: Kept, subject: Subject, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Datasette over the same passages."""
    pytest.importorskip("datasette", reason="of the extra bench")
    folder = tmp_path_factory.mktemp("datasette")
    with open_catalog(kept.home) as catalog:
        datasette.build(folder, catalog)
    with serving_datasette(folder) as running:
        yield running


def test_no_question_is_asked_twice_and_all_kinds_as_often(asked: list[Question]) -> None:
    """A service that keeps answers gains nothing, and a mean is of all kinds alike."""
    assert len({one.path for one in asked}) == len(asked)
    assert set(Counter(one.kind for one in asked).values()) == {3}


@pytest.mark.slow
def test_datasette_finds_what_the_passages_hold(
    asked: list[Question], subject: Subject, server: Running
) -> None:
    """Its total is that of a scan, its facet of years adds up to it, and it has ten hits."""
    paths = [datasette.path(one.words, one.year) for one in asked]
    for one, body in zip(asked, load(server.port, 2, paths).bodies, strict=True):
        (row,) = json.loads(body)
        if one.kind == "literal":
            # Punctuation is nothing to it, so it may find more.
            assert row["total"] >= one.count(subject) > 0
        assert row["total"] == sum(count for _, count in json.loads(row["year"]))
        assert len(json.loads(row["hits"])) == min(10, row["total"])
        assert one.year is None or {year for year, _ in json.loads(row["year"])} <= {one.year}


def test_a_server_that_fails_is_told(tmp_path: Path) -> None:
    """Nothing is measured of a database that is not there."""
    pytest.importorskip("datasette", reason="of the extra bench")
    with pytest.raises(SystemExit, match="does not serve"), serving_datasette(tmp_path):
        pass
