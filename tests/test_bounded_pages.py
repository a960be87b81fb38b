"""What is read page by page has its bounds for each page, and so many pages at most.

The bounds are lower here than they are, so that none is waited for long.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.document import Refusal
from indexer.model import Given
from indexer.reading.bounds import BOUNDS, Bounds
from indexer.reading.readers import Readers
from tests.hostile_reading import PROGRAM
from tests.waiting import until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="what Linux bounds"),
]

PAGES = 4
LOW = replace(BOUNDS["file"], pages=PAGES)


def told(bounds: Bounds, *pages: str) -> Refusal:
    """What a child that does so, page by page, comes to."""
    data = " ".join(["hostile pages", *pages]).encode()
    with Readers((), 1, {"file": bounds, "scan": bounds}) as readers:
        refusal = readers.read("/hostile.txt", data, Given())
    assert isinstance(refusal, Refusal)
    return refusal


@pytest.fixture(autouse=True)
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that do what the files say."""
    monkeypatch.setattr("indexer.reading.children.PROGRAM", PROGRAM)


def test_each_page_has_all_the_processor_time() -> None:
    """All of them take more than one may, which is less than three seconds here."""
    assert told(replace(LOW, cpu=2), *["burns 0.9"] * PAGES).message == "pages"


def test_each_page_has_its_time_on_the_clock() -> None:
    """They take more than a file may; a busy machine may need to be asked again."""
    bounds = replace(LOW, wall=1, a_page=1)
    until(lambda: told(bounds, *["waits 0.4"] * PAGES).message == "pages")


@pytest.mark.parametrize(
    ("act", "bounds", "code", "said"),
    [
        ("cpu x", replace(LOW, cpu=1), "too_slow", "处理器用了 1 秒还没有读完一页"),
        ("wall x", replace(LOW, wall=2, a_page=0.5), "timed_out", "等了 2 秒（每页再加 0.5 秒）"),
    ],
)
def test_a_page_without_end_is_ended(act: str, bounds: Bounds, code: str, said: str) -> None:
    """And it is told that the bound was that of a page."""
    refusal = told(bounds, "waits 0", act)

    assert refusal.code == code
    assert refusal.message.startswith(said)


@pytest.mark.parametrize("most", [0, PAGES])
def test_pages_without_end_are_ended(most: int) -> None:
    """Where there may be none, the first is too many."""
    refusal = told(replace(LOW, pages=most), *["waits 0"] * most, "waits 0", "wall x")

    assert refusal.code == "garbled"


def test_a_scan_is_bound_by_the_page() -> None:
    """As is told of it: twenty pages, and twenty seconds for each."""
    scan = BOUNDS["scan"]

    assert (scan.pages, scan.cpu, scan.a_page, scan.memory >> 20) == (20, 20, 20, 3072)
    assert BOUNDS["file"].pages == 0
