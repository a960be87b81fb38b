"""`pytest` runs what is quick; `pytest --all` also what installs or kills a process many times.

`--trees 20000` asks every engine so many random queries, rather than 600; `--kills 200` kills an
ingest so many times, rather than 20.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.homes import new_home, server
from tests.small import folder, home

__all__ = ["folder", "home", "new_home", "server"]

# The same examples on every run, and none failed for being slow on a busy machine;
# `--hypothesis-profile=explore` draws new ones.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A sealing key of the tests' own: none is made or used in the user's folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag that runs everything, and how much is drawn at random."""
    parser.addoption("--all", action="store_true", help="run the slow tests as well")
    parser.addoption(
        "--trees", type=int, default=600, help="random queries that each engine is asked"
    )
    parser.addoption("--kills", type=int, default=20, help="times that an ingest is killed")


def pytest_configure(config: pytest.Config) -> None:
    """The mark of what only `--all` runs."""
    config.addinivalue_line("markers", "slow: run with --all only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the slow tests out, and say so, unless everything is asked for."""
    if config.getoption("--all"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if not item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
