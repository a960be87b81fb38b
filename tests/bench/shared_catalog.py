"""What a catalog on a server costs: `python -m tests.bench.shared_catalog [COUNT]`.

Adds the same invented reports to SQLite, to PostgreSQL by one writer, and by two writers at once
that have half each; then writes what was read before, which is all that writers wait for each
other for. The server is the tests' own, on this machine, and waits for its disk as SQLite does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from indexer.catalog.write import batch, writable
from indexer.divisions import load_divisions
from indexer.home import VARIABLE, Home
from indexer.model import Given, Report
from indexer.reading.report import report_of
from tests.bench.generate import generate
from tests.postgres import served

_ROOT = Path(__file__).parents[2]
_COUNT = 500
_MAIN = "from indexer.cli import main; main()"


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _add(url: str, homes: Sequence[Path], folders: Sequence[Path]) -> float:
    """Each home adds its folder, all at once, in processes of their own."""

    def run() -> None:
        running = [
            subprocess.Popen(
                [sys.executable, "-c", _MAIN, "add", str(folder), "--home", str(home)],
                cwd=_ROOT,
                env={**os.environ, VARIABLE: url},
            )
            for home, folder in zip(homes, folders, strict=True)
        ]
        assert [one.wait() for one in running] == [0] * len(running)

    return _seconds(run)


def _halves(folder: Path) -> list[Path]:
    """The same files in two folders."""
    halves = [folder.with_name(f"half{n}") for n in range(2)]
    for half in halves:
        half.mkdir()
        for name in ("sources.toml", "divisions.csv"):
            copy(folder / name, half)
    for n, file in enumerate(sorted(folder.glob("*/*.*"))):
        copy(file, halves[n % 2])
    return halves


def _read(folder: Path) -> list[Report]:
    divisions = load_divisions((folder / "divisions.csv",))
    read = [
        report_of(str(file), file.read_bytes(), Given(), divisions)
        for file in sorted(folder.glob("*/*.*"))
    ]
    return [one for one in read if isinstance(one, Report)]


def _write(home: Home, reports: Sequence[Report]) -> None:
    engine = writable(home)
    for start in range(0, len(reports), 100):
        with batch(engine) as writing:
            for one in reports[start : start + 100]:
                writing.put(one, {}, "rules")
    engine.dispose()


def main() -> None:
    """The command."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    with TemporaryDirectory() as made, served(durable=True) as server:
        place = Path(made)
        folder = place / "reports"
        generate(folder, count)
        halves, reports = _halves(folder), _read(folder)
        homes = iter(place / f"home{n}" for n in range(9))

        rows = {
            "sqlite": _add("", [next(homes)], [folder]),
            "postgresql": _add(server.new(), [next(homes)], [folder]),
            "postgresql, two writers": _add(server.new(), [next(homes), next(homes)], halves),
            "sqlite, writing alone": _seconds(lambda: _write(Home(next(homes)), reports)),
            "postgresql, writing alone": _seconds(
                lambda: _write(Home(next(homes), server.new()), reports)
            ),
        }
    for name, seconds in rows.items():
        print(f"{name:<28}{seconds:8.1f} s{count / seconds:8.1f} reports/s")


if __name__ == "__main__":
    main()
