"""The judged queries: what each should find among the specimens, by reading and not by running."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "judgments.toml"
GRADES = {"exact": 3, "about": 2, "touches": 1}


@dataclass(frozen=True, slots=True)
class Place:
    """A passage by the file of its report and characters that only it has there."""

    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, the need behind it, and the grade of each passage that is of use."""

    query: str
    need: str
    grades: Mapping[Place, int]


def judged() -> tuple[Judged, ...]:
    """Every judged query, in the order of the file."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["query"]
    return tuple(
        Judged(
            row["text"],
            row["need"],
            {
                Place(*written.split(" ", 1)): grade
                for name, grade in GRADES.items()
                for written in row.get(name, ())
            },
        )
        for row in rows
    )
