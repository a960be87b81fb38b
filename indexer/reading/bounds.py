"""How much may the reading of one file take, and how long does a child serve?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """`wall` and `cpu` are seconds for one file; the parent keeps `wall`, the kernel the rest.

    `memory` is address space, `written` the size of a file that is written, `answer` that of what
    the child tells, all in bytes. After `files` or `size` bytes read a child is replaced.
    """

    wall: float
    cpu: int
    memory: int
    written: int = 64 * _MB
    open_files: int = 256
    answer: int = 64 * _MB
    files: int = 500
    size: int = 500 * _MB


# A scan has at most 20 pages, and each 20 seconds.
BOUNDS: Mapping[str, Bounds] = {
    "file": Bounds(wall=30, cpu=25, memory=1536 * _MB),
    "scan": Bounds(wall=400, cpu=400, memory=3072 * _MB),
}
NEAR = 0.8
"""The part of a bound from which on a refusal may be the bound's doing."""
