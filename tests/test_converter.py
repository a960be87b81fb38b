"""A file that needs a program is read once the program is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.doctor import examine
from indexer.home import Home
from indexer.outcome import OutcomeStatus
from indexer.pipeline import add
from indexer.readers.soffice import VARIABLE
from tests.readers.helpers import docx, p

REPORT = docx(
    p("永安市贡川镇人民政府2021年政府信息公开工作年度报告")
    + p("本报告中所列数据的统计期限自2021年1月1日起至2021年12月31日止。")
    + p("一、总体情况")
    + p("（一）主动公开情况。公开前一律做保密审查。")
)


def test_what_lacked_a_program_is_read_when_it_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The lack of it is no property of the file, so it is not remembered."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    home, file = Home(tmp_path / "home"), tmp_path / "report.rtf"
    file.write_bytes(rb"{\rtf1\ansi x\par}")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "soffice"))
    before = add(home, [file])
    (tmp_path / "made.docx").write_bytes(REPORT)
    # LibreOffice's arguments end with --outdir OUT and the file.
    script = (
        'while [ "$1" != --outdir ]; do shift; done; '
        f'mkdir -p "$2" && cp {tmp_path / "made.docx"} "$2/in.docx"'
    )
    (tmp_path / "soffice").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "soffice").chmod(0o755)
    after = add(home, [file])

    assert before.counts == {OutcomeStatus.UNSUPPORTED: 1}
    assert before.failures[0].code == "no_libreoffice"
    assert after.counts == {OutcomeStatus.ADDED: 1}


def test_doctor_tells_where_it_is_and_that_it_may_be_absent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing is wrong with a machine that has none, so nothing is to be done."""
    monkeypatch.setenv(VARIABLE, "/bin/sh")
    (there,) = [row for row in examine(Home(tmp_path)) if row[0] == "libreoffice"]
    monkeypatch.setenv(VARIABLE, "/nowhere")
    (absent,) = [row for row in examine(Home(tmp_path)) if row[0] == "libreoffice"]

    assert there == ("libreoffice", "/bin/sh", "")
    assert ("libreoffice-writer-nogui" in absent[1], absent[2]) == (True, "")
