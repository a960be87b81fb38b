"""Files read by worker processes: the same reports, and one that dies costs its file alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from indexer import pipeline
from indexer.catalog.read import open_catalog
from indexer.divisions import Divisions, load_divisions
from indexer.document import Refusal
from indexer.home import Home
from indexer.model import Given, Report
from indexer.reading import Readers, report_of, report_or_fault

CORPUS = Path(__file__).parents[1] / "corpus"
DIVISIONS = (CORPUS / "divisions.csv",)
TOWN = CORPUS / "qingzhi-town-2019.txt"


class _Deadly:
    """What a process ends over that receives it."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (3,)


def test_a_worker_reads_what_we_read() -> None:
    """Every specimen: text, figures, findings and notices."""
    files = sorted(CORPUS.glob("*-*-20*.*"))
    lists = load_divisions(DIVISIONS)
    with Readers(DIVISIONS, workers=2) as readers:
        begun = [readers.start(str(file), file.read_bytes(), Given()) for file in files]
        found = [future.result() for future in begun]

    assert len(files) == 29
    assert found == [report_of(str(file), file.read_bytes(), Given(), lists) for file in files]


def test_a_worker_that_dies_costs_one_file() -> None:
    """The file is refused with the next step; those before and after it are read."""
    data = TOWN.read_bytes()
    with Readers(DIVISIONS, workers=1) as readers:
        before = readers.start(str(TOWN), data, Given())
        deadly = readers.start("/deadly.txt", data, cast(Given, _Deadly()))
        after = readers.start(str(TOWN), data, Given())

        assert isinstance(before.result(), Report)
        refusal = deadly.result()
        assert isinstance(refusal, Refusal)
        assert (refusal.code, bool(refusal.next_step)) == ("reader_died", True)
        assert after.result() == before.result()


def test_without_workers_files_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where no process may be started."""
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with Readers(DIVISIONS, workers=1) as readers:
        report = readers.start(str(TOWN), TOWN.read_bytes(), Given()).result()

    assert isinstance(report, Report)


def test_a_fault_of_ours_is_a_refusal() -> None:
    """The reading of the other files goes on."""
    refusal = report_or_fault("x.txt", TOWN.read_bytes(), Given(), cast(Divisions, None))

    assert isinstance(refusal, Refusal)
    assert refusal.code == "internal_error"
    assert refusal.next_step


def _kept(home: Home) -> list[object]:
    with open_catalog(home) as catalog:
        return [(row, catalog.passages_of(row.version)) for row in catalog.current()]


def test_the_number_of_files_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read here or by workers, a home is the same, version by version."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    here, there = Home(tmp_path / "here"), Home(tmp_path / "there")
    alone = pipeline.add(here, [CORPUS])
    monkeypatch.setattr(pipeline, "_FEW_FILES", 0)
    together = pipeline.add(there, [CORPUS])

    assert together == alone
    assert _kept(there) == _kept(here)
