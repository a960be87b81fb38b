"""Several processes on one home: they see what is added, are replaced, count together, and end."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import httpx
import pytest

from indexer import pipeline
from indexer.home import Home
from tests.shared import HANGS
from tests.waiting import until
from tests.web.commanded import ROOT, Started, started

pytestmark = pytest.mark.slow
WORKERS = 2


def generations(service: Started) -> set[int]:
    """Those that the workers answer from: every connection may come to another."""
    return {
        httpx.get(f"{service.address}/readyz", timeout=HANGS).json()["generation"]
        for _ in range(20)
    }


def workers(service: Started) -> list[int]:
    """The ids of the processes that answer."""
    children = Path(f"/proc/{service.process.pid}/task/{service.process.pid}/children")
    ids = map(int, children.read_text().split())
    return [id for id in ids if b"spawn_main" in _command(id)]


def _command(process: int) -> bytes:
    """What it was started as; nothing where it has ended since it was listed."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def test_what_is_added_is_searched_by_every_worker(tmp_path: Path) -> None:
    """Without a restart, and nothing is refused meanwhile."""
    home = Home(tmp_path / "home")
    one, two = sorted((ROOT / "corpus").glob("jianxi*"))[:2]
    pipeline.add(home, [one])
    with started(tmp_path, f"--home={home.path}", f"--workers={WORKERS}") as service:
        before = generations(service)
        pipeline.add(home, [two])
        until(lambda: generations(service) == {2})

    assert before == {1}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes through /proc")
def test_workers_are_replaced_and_end_with_the_first(tmp_path: Path, specimen_home: Path) -> None:
    """One that is killed is begun anew; when their parent is killed none is left on the port."""
    options = (f"--home={specimen_home}", f"--workers={WORKERS}")
    with started(tmp_path, *options) as service:
        until(lambda: len(workers(service)) == WORKERS)
        first = workers(service)
        os.kill(first[0], signal.SIGKILL)
        until(lambda: len({*workers(service)} - {first[0]}) == WORKERS)
        until(lambda: "gongkai_requests_in_flight 1.0" in service.counts())
        left = workers(service)
        service.end(signal.SIGKILL)
        until(lambda: not any(Path(f"/proc/{id}").exists() for id in left))
        port = int(service.address.rpartition(":")[2])
    with started(tmp_path, *options, port=port) as again:
        assert again.end() == 0
        assert "Traceback" not in again.told()


def test_any_worker_tells_of_all(tmp_path: Path, specimen_home: Path) -> None:
    """As many requests as were made, whoever answered them."""
    with started(tmp_path, f"--home={specimen_home}", f"--workers={WORKERS}") as service:
        for _ in range(30):
            httpx.get(f"{service.address}/nothing", timeout=HANGS)
        until(lambda: "30.0" in _line(service.counts()))  # each is counted after it was answered
        told = {_line(service.counts()) for _ in range(10)}
        assert service.end(signal.SIGINT) == 0

    assert told == {'gongkai_requests_total{method="GET",route="none",status="404"} 30.0'}


def _line(told: str) -> str:
    return next(
        line
        for line in told.splitlines()
        if line.startswith("gongkai_requests_total{") and 'route="none"' in line
    )
