"""How fast files become reports, and in how much memory: `python -m tests.bench.ingest FOLDER`.

Each run is a real `indexer add` of invented reports into an empty home. Memory of the ingest is the
most that its own process held, as it is with every file that it was given; with its children it is
the most that all of them held together. The largest corpus may not take more than 1.25 times the
memory, nor 1.2 times the seconds of processor a report, of the smallest.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from indexer.stores.store import EngineName
from tests.bench.generate import generate

ROOT = Path(__file__).parents[2]
COUNTS = (2_000, 10_000)
LAYOUTS = ("a", "b")  # flattened text
MOST_MEMORY, MOST_SECONDS = 1.25, 1.2
_LOOK = 0.2
_KB = 1024
HEAD = f"{'':<24} {'reports':>8} {'s':>8} {'/s':>7} {'cpu ms':>7} {'MB':>7} {'MB, all':>8}"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a run took: seconds, seconds of processor, bytes of itself and of all its processes."""

    engine: str
    reports: int
    seconds: float
    processor: float
    own: int
    together: int

    def line(self) -> str:
        """One row of the table."""
        return (
            f"{'indexer add, ' + self.engine:<24} {self.reports:>8,} {self.seconds:8.1f} "
            f"{self.reports / self.seconds:7.1f} {1_000 * self.processor / self.reports:7.1f} "
            f"{self.own / 1e6:7.0f} {self.together / 1e6:8.0f}"
        )


def ingested(folder: Path, count: int, engine: str) -> Ingested:
    """Add so many reports with an engine to an empty home."""
    files, home = folder / f"{count}", folder / f"home-{engine}-{count}"
    if not files.exists():
        generate(files, count, LAYOUTS)
    script = "from indexer.cli import main; main()"
    words = ["add", str(files), "--home", str(home), "--engine", engine]
    own = together = 0
    processor: dict[int, float] = {}
    started = time.monotonic()
    with subprocess.Popen([sys.executable, "-c", script, *words], cwd=ROOT) as process:
        while process.poll() is None:
            family = _family(process.pid)
            own = max(own, _bytes(process.pid, "VmHWM"))
            together = max(together, sum(_bytes(one, "VmRSS") for one in family))
            processor |= {one: seconds for one in family if (seconds := _seconds(one))}
            time.sleep(_LOOK)
    took = time.monotonic() - started
    return Ingested(engine, count, took, sum(processor.values()), own, together)


def _family(pid: int) -> list[int]:
    """A process and what it started."""
    try:
        tasks = [Path(task, "children") for task in Path(f"/proc/{pid}/task").iterdir()]
        children = " ".join(task.read_text() for task in tasks)
    except OSError:
        return [pid]
    return [pid, *(one for child in children.split() for one in _family(int(child)))]


def _bytes(pid: int, what: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * _KB for line in lines if line.startswith(what))


def _seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


def main() -> None:
    """The command. Ends with 1 where memory or time grows with the number of files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, action="append", default=None)
    parser.add_argument("--engine", action="append", choices=list(EngineName), default=None)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    print(HEAD, flush=True)
    grown = False
    for engine in given.engine or list(EngineName):
        runs = []
        for count in sorted(given.count or COUNTS):
            runs.append(ingested(given.folder, count, engine))
            print(runs[-1].line(), flush=True)
        first, last = runs[0], runs[-1]
        grown |= last.own > MOST_MEMORY * first.own
        grown |= last.processor / last.reports > MOST_SECONDS * first.processor / first.reports
    sys.exit(int(grown))


if __name__ == "__main__":
    main()
