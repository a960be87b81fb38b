"""The table of `python -m tests.bench ingest`: reports a second, and in how much memory.

Each run is a real `indexer add` of invented reports into an empty home, on all processors. `MB` is
the most that its own process held, `MB, all` the most with its children; `× cutting` the
processor's time beside that of cutting the same texts into words.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores.store import EngineName
from indexer.text import normal
from tests.bench import family
from tests.bench.formats import FORMATS, Format
from tests.bench.generate import generate
from tests.bench.kept import Say
from tests.bench.measure import seconds

SIZES = (2_000, 10_000)
FLATTENED = ("a", "b")
AIMS: Mapping[EngineName, float] = {EngineName.TANTIVY: 150, EngineName.WHOOSH: 30}
MOST_MEMORY = 1e9
MOST_GROWTH = 1.2
_ADD = "from indexer.cli import main; main()"
HEAD = (
    f"{'':<24} {'reports':>8} {'s':>8} {'/s':>7} {'aim':>10} {'cpu ms':>8} {'× cutting':>9} "
    f"{'MB':>6} {'MB, all':>8}"
)


@dataclass(frozen=True, slots=True)
class Ingested:
    """A run, its number of reports, and what cutting one of them into words takes."""

    name: str
    reports: int
    run: family.Run
    cutting: float
    aim: float | None = None

    @property
    def cost(self) -> float:
        """Seconds of the processor for a report."""
        return self.run.processor / self.reports

    def line(self) -> str:
        """One row of the table."""
        rate = self.reports / self.run.seconds
        kept = "ok" if self.aim is not None and rate >= self.aim else "missed"
        aim = "" if self.aim is None else f"{self.aim:.0f} {kept}"
        return (
            f"{self.name:<24} {self.reports:>8,} {self.run.seconds:8.1f} {rate:7.1f} {aim:>10} "
            f"{1_000 * self.cost:8.1f} {self.cost / self.cutting:9.1f} "
            f"{self.run.own / 1e6:6.0f} {self.run.together / 1e6:8.0f}"
        )


def lines(folder: Path, sizes: Sequence[int], say: Say) -> Iterator[str]:
    """Every row as it is done: flattened text by engine and size, then each format."""
    yield HEAD
    for engine, aim in AIMS.items():
        runs = []
        for size in sizes or SIZES:
            say(f"{size:,} reports, {engine}")
            files, home = folder / f"{size}", folder / f"{engine}-{size}"
            if not files.exists():
                generate(files, size, FLATTENED)
            run = _added(files, home, engine)
            runs.append(Ingested(f"text, {engine}", size, run, _cutting(home) / size, aim))
            yield runs[-1].line()
        yield _grown(runs)
    yield ""
    for one in FORMATS:
        if missing := one.missing():
            yield f"{one.name:<24} not measured: {missing}"
            continue
        say(f"{one.count} {one.name}")
        yield _of_format(one, folder).line()


def _of_format(one: Format, folder: Path) -> Ingested:
    files, home = folder / one.name, folder / f"home-{one.name}"
    if not files.exists():
        one.write(files)
    run = _added(files, home, EngineName.TANTIVY)
    return Ingested(one.name, one.count, run, _cutting(home) / one.count)


def _added(files: Path, home: Path, engine: EngineName) -> family.Run:
    shutil.rmtree(home, ignore_errors=True)
    return family.run(_ADD, "add", str(files), "--home", str(home), "--engine", engine)


def _cutting(home: Path) -> float:
    """Seconds that cutting all the home's passages into words takes."""
    segmenter = PassageSegmenter()
    segmenter.words("先把词典读入")
    with open_catalog(Home(home)) as catalog:
        texts = [
            normal(passage.text)
            for row in catalog.current()
            for passage in catalog.passages_of(row.version)
        ]
    return seconds(lambda: [segmenter.words(text) for text in texts], process_time)


def _grown(runs: Sequence[Ingested]) -> str:
    """What the last run took beside the first, a report."""
    growth = runs[-1].cost / runs[0].cost
    memory = max(one.run.own for one in runs)
    return (
        f"  a report at {runs[-1].reports:,} beside {runs[0].reports:,}: {growth:.2f}, aim "
        f"{MOST_GROWTH} {'ok' if growth <= MOST_GROWTH else 'over'}; memory {memory / 1e6:.0f} MB, "
        f"aim {MOST_MEMORY / 1e6:.0f} {'ok' if memory <= MOST_MEMORY else 'over'}"
    )
