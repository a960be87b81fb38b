"""Which files a folder stands for: none that a link leads to, each under one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.files import files_of
from indexer.home import Home
from indexer.outcome import OutcomeStatus
from indexer.pipeline import add, remove
from tests.small import REPORT, searched


def test_links_inside_folders_are_not_followed(home: Home, folder: Path, tmp_path: Path) -> None:
    """A folder of reports cannot lead out of itself, and each link is told."""
    outside = tmp_path / "elsewhere" / "outside.txt"
    outside.parent.mkdir()
    outside.write_text(REPORT.format(count=9).replace("2021", "2020"), "utf-8")
    links = {"link.txt": outside, "linked": outside.parent, "loop": Path("loop"), ".h": outside}
    for name, target in links.items():
        (folder / name).symlink_to(target)
    summary = add(home, [folder])

    assert [row.year for row in searched(home)] == [2021]
    assert {Path(one.path).name: one.code for one in summary.failures} == dict.fromkeys(
        ("link.txt", "linked", "loop"), "unreadable_file"
    )
    assert all("符号链接" in one.message for one in summary.failures)
    assert remove(home, [folder / "loop"]) == []


def test_a_folder_has_one_name_however_it_is_written(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So its reports are known once, and are found to be removed."""
    beside = folder.parent / "beside"
    beside.mkdir()
    monkeypatch.chdir(beside)
    again = Path("..", folder.name)
    first, second = add(home, [again]), add(home, [folder])

    assert first.counts == {OutcomeStatus.ADDED: 1}
    assert second.counts == {OutcomeStatus.UNCHANGED: 1}
    assert remove(home, [again]) == [str(file) for file in sorted(folder.iterdir())]


def test_what_comes_after_a_link_is_not_another_folder(folder: Path, tmp_path: Path) -> None:
    """`link/..` is where the link leads to, and above that."""
    target = tmp_path / "deep" / "down"
    target.mkdir(parents=True)
    (target.parent / "x.txt").write_text("x")
    (folder / "x.txt").write_text("y")
    (folder / "link").symlink_to(target)

    assert files_of([folder / "link" / ".." / "x.txt"]) == [target.parent / "x.txt"]
