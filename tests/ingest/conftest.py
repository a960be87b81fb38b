"""A place for a home, and a sealing key of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.home import Home


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A sealing key of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty place for a home."""
    return Home(tmp_path / "home")
