"""The order in which files come, and how many are read at once, have no say in what is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from indexer.home import Home
from indexer.ingest.add import Choices, gathered, ingest
from indexer.ingest.telling import Telling
from indexer.stores.store import EngineName
from tests.bench.generate import generate
from tests.ingest.held import found, held, reports_in

REPORTS = 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, some twice: the same bytes, another layout, other numbers; and one that is none."""
    path = tmp_path_factory.mktemp("reports")
    generate(path, REPORTS, ("a",))
    generate(path / "again", REPORTS // 2, ("html",))
    first, second, *_ = reports_in(path)
    (path / "copy.txt").write_bytes(first.read_bytes())
    (path / "aaa.txt").write_bytes(first.read_bytes())
    other = second.read_text("utf-8").replace("。\n", "，另在公示栏张贴一份。\n", 1)
    (path / "other.txt").write_text(other, "utf-8")
    (path / "letter.txt").write_text("各村民小组：请于周五下午开会。", "utf-8")
    return path


def added(home: Home, folder: Path, jobs: int, random: Random | None) -> Any:
    """What a home holds to which the folder was added, in some order and in some parts."""
    choices = Choices(engine=EngineName.TANTIVY, jobs=jobs)
    all_of_it = gathered(home, [folder], choices, Telling())
    items = list(all_of_it.items)
    parts = [items]
    if random:
        random.shuffle(items)
        cut = random.randrange(len(items))
        parts = [items[:cut], items[cut:]]
    for part in parts:
        ingest(home, replace(all_of_it, items=part, total=len(part)), choices, Telling())
    return held(home), found(home)


@pytest.fixture(scope="module")
def plain(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is held when one file is read after another."""
    return added(Home(tmp_path_factory.mktemp("plain") / "home"), folder, 1, None)


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_any_number_of_jobs_give_the_same(
    home: Home, folder: Path, plain: Any, seed: int
) -> None:
    """Sets, counts, facets, figures, findings, and which of two sources stands."""
    contents, answers = plain
    random = Random(seed)

    assert added(home, folder, random.randint(1, 4), random) == plain
    assert contents["outcomes"]["other_version"] >= 4
    assert {"versions_differ"} <= {
        f.check for path, told in contents.items() if path.startswith("/") for f in told[4]
    }
    assert answers[0][1] > 0
