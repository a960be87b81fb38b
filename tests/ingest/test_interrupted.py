"""Ctrl-C ends `indexer add` with what it has, told plainly."""

from __future__ import annotations

from pathlib import Path

from indexer.catalog.read import open_catalog
from indexer.home import Home
from tests.bench.generate import generate
from tests.ingest.commanded import begun, command, told

# The signal comes when the eighth file is read, in the second transaction.
_PRESS = """
import signal
from indexer.ingest.progress_view import Lines
def press(self, progress):
    if progress.done == 8:
        signal.raise_signal(signal.SIGINT)
Lines.__call__ = press
"""


def test_what_was_read_is_kept_and_told(tmp_path: Path) -> None:
    """Exit code 130, and no traceback."""
    generate(tmp_path / "reports", 12, ("a",))
    home, report, said = Home(tmp_path / "home"), tmp_path / "outcomes.csv", tmp_path / "said"
    words = command(tmp_path / "reports", home.path, "tantivy", report, _PRESS)
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
