"""The bench of adding tells what it should, whatever the speed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.stores.store import EngineName
from tests.bench import family, ingest
from tests.bench.formats import Format
from tests.bench.generate import generate

REPORTS = 4


def _few(folder: Path) -> None:
    generate(folder, REPORTS, ("docx",))


def _row(line: str, name: str) -> list[float]:
    """The numbers of a row: reports, seconds, rate, cost, times cutting, memory, all memory."""
    told = line.removeprefix(name).replace(",", "").split()
    return [float(word) for word in told if word.replace(".", "").isdecimal()]


@pytest.mark.slow
def test_each_row_tells_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every report was added, by a process that took time and memory; else there is no row."""
    told = Format("docx", REPORTS, _few)
    absent = replace(told, name="absent", missing=lambda: "a program is not installed")
    monkeypatch.setattr(ingest, "FORMATS", (told, absent))
    monkeypatch.setattr(ingest, "AIMS", {EngineName.WHOOSH: 1e6})
    said: list[str] = []

    head, text, growth, _, docx, without = ingest.lines(tmp_path, (REPORTS,), said.append)

    assert head == ingest.HEAD
    assert "1000000 missed" in text
    for row, name in ((text.replace("1000000 missed", ""), "text, whoosh"), (docx, "docx")):
        reports, took, rate, cost, cutting, own, together = _row(row, name)
        assert reports == REPORTS
        assert rate == pytest.approx(REPORTS / took, abs=0.1)
        assert min(cost, cutting) > 1
        assert 10 < own < together
    assert growth.startswith("  a report at 4 beside 4: 1.00, aim 1.2 ok; memory")
    assert without.endswith("not measured: a program is not installed")
    assert said == ["4 reports, whoosh", "4 docx"]


def test_a_run_that_fails_is_not_measured() -> None:
    """Its time means nothing."""
    with pytest.raises(subprocess.CalledProcessError):
        family.run("raise SystemExit(3)")


def test_a_run_counts_what_it_started() -> None:
    """The time of the processor is a child's as well."""
    busy = "[hash(n) for n in range(5_000_000)]"
    begin = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"

    alone, both = family.run("pass"), family.run(begin, busy)

    assert both.processor > alone.processor
