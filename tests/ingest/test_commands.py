"""`indexer add` and `indexer sync` as a curator runs them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.test_indexer_cli import Desk
from tests.test_pipeline import REPORT


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One good report, and a letter."""
    made = Desk(tmp_path)
    made.reports.mkdir()
    (made.reports / "gongchuan.txt").write_text(REPORT.format(count=24), "utf-8")
    (made.reports / "letter.txt").write_text("各村民小组：请于周五下午开会。", "utf-8")
    return made


def test_the_outcomes_of_a_day(desk: Desk) -> None:
    """Tried, added with a sheet among the files, and synced after one left."""
    tried = desk.run("add", "reports", "--dry-run", "--jobs", "1")
    assert tried.code == 4
    assert f"新增 {desk.reports / 'gongchuan.txt'}" in tried.err
    assert not (desk.folder / ".gongkai").exists()

    sheet = desk.reports / "outcomes.csv"
    added = desk.run("add", "reports", "--report", str(sheet), "--excel", "--json")
    assert added.code == 4
    assert added.json()["counts"] == {"added": 1, "not_a_report": 1}
    assert [Path(row["path"]).name for row in added.json()["failures"]] == ["letter.txt"]
    rows = {Path(row["path"]).name: row for row in csv.DictReader(_text(sheet).splitlines())}
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "gongchuan.txt": "added",
        "letter.txt": "not_a_report",
    }
    assert rows["gongchuan.txt"]["format"] == "txt"
    assert float(rows["gongchuan.txt"]["seconds"]) > 0
    assert rows["letter.txt"]["next_step"]

    (desk.reports / "gongchuan.txt").unlink()
    synced = desk.run("sync", "reports", "--json")
    assert synced.json()["counts"] == {"not_a_report": 2, "removed": 1}
    assert f"移除 {desk.reports / 'gongchuan.txt'}" in synced.err


def _text(sheet: Path) -> str:
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbf")
    return sheet.read_text("utf-8-sig")


@pytest.mark.parametrize(
    "words",
    [
        ("add", "reports", "--excel"),
        ("add", "reports", "--jobs", "0"),
        ("add", "reports", "--report", "absent/outcomes.csv"),
        ("add", "reports", "--report", "reports/letter.txt"),
        ("sync",),
        ("sync", "reports/letter.txt"),
    ],
)
def test_what_means_nothing_is_told(desk: Desk, words: tuple[str, ...]) -> None:
    """As wrong usage, and no home is made."""
    ran = desk.run(*words)

    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert not (desk.folder / ".gongkai").exists()
