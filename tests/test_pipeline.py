"""What becomes of files: each ends in an Outcome, the good ones are kept, the others told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.errors import WrongUsage
from indexer.home import Home
from indexer.ingest.telling import Progress, Summary
from indexer.outcome import OutcomeStatus
from indexer.pipeline import add, remove
from tests.small import REPORT, searched

CORPUS = Path(__file__).parents[1] / "corpus"


def state(home: Home) -> tuple[int, bytes]:
    """The generation and the manifest."""
    with open_catalog(home) as catalog:
        return catalog.generation(), (home.index / "manifest.json").read_bytes()


def failure_codes(summary: Summary) -> dict[str, str]:
    """The reason for each file that gave no report, by its name."""
    return {Path(outcome.path).name: outcome.code for outcome in summary.failures}


def test_adding_twice_changes_nothing(home: Home) -> None:
    """Neither the catalog nor the index."""
    first = add(home, [CORPUS])
    before = state(home)
    second = add(home, [CORPUS])

    assert first.counts == {OutcomeStatus.ADDED: 29}
    assert second.counts == {OutcomeStatus.UNCHANGED: 29}
    assert state(home) == before


@pytest.mark.slow
def test_a_changed_file_replaces_its_report(home: Home, folder: Path) -> None:
    """And only that."""
    add(home, [folder])
    (folder / "gongchuan.txt").write_text(REPORT.format(count=25), "utf-8")
    summary = add(home, [folder])

    assert summary.counts == {OutcomeStatus.REPLACED: 1}
    assert len(searched(home)) == 1


BAD_FILES = {
    "empty.txt": (b"", "empty"),
    "noise.txt": (bytes(range(256)) * 40, "binary"),
    "letter.txt": ("各村民小组：请于周五下午到镇政府开会。".encode(), "not_a_report"),
    "cut.pdf": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "damaged"),
    "broken.docx": (b"PK\x03\x04 and then nothing of a zip", "damaged"),
    "nobody.txt": (
        "2021年政府信息公开工作年度报告\n\n一、总体情况\n\n主动公开政府信息3条。".encode(),
        "no_agency",
    ),
    "sometime.txt": (
        "永安市贡川镇人民政府政府信息公开工作年度报告\n\n一、总体情况\n\n主动公开3条。".encode(),
        "no_year",
    ),
}


def test_bad_files_are_told_and_the_others_go_on(home: Home, folder: Path) -> None:
    """Each with its reason and the next step."""
    for name, (data, _) in BAD_FILES.items():
        (folder / name).write_bytes(data)
    summary = add(home, [folder])

    assert failure_codes(summary) == {name: code for name, (_, code) in BAD_FILES.items()}
    assert all(outcome.message and outcome.next_step for outcome in summary.failures)
    assert len(searched(home)) == 1
    before = state(home)
    again = add(home, [folder])
    assert again.failures == summary.failures
    assert state(home) == before


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_encoding_does_not_matter(home: Home, tmp_path: Path, encoding: str) -> None:
    """The same report is read from each."""
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.format(count=24).encode(encoding))
    summary = add(home, [path])

    assert summary.counts == {OutcomeStatus.ADDED: 1}
    assert [(row.agency, row.year) for row in searched(home)] == [("永安市贡川镇人民政府", 2021)]


def test_metadata_outranks_the_text(home: Home, tmp_path: Path) -> None:
    """Agency and year from the table make a report of a text that names neither."""
    (tmp_path / "x.txt").write_bytes(BAD_FILES["nobody.txt"][0])
    meta = tmp_path / "meta.csv"
    meta.write_text(
        "path,agency,year,region,url,published\n"
        "x.txt,贡川镇人民政府,2019,350481,https://a.example/1,2020-01-30\n",
        "utf-8-sig",
    )
    add(home, [tmp_path / "x.txt"], meta=meta)
    (row,) = searched(home)

    assert (row.agency, row.year, row.url) == ("永安市贡川镇人民政府", 2019, "https://a.example/1")
    assert (row.published, row.published_from) == ("2020-01-30", "given")
    assert "given" in {ground.source for ground in row.evidence}


def test_reports_may_stand_in_the_metadata(home: Home, tmp_path: Path) -> None:
    """A table with a text column is a collection by itself."""
    meta = tmp_path / "all.jsonl"
    rows = [{"text": REPORT.format(count=1), "year": 2021}, {"text": "没有内容", "year": 2021}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    meta.write_text("\n".join(lines), "utf-8")
    summary = add(home, [], meta=meta)

    assert [row.path for row in searched(home)] == [f"{meta}#1"]
    assert failure_codes(summary) == {"all.jsonl#2": "not_a_report"}


def test_the_metadata_may_lie_among_the_files(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no report that failed; and a relative path to it names the same sources."""
    rows = [{"path": "gongchuan.txt", "url": "https://a.example/1"}]
    rows.append({"text": REPORT.format(count=1).replace("2021", "2020")})
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "list.jsonl").write_text("\n".join(lines), "utf-8")
    summary = add(home, [folder], meta=folder / "list.jsonl")
    monkeypatch.chdir(folder)
    again = add(home, [folder], meta=Path("list.jsonl"))

    assert (summary.counts, summary.failures) == ({OutcomeStatus.ADDED: 2}, ())
    assert again.counts == {OutcomeStatus.UNCHANGED: 2}


def test_a_folder_that_cannot_be_listed_is_told(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other files go on."""
    (folder / "locked").mkdir()
    listed = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    summary = add(home, [folder])

    assert failure_codes(summary) == {"locked": "unreadable_file"}
    assert len(searched(home)) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("meta.csv", "file,year\nx,2020\n"),
        ("meta.csv", "path,year\nx.txt,soon\n"),
        ("meta.csv", "path,year\nx.txt,99999\n"),
        ("meta.jsonl", '{"path": "x.txt", "year": 3000000000}\n'),
        ("meta.csv", "path,published\nx.txt,someday\n"),
        ("meta.csv", "path,scope\nx.txt,everything\n"),
        ("meta.jsonl", "{not json}\n"),
        ("meta.jsonl", "[1]\n"),
        ("meta.txt", "path\n"),
    ],
)
def test_a_metadata_file_that_means_nothing_is_told(
    home: Home, folder: Path, tmp_path: Path, name: str, content: str
) -> None:
    """Before anything is read."""
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(WrongUsage):
        add(home, [folder], meta=tmp_path / name)

    assert not home.exists()


def test_a_folder_without_files_and_a_path_that_is_none(home: Home, tmp_path: Path) -> None:
    """Both are told; no home is made."""
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "absent"):
        with pytest.raises(WrongUsage):
            add(home, [path])

    assert not home.exists()


@pytest.mark.slow
def test_the_first_real_report_takes_the_specimens_out(home: Home, folder: Path) -> None:
    """Invented reports enter nobody's counts."""
    add(home, [CORPUS])
    summary = add(home, [folder])

    assert summary.cleared_specimens
    assert [row.specimen for row in searched(home)] == [False]


@pytest.mark.slow
def test_specimens_stay_where_nothing_real_came(home: Home, tmp_path: Path) -> None:
    """A file that gives no report clears nothing."""
    add(home, [CORPUS])
    (tmp_path / "letter.txt").write_bytes(BAD_FILES["letter.txt"][0])
    add(home, [tmp_path / "letter.txt"])

    assert len(searched(home)) == 29


@pytest.mark.slow
def test_specimens_may_be_kept(home: Home, folder: Path) -> None:
    """When asked for; and they do not come in among real reports unasked."""
    add(home, [CORPUS])
    add(home, [folder], keep_specimens=True)
    assert len(searched(home)) == 30
    other = Home(home.path.parent / "other")
    add(other, [folder])
    summary = add(other, [CORPUS / "qingzhi-town-2019.txt"])
    assert list(failure_codes(summary).values()) == ["specimen"]
    assert len(searched(other)) == 1
    add(other, [CORPUS / "qingzhi-town-2019.txt"], keep_specimens=True)
    assert len(searched(other)) == 2


def test_removing_a_folder_forgets_its_files(home: Home, folder: Path) -> None:
    """By the paths they were added under."""
    add(home, [folder])
    assert remove(home, [folder]) == [str(folder / "gongchuan.txt")]
    assert searched(home) == []
    assert remove(home, [folder]) == []


def test_progress_is_told_file_by_file(home: Home, folder: Path) -> None:
    """Up to the total."""
    (folder / "letter.txt").write_bytes(BAD_FILES["letter.txt"][0])
    told: list[Progress] = []
    add(home, [folder], tell=told.append)

    assert [(progress.done, progress.total) for progress in told] == [(1, 2), (2, 2)]
