"""An empty home, in every database."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.home import Home
from tests.homes import NewHome


@pytest.fixture
def home(tmp_path: Path, new_home: NewHome) -> Home:
    """An empty place for a home."""
    return new_home(tmp_path / "home")
