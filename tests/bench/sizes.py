"""What each way of searching costs beside time: building, disk, memory."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.serving import Memory

HEAD = (
    f"{'':<34} {'build s':>8}  {'÷ cutting':>9}  {'disk MB':>8}  {'opened MB':>9}  {'after MB':>8}"
)
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """Seconds of building and of cutting the same texts into words; bytes on disk; memory."""

    name: str
    build: float
    cutting: float
    disk: int
    memory: Memory

    def line(self) -> str:
        """One row of the table."""
        opened, after = (
            f"{'–':>8}" if told is None else f"{told / _MB:8.1f}"
            for told in (self.memory.opened, self.memory.after)
        )
        return (
            f"{self.name:<34} {self.build:8.1f}  {self.build / self.cutting:9.2f}  "
            f"{self.disk / _MB:8.1f}  {opened:>9}  {after}"
        )
