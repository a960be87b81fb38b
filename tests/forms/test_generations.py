"""A generation of the form is one file of data, and nothing else has to know of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from indexer.forms.generations import generations, label_of_form, only_form

ROOT = Path(__file__).parents[2]
PARSE = "from indexer.cli import main; main()"
HEAD = "<html><body><h1>溟州省霁川市林峪县荻塘镇人民政府{year}年政府信息公开工作年度报告</h1>"
TABLE = """<h2>二、主动公开政府信息情况</h2><table>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>4</td><td>1</td><td>9</td></tr>
<tr><td colspan="4">第二十条第（六）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>
<tr><td>行政处罚</td><td colspan="3">7</td></tr>
<tr><td>行政约谈</td><td colspan="3">3</td></tr>
</table></body></html>"""


@pytest.mark.parametrize(
    ("year", "usable"),
    [
        (2010, ["pre2019"]),
        (2018, ["pre2019"]),
        (2019, ["pre2019", "2019"]),
        (2020, ["2019"]),
        (2021, ["2021"]),
        (2040, ["2021"]),
    ],
)
def test_a_year_has_the_forms_that_the_notices_give_it(year: int, usable: list[str]) -> None:
    """2019 was a year of transition; the form of 2021 is still in use."""
    found = [form.key for form in generations().values() if form.may_be_used(year)]

    assert usable == found
    assert only_form(year) == (usable[0] if len(usable) == 1 else None)


def test_an_unknown_form_is_shown_by_its_key() -> None:
    """A catalog written by a later release may name one."""
    assert label_of_form("2021") == "2021年表式"
    assert label_of_form("2031") == "2031"


def test_a_new_generation_is_a_new_file(tmp_path: Path) -> None:
    """A form of 2027 with one row more is read, named and held against its year by its file."""
    shutil.copytree(ROOT / "indexer", tmp_path / "indexer")
    old = (tmp_path / "indexer/forms/2021.toml").read_text("utf-8")
    coercion = next(line for line in old.splitlines() if '"coercion"' in line)
    talk = coercion.replace('"coercion"', '"talk"').replace("行政强制", "行政约谈")
    new = (
        old.replace('generation = "2021"', 'generation = "2027"')
        .replace("2021年", "2027年")
        .replace("first_year = 2021", "first_year = 2027")
        .replace(coercion, f"{coercion}\n{talk}")
    )
    (tmp_path / "indexer/forms/2027.toml").write_text(new, "utf-8")

    report = _report(tmp_path, HEAD.format(year=2027) + TABLE)
    early = _report(tmp_path, HEAD.format(year=2024) + TABLE)

    assert report["forms"]["t2"] == "2027"
    assert report["figures"]["t2.talk.decisions"]["value"] == 3
    assert not [f for f in report["findings"] if f["check"] == "form_vs_year"]
    (finding,) = (f for f in early["findings"] if f["check"] == "form_vs_year")
    assert "2027年表式" in finding["message"]


def _report(folder: Path, page: str) -> dict[str, Any]:
    (folder / "report.html").write_text(page, "utf-8")
    command = [sys.executable, "-c", PARSE, "parse", "report.html", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report
