"""The sealing key, when many programs look for it for the first time at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from indexer.stores import manifest as manifests
from indexer.stores.live import new_build

AT_ONCE, ROUNDS = 8, 30


def test_all_that_begin_at_once_seal_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each can read what any of them sealed, and nothing is left of the keys that came too late."""
    for number in range(ROUNDS):
        state = tmp_path / f"state {number}"
        monkeypatch.setenv("XDG_STATE_HOME", str(state))
        indexes = [tmp_path / f"{number}.{which}" for which in range(AT_ONCE)]
        begin = Barrier(AT_ONCE)

        def seal(index: Path, begin: Barrier = begin) -> None:
            blank = new_build(index, "tantivy", "home")
            begin.wait()
            manifests.write(index, blank)

        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(seal, indexes))
        assert {manifests.read(index).home for index in indexes} == {"home"}
        assert len([path for path in state.rglob("*") if path.is_file()]) == 1
