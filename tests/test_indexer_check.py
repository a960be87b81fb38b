"""`indexer check` lists what was found, as a curator runs it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from indexer.cli import app
from indexer.home import Home
from indexer.pipeline import add
from indexer.sheets import BOM
from indexer.terminal import run

CORPUS = Path(__file__).parents[1] / "corpus"
ID = "990102001-22aef063-own-2021"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The specimens."""
    made = Home(tmp_path_factory.mktemp("check"))
    add(made, [CORPUS])
    return made


@pytest.fixture
def check(home: Home, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command: exit code, stdout, stderr."""

    def ran(*words: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(app, ["check", *words, f"--home={home.path}"])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return ran


def test_findings_stand_under_their_reports_with_the_grounds(check: Any) -> None:
    """Labels, quotes, places, the other report, and how many there are."""
    code, out, _ = check("--check", "结转跨年衔接")

    assert code == 0
    assert "待核 结转跨年衔接（无法区分）" in out
    assert "四、结转下年度继续办理 · 总计：“2”〔990102001-22aef063-own-2020，表 2，行 26" in out
    assert out.endswith("\n共 1 条，见于 1 份报告：结转跨年衔接 1\n")


def test_a_terminal_is_not_filled_with_the_grounds_of_one_finding(
    check: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sources may differ in hundreds of cells: how many are left out is told."""
    words = ("--check", "结转跨年衔接")
    grounds = len(json.loads(check(*words, "--json")[1])[0]["evidence"])
    monkeypatch.setattr("indexer.labels._MOST_GROUNDS", 1)
    out = check(*words)[1]

    assert f"另有 {grounds - 1} 处，--json 全部列出" in out
    assert out.count("字符") == 1


@pytest.mark.parametrize(
    "words",
    [
        (ID,),
        (f"{ID}#p3",),
        ("霁桥街道", "2021"),
        ("霁桥街道2021年",),
        ("沄溪区", "霁桥街道", "2021"),
    ],
)
def test_reports_are_named_as_they_are_for_search_show(check: Any, words: tuple[str, ...]) -> None:
    """By id, or by agency and year."""
    code, out, _ = check(*words, "--json")

    assert code == 0
    assert {row["report"] for row in json.loads(out)} == {ID}


def test_an_agency_without_a_year_means_all_its_years(check: Any) -> None:
    """And an id beside it adds another report."""
    other = "990201101-7f3b9168-own-2023"
    everything = json.loads(check("--json")[1])
    meant = [
        row
        for row in everything
        if row["agency"] == "沄溪区霁桥街道办事处" or row["report"] == other
    ]

    assert json.loads(check("霁桥街道", other, "--json")[1]) == meant
    assert {row["year"] for row in meant} == {2021, 2022, 2023}


def test_json_is_one_array_with_the_shape_of_parse(check: Any) -> None:
    """All findings, each with the report it is of; a ground names the report it stands in."""
    _, out, _ = check("--json")
    rows = json.loads(out)
    (carried,) = [row for row in rows if row["check"] == "carry_over"]

    assert len(rows) == len(json.loads(check("--json", "--severity=error")[1])) + len(
        json.loads(check("--json", "--severity=warning", "--severity=提示")[1])
    )
    assert (carried["report"], carried["year"], carried["specimen"]) == (ID, 2021, True)
    assert [ground["report"] for ground in carried["evidence"][:2]] == [f"{ID[:-4]}2020", ID]


@pytest.mark.parametrize("excel", [False, True])
def test_csv_has_a_row_for_each(check: Any, excel: bool) -> None:
    """With --excel a byte order mark and Chinese headings."""
    _, out, _ = check("--csv", *(["--excel"] if excel else []))
    rows = list(csv.reader(out.removeprefix(BOM).splitlines(keepends=True)))

    assert out.startswith(BOM) == excel
    assert rows[0][:3] == (["报告编号", "机关", "年份"] if excel else ["report", "agency", "year"])
    assert len(rows) == 1 + len(json.loads(check("--json")[1]))


def test_nothing_found_is_told(check: Any) -> None:
    """Exit 1; the forms for programs stay well-formed."""
    assert check("--check=items_series")[:2] == (1, "")
    code, out, err = check("--check=items_series", "--json")
    assert (code, json.loads(out)) == (1, [])
    assert "没有核查结果" in err


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("--check=carry",), 2, "carry_over（结转跨年衔接）"),
        (("--severity=grave",), 2, "error"),
        (("--json", "--csv"), 2, "--csv"),
        (("--excel",), 2, "--csv"),
        (("无此镇",), 1, "没有报告叫"),
        (("青芷镇", "1999"), 1, "没有报告叫"),
        (("990101-ffffffff-own-2020",), 1, "没有报告叫"),
        (("\udcff",), 1, "没有报告叫"),
    ],
)
def test_mistakes_end_in_a_message(
    check: Any, words: tuple[str, ...], code: int, hint: str
) -> None:
    """With the nearest name."""
    ended, out, err = check(*words)

    assert (ended, out) == (code, "")
    assert hint in err


def test_what_could_not_be_assessed_is_told_of_named_reports(check: Any) -> None:
    """Under the findings, counted by check, and of the whole home not at all."""
    _, out, _ = check("石枧塘镇", "2020")
    _, everything, _ = check()

    assert "\n  不可核对 申请人合计：" in out
    assert "正文数字空缺" in out
    assert "不可核对" not in everything
