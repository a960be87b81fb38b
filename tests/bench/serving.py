"""The memory of a process that serves: `python -m tests.bench.serving FOLDER [PEER]`.

Opens a home (or a peer's folder), answers the literals that come on stdin a line each, and prints
what the process holds in memory after each of the two, in bytes. Mapped files count as far as they
were read.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.bench.peers import MODULES

_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes after opening and after the queries; None where the system does not tell."""

    opened: int | None
    after: int | None


def resident() -> int | None:
    """What this process holds in memory, in bytes, where the system tells."""
    if not _STATUS.exists():
        return None
    lines = _STATUS.read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


def memory_of(literals: Iterable[str], *arguments: str) -> Memory:
    """Of a process of its own that was given these arguments."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.serving", *arguments],
        input="\n".join(literals),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return Memory(*json.loads(ran.stdout))


@contextmanager
def _opened(folder: Path, peer: str = "") -> Iterator[Callable[[str], object]]:
    """What answers a literal; only its own modules are loaded."""
    if peer:
        with import_module(MODULES[peer]).PEER.open(folder) as searching:
            yield searching.top
    else:
        with import_module("search_api.session").open_session(folder) as session:
            yield lambda literal: session.searcher.search(f'"{literal}"')


def main() -> None:
    """Open, tell, answer, tell."""
    literals = sys.stdin.read().split("\n")
    with _opened(Path(sys.argv[1]), *sys.argv[2:]) as search:
        opened = resident()
        for literal in literals:
            search(literal)
        print(json.dumps([opened, resident()]))


if __name__ == "__main__":
    main()
