"""What the bounds cost: reading in children as they are, against children that nothing bounds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from indexer.model import Given
from indexer.reading.bounds import BOUNDS, Bounds
from indexer.reading.readers import Readers
from tests.bench.generate import generate
from tests.bench.measure import Ratio, side_by_side

REPORTS = 1_100  # a child is replaced twice
_NO_END = 1 << 40
_FREE = {
    "file": replace(
        BOUNDS["file"],
        wall=1e6,
        cpu=1_000_000,
        memory=_NO_END,
        written=_NO_END,
        files=_NO_END,
        size=_NO_END,
    )
}


def processor_time() -> float:
    """Of this process, and of the children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def read_all(folder: Path, bounds: Mapping[str, Bounds]) -> None:
    """Read a folder of reports, in one child at a time."""
    with Readers((folder / "divisions.csv",), 1, {**BOUNDS, **bounds}) as readers:
        for file in sorted(folder.glob("0*/*")):
            readers.read(str(file), file.read_bytes(), Given())


def bounded(folder: Path) -> Ratio:
    """Reading flattened reports, by the time of the processors."""
    reports = folder / "bounded"
    generate(reports, REPORTS, ("a", "b"))
    mine, theirs = side_by_side(
        lambda: read_all(reports, BOUNDS),
        lambda: read_all(reports, _FREE),
        runs=2,
        clock=processor_time,
    )
    return Ratio(
        f"reading {REPORTS:,} reports, bounded", "children without bounds", mine, theirs, 1.1
    )
