"""An empty home."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty place for a home."""
    return Home(tmp_path / "home")
