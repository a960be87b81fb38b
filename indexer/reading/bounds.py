"""How much may the reading of one file take, and how long does a child serve?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.readers.limits import SCAN_PAGES

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """`wall` and `cpu` are seconds for one file; the parent keeps `wall`, the kernel the rest.

    A file that is read page by page has `pages` at most. For each that is begun there are `a_page`
    seconds more on the clock, so that a quick one leaves its own to others while the machine is
    busy, and `cpu` is counted anew.

    `memory` is address space, `written` the size of a file that is written, `answer` that of what
    the child tells, all in bytes. After `files` or `size` bytes read a child is replaced.
    """

    wall: float
    cpu: int
    memory: int
    pages: int = 0
    a_page: float = 0
    written: int = 64 * _MB
    open_files: int = 256
    answer: int = 64 * _MB
    files: int = 500
    size: int = 500 * _MB


BOUNDS: Mapping[str, Bounds] = {
    "file": Bounds(wall=30, cpu=25, memory=1536 * _MB),
    "scan": Bounds(wall=30, cpu=20, memory=3072 * _MB, pages=SCAN_PAGES, a_page=20),
}
NEAR = 0.8
"""The part of a bound from which on a refusal may be the bound's doing."""
