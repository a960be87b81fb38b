"""Where the real reports lie that are not in this repository, for tests that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
SEEDS = SHARED / "seeds"

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")

# Seconds of work that only something that grows without bound takes, on any machine: it tells a
# hang, not a slow day. Speed is told by `python -m tests.bench`.
HANGS = 60.0
