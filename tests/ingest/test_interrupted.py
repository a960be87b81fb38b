"""Ctrl-C ends `indexer add` with what it has, told plainly."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.ingest.interrupting import interruptible
from tests.bench.generate import generate
from tests.ingest.commanded import begun, command, told

# The signal comes when the eighth file is read, in the second transaction.
_PRESS = """
import signal
from indexer.ingest.progress_view import Lines
def press(self, progress):
    if progress.done == 8:
        signal.raise_signal(signal.{name})
Lines.__call__ = press
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_what_was_read_is_kept_and_told(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 130, no traceback, and nothing left where children were."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    generate(tmp_path / "reports", 12, ("a",))
    home, report, said = Home(tmp_path / "home"), tmp_path / "outcomes.csv", tmp_path / "said"
    words = command(tmp_path / "reports", home.path, "tantivy", report, _PRESS.format(name=name))
    with begun(words, said) as process:
        code = process.wait()
    text = said.read_text("utf-8")

    assert code == 130, text
    assert "已中断" in text
    assert "新增 8" in text
    assert "Traceback" not in text
    with open_catalog(home) as catalog:
        assert catalog.paths() == [row["path"] for row in told(report)]
        assert catalog.counts()["reports"] == 8
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_first_signal_asks_and_the_second_ends(name: str) -> None:
    """Also where the terminal is gone that is told; afterwards all is as it was."""
    number, said = signal.Signals[name], []

    def say() -> None:
        said.append(name)
        raise OSError

    before = signal.getsignal(number)
    with interruptible(say) as stop:
        assert not stop()
        signal.raise_signal(number)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)

    assert said == [name]
    assert signal.getsignal(number) is before


def test_a_signal_that_is_ignored_stays_so() -> None:
    """As `nohup` has it."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interruptible(lambda: None) as stop:
            signal.raise_signal(signal.SIGHUP)
            assert not stop()
    finally:
        signal.signal(signal.SIGHUP, before)
