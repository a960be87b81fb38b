"""`indexer correct` as a curator runs it, in processes of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from indexer.cli import app
from indexer.terminal import run
from tests.search_api.running import Place
from tests.test_indexer_cli import ROOT, Desk, Ran

REPORT = (ROOT / "corpus" / "zhefeng-town-2020.txt").read_text("utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A report whose prose says that nothing was received, against one in its table."""
    made = Desk(tmp_path)
    made.reports.mkdir()
    (made.reports / "a.txt").write_text(REPORT, "utf-8")
    assert here(made, "add", "reports").code == 0
    return made


def here(desk: Desk, *words: str) -> Ran:
    """Run `indexer` with these words in this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(desk.folder)
        patch.delenv("GONGKAI_HOME", raising=False)
        patch.setenv("XDG_STATE_HOME", str(desk.folder / "state"))
        try:
            run(app, list(words))
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def test_a_correction_from_the_first_to_the_last(desk: Desk) -> None:
    """Told, shown wherever the figure is, listed, undone."""
    words = ("correct", "figure", "柘枫镇2020", "新收申请", "0", "--why", "核对原件")
    done = here(desk, *words, "--by", "李四")
    assert (done.code, done.err) == (0, "")
    assert "人工更正  t3.new_received.total 1 → 0" in done.out
    assert "核查 − prose_vs_table" in done.out

    place = Place(desk.folder)
    shown = place.search("show", "柘枫镇", "2020").out
    assert "#1 t3.new_received.total 1 → 0" in shown
    assert "更正后不再成立" in shown
    figures = place.search("figures", "柘枫镇", "2020", "新收申请").out
    assert "0 件〔人工更正" in figures
    assert "原文“1”" in figures
    data = place.search("figures", "柘枫镇", "2020", "新收申请", "--json").out
    assert '"status": "corrected"' in data
    assert '"by": "李四"' in data
    sheet = place.search("figures", "柘枫镇", "2020", "新收申请", "--csv", "--excel").out
    assert ",0,人工更正,件,1," in sheet

    (listed,) = here(desk, "correct", "list", "--json").json()
    assert (listed["id"], listed["kind"], listed["state"]) == (1, "figure", "applied")
    assert (listed["was"], listed["value"], listed["by"]) == ("1", "0", "李四")
    assert (listed["why"], listed["when"][-6:]) == ("核对原件", "+00:00")
    assert "核查 + prose_vs_table" in here(desk, "correct", "undo", "1").out
    assert "已撤销" in here(desk, "correct", "list", "柘枫镇2020").out


def test_mistakes_end_in_a_message(desk: Desk) -> None:
    """2 for wrong usage, with the nearest names; 3 where there is no home; never a traceback."""
    why = ("--why", "试")
    for words, code, hint in (
        (("figure", "柘枫镇2020", "新收申请", "0"), 2, "--why"),
        (("figure", "柘枫乡2020", "新收申请", "0", *why), 2, "相近的："),
        (("figure", "柘枫镇2020", "新收申情", "0", *why), 2, "新收申请"),
        (("figure", "柘枫镇2020", "新收申请", "零", *why), 2, "空白"),
        (("aspect", "柘枫镇2020#p1", "难题", *why), 2, "problem 问题"),
        (("identity", "柘枫镇2020", "yeer=2020", *why), 2, "year 年份"),
        (("dismiss", "柘枫镇2020", "late", *why), 2, "prose_vs_table"),
        (("undo", "7"), 2, "list"),
        (("list", "无此镇2020"), 2, "→"),
        (("list", "--home", "absent"), 3, "indexer add"),
        (("undo", "1", "--home", "absent"), 3, "indexer add"),
    ):
        ran = here(desk, "correct", *words)

        assert ran.code == code, words
        assert hint in ran.err, (words, ran.err)
        assert "Traceback" not in ran.err + ran.out
    assert not (desk.folder / "absent").exists()


_TOLD = """
import sys
from indexer.catalog import read
from indexer.cli import main
from indexer.stores import sync
def killed(*_):
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
sync.open_store = killed
sys.argv = ["indexer", *sys.argv[1:]]
main()
"""


def test_a_killed_process_loses_no_correction(desk: Desk) -> None:
    """Killed between the catalog and the index, it is there, and the next writer indexes it."""
    words = ("correct", "aspect", "柘枫镇2020#p3", "问题", "--why", "试")
    ended = subprocess.run(
        [sys.executable, "-c", _TOLD, *words],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(desk.folder / "state")},
        check=False,
    )
    assert ended.returncode < 0
    (listed,) = here(desk, "correct", "list", "--json").json()
    assert listed["state"] == "applied"
    here(desk, "add", "reports")

    assert "p3" in Place(desk.folder).search("aspect:问题 规范性文件").out
