"""`indexer add` and `indexer sync` as a curator runs them."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from tests.small import REPORT
from tests.test_indexer_cli import Desk


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


def test_rows_of_metadata_without_a_file_are_told(desk: Desk) -> None:
    """Once, with one of them; not where all have theirs, in an archive or by a link."""
    with zipfile.ZipFile(desk.reports / "a.zip", "w") as archive:
        archive.writestr("甲/b.txt", "x")
    (desk.folder / "linked").symlink_to(desk.reports)
    table = desk.folder / "meta.csv"
    rows = ["path,year", "reports/gongchuan.txt,2021", "linked/letter.txt,2021"]
    for more in ("reports/a.zip/甲/b.txt,2021", "reports/gongchaun.txt,2021\n./nowhere.txt,2020"):
        rows.append(more)
        table.write_text("\n".join(rows), "utf-8")
        tried = desk.run("add", "linked", "--dry-run", "--meta", "meta.csv", "--jobs", "1")
        assert tried.code == 4
        assert ("没有对应的文件" in tried.err) == (len(rows) > 4)

    assert f"有 2 行没有对应的文件，如 {desk.folder / 'nowhere.txt'}" in tried.err


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("add", "reports", "--excel"),
        ("add", "reports", "--jobs", "0"),
        ("add", "reports", "--report", "absent/outcomes.csv"),
        ("add", "reports", "--report", "reports/letter.txt"),
        ("add", ""),
        ("remove", ""),
        ("sync", ""),
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
