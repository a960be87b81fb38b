"""The `indexer` command as a curator runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.small import REPORT
from tests.test_pipeline import BAD_FILES

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder in which commands run, with `reports/` beside the home."""

    folder: Path

    @property
    def reports(self) -> Path:
        """Where the files lie."""
        return self.folder / "reports"

    def run(self, *words: str) -> Ran:
        """Run `indexer` with these words."""
        state = {"XDG_STATE_HOME": str(self.folder / "state"), "PYTHONPATH": str(ROOT)}
        ours = {k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")}
        ended = subprocess.run(
            [sys.executable, "-c", "from indexer.cli import main; main()", *words],
            cwd=self.folder,
            env=ours | state,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ran(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One good report."""
    made = Desk(tmp_path)
    made.reports.mkdir()
    (made.reports / "gongchuan.txt").write_text(REPORT.format(count=24), "utf-8")
    return made


def test_a_curators_day(desk: Desk) -> None:
    """Add, look, rebuild, examine, remove."""
    added = desk.run("add", "reports")
    assert (added.code, added.out) == (0, "")
    assert "新增 1" in added.err

    status = desk.run("status", "--json").json()
    assert (status["reports"], status["specimen"]) == (1, False)
    assert status["outcomes"] == {"added": 1}

    assert desk.run("rebuild").code == 0
    examined = {row["what"]: row for row in desk.run("doctor", "--json").json()}
    assert examined["index"]["is"].startswith("whoosh, generation 1")
    assert "bounded" in examined["reading"]["is"]
    assert all(row["do"] == "" for row in examined.values())

    removed = desk.run("remove", "reports")
    assert (removed.code, removed.out) == (0, f"{desk.reports / 'gongchuan.txt'}\n")
    assert desk.run("remove", "reports").code == 1
    assert desk.run("status", "--json").json()["reports"] == 0


@pytest.mark.slow
def test_the_engine_is_an_option(desk: Desk) -> None:
    """Told by status; an engine that does not exist is wrong usage."""
    assert desk.run("add", "reports", "--engine", "tantivy").code == 0
    assert desk.run("status", "--json").json()["engine"] == "tantivy"
    assert "tantivy" in desk.run("status").out
    assert desk.run("rebuild", "--engine", "whoosh").code == 0
    assert desk.run("status", "--json").json()["engine"] == "whoosh"
    wrong = desk.run("rebuild", "--engine", "lucene")
    assert wrong.code == 2
    assert "whoosh、tantivy" in wrong.err


@pytest.mark.slow
def test_files_that_give_no_report_are_listed(desk: Desk) -> None:
    """By name, with the reason and the next step; exit 4; also as JSON."""
    for name, (data, _) in BAD_FILES.items():
        (desk.reports / name).write_bytes(data)
    ran = desk.run("add", "reports")
    assert ran.code == 4
    assert all(name in ran.err for name in BAD_FILES)
    assert ran.err.count("→") == len(BAD_FILES)
    assert "Traceback" not in ran.err

    again = desk.run("add", "reports", "--json")
    assert again.code == 4
    assert {row["code"] for row in again.json()["failures"]} == {c for _, c in BAD_FILES.values()}


def test_parse_keeps_nothing(desk: Desk) -> None:
    """It prints the report, for a person or as JSON, and makes no home."""
    shown = desk.run("parse", "reports/gongchuan.txt")
    assert shown.code == 0
    assert "永安市贡川镇人民政府" in shown.out

    data = desk.run("parse", "reports/gongchuan.txt", "--json").json()
    assert list(data) == [
        "id",
        "title",
        "source",
        "identity",
        "forms",
        "sections",
        "passages",
        "figures",
        "findings",
        "notices",
    ]
    assert data["identity"]["code"] == "350481101"
    assert not (desk.folder / ".gongkai").exists()


def test_parse_says_why_a_file_is_no_report(desk: Desk) -> None:
    """Exit 4, one message, one next step."""
    (desk.reports / "letter.txt").write_bytes(BAD_FILES["letter.txt"][0])
    ran = desk.run("parse", "reports/letter.txt")

    assert (ran.code, ran.out) == (4, "")
    assert "→" in ran.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add",), 2),
        (("add", "absent"), 2),
        (("add", "reports", "--meta", "absent.csv"), 2),
        (("parse", "absent.txt"), 2),
        (("status",), 3),
        (("doctor",), 3),
        (("rebuild",), 3),
        (("remove", "reports"), 3),
        (("status", "--home", "reports/gongchuan.txt"), 2),
        (("nonsense",), 2),
    ],
)
def test_mistakes_end_in_a_message(desk: Desk, words: tuple[str, ...], code: int) -> None:
    """Never in a traceback; 2 for wrong usage, 3 where there is no home."""
    ran = desk.run(*words)

    assert ran.code == code
    assert "Traceback" not in ran.err + ran.out
    assert ran.err or ran.out


@pytest.mark.slow
def test_a_home_that_is_written_to_is_left_alone(desk: Desk) -> None:
    """The second writer is told who holds it."""
    desk.run("add", "reports")
    holder = (
        "import sys, time; from pathlib import Path; from indexer.home import Home, writer_lock\n"
        "with writer_lock(Home(Path('.gongkai'))): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        ran = desk.run("rebuild")
        process.kill()

    assert ran.code == 3
    assert f"pid {process.pid}" in ran.err
    assert desk.run("rebuild").code == 0
