"""`--report`: a row for each file, safe in a spreadsheet, there as soon as it is written."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from indexer.errors import WrongUsage
from indexer.ingest.outcomes_file import HEADS, outcomes_file
from indexer.ingest.progress_view import Lines
from indexer.ingest.telling import Progress
from indexer.outcome import Outcome, OutcomeStatus

BAD = Outcome(
    "/a,b\n.txt",
    OutcomeStatus.UNREADABLE,
    None,
    "damaged",
    "=HYPERLINK(1)",
    "＠x",
    seconds=1.23456,
    format="docx",
)


def test_a_row_is_there_when_it_was_written(tmp_path: Path) -> None:
    """Whatever ends the process then."""
    path = tmp_path / "outcomes.csv"
    with outcomes_file(path, excel=True) as write:
        for _ in range(2):
            write(BAD)
            head, *rows = csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True))
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")

    assert head == list(HEADS)
    assert rows == 2 * [
        [
            "/a,b\n.txt",
            "unreadable",
            "无法读取",
            "",
            "damaged",
            "'=HYPERLINK(1)",
            "'＠x",
            "1.235",
            "docx",
        ]
    ]


def test_a_name_that_is_no_text_is_written(tmp_path: Path) -> None:
    """File names are bytes."""
    path = tmp_path / "outcomes.csv"
    with outcomes_file(path, excel=False) as write:
        write(Outcome("/\udcff.txt", OutcomeStatus.ADDED, "id"))

    assert "\\udcff.txt,added,新增,id" in path.read_text("utf-8")


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Before anything is read."""
    with (
        pytest.raises(WrongUsage, match="cannot be written"),
        outcomes_file(tmp_path / "no" / "folder.csv", excel=False),
    ):
        pass


def test_nothing_else_is_overwritten(tmp_path: Path) -> None:
    """An original, and what only begins as a sheet does."""
    path = tmp_path / "x.txt"
    for held in ("一、总体情况", "path,outcome,", "path,outcome,mine\n1,2,3\n"):
        path.write_text(held, "utf-8")
        with pytest.raises(WrongUsage, match="holds"), outcomes_file(path, excel=False):
            pass
        assert path.read_text("utf-8") == held


def test_the_sheet_of_before_stands_until_there_is_something_to_tell(tmp_path: Path) -> None:
    """Then nothing of it is left; an empty file is as good as none."""
    path = tmp_path / "outcomes.csv"
    path.touch()
    for excel in (True, False):
        with outcomes_file(path, excel=excel) as write:
            write(BAD)
            write(BAD)
        held = path.read_bytes()
        with pytest.raises(KeyError), outcomes_file(path, excel=excel):
            raise KeyError
        assert path.read_bytes() == held
        assert len(list(csv.reader(path.read_text("utf-8").splitlines(keepends=True)))) == 3
    with outcomes_file(path, excel=False):
        pass
    assert path.read_text("utf-8").splitlines() == [",".join(HEADS)]


def test_lines_come_from_time_to_time() -> None:
    """With the rate, the time left and the failures."""
    told: list[str] = []
    now = 100.0
    lines = Lines(told.append, 10.0, lambda: now)
    for second in range(1, 26):
        now = 100.0 + second
        lines(Progress(second * 4, 1_000, "x", kept=second, failed=3))

    assert len(told) == 2
    assert told[1].startswith("已读 80/1000，已入库 20，4.0/s，约剩 4 分钟，未成 3")
