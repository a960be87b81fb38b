"""`search show`, `figures`, `agency` and `cite` on the specimens, as a user runs them."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from indexer.labels import SPECIMEN_MARK
from indexer.metadata import metadata_of
from indexer.model import Report
from indexer.pipeline import report_of_file
from indexer.shapes import report_json
from indexer.sheets import BOM
from tests.search_api.running import ROOT, Place, specimens

TOWN = ROOT / "corpus" / "qingzhi-town-2022.txt"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def parsed() -> Mapping[str, Any]:
    """The town's report, read without a catalog."""
    metadata = metadata_of([TOWN], None)
    report = report_of_file(TOWN, metadata)
    assert isinstance(report, Report)
    data: Mapping[str, Any] = json.loads(json.dumps(report_json(report)))
    return data


def test_show_gives_the_json_of_parse(place: Place, parsed: Mapping[str, Any]) -> None:
    """The catalog keeps everything: the same keys, the same values."""
    shown = json.loads(place.search("show", "青芷镇", "2022", "--json").out)

    assert shown.pop("unassessed") == []
    assert list(shown) == list(parsed)
    assert shown.pop("figures") == parsed["figures"]
    for finding in shown["findings"]:
        del finding["attached"]
    assert shown == {key: value for key, value in parsed.items() if key != "figures"}


def test_show_prints_the_whole_report(place: Place, parsed: Mapping[str, Any]) -> None:
    """Identity with grounds, every passage, the three tables, the source."""
    out = place.search("show", "青芷镇", "2022").out

    said = "".join(out.split())
    assert SPECIMEN_MARK in out
    assert all("".join(p["text"].split()) in said for p in parsed["passages"])
    assert all(section["title"] in out for section in parsed["sections"])
    assert all(f"表{n} " in out for n in "二三四")
    assert all(word in out for word in (parsed["id"], "统计期限", "2021年表式", str(TOWN)))


def test_show_takes_ids(place: Place, parsed: Mapping[str, Any]) -> None:
    """A passage's id opens its report and marks the passage."""
    out = place.search("show", f"{parsed['id']}#p3").out

    assert "▸ p3" in out
    assert out.count("▸") == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "没有这个镇", "2020"), 1),
        (("show", "青芷镇"), 2),
        (("agency", "没有这个镇"), 1),
        (("cite", "990101100-e2e86bfa-own-2022#p999"), 1),
        (("show", "990101100-e2e86bfa-own-2022#p999"), 1),
        (("figures", "青芷镇", "2022", "公开"), 2),
        (("figures", "青芷镇", "2022", "t3.nonsense"), 2),
        (("figures", "新收申请"), 2),
    ],
)
def test_what_cannot_be_shown_is_told(place: Place, words: tuple[str, ...], code: int) -> None:
    """Nothing is 1, wrong usage is 2; with the next step and nothing on stdout."""
    ran = place.search(*words)

    assert (ran.code, ran.out) == (code, "")
    assert "→" in ran.err


@pytest.mark.parametrize("command", ["show", "figures", "agency", "cite"])
def test_a_command_without_words_says_what_is_missing(place: Place, command: str) -> None:
    """In Chinese, with where its usage is told."""
    ran = place.search(command)

    assert (ran.code, ran.out) == (2, "")
    assert f"search {command} --help" in ran.err
    assert "后面要写明" in ran.err


def test_reports_to_choose_from_are_marked_as_invented(place: Place) -> None:
    """Each line of the list."""
    ran = place.search("show", "青芷镇")

    assert ran.err.count(SPECIMEN_MARK) == ran.err.count("-own-") == 4


def test_figures_by_key_prefix_and_name(place: Place, parsed: Mapping[str, Any]) -> None:
    """Words that name figures are told apart from those that name the report."""
    words = ("figures", "新收.自然人", "青芷镇", "t4.review", "2022")
    found = json.loads(place.search(*words, "--key", "办结", "--json").out)["figures"]

    keys = {"t3.new_received.natural_person", "t3.result.total.total"}
    keys |= {key for key in parsed["figures"] if key.startswith("t4.review.")}
    assert set(found) == keys
    for key, figure in found.items():
        assert {k: figure[k] for k in parsed["figures"][key]} == parsed["figures"][key]


@pytest.mark.parametrize(
    ("name", "told"),
    [("新收申情", "新收申请"), ("t3.result.denid", "t3.result.denied"), ("采购", "表式不含此项")],
)
def test_figures_that_are_not_there(place: Place, name: str, told: str) -> None:
    """A slip in a name, and a name that this form does not have, are told apart."""
    ran = place.search("figures", "青芷镇", "2022", name)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_figures_tell_where_they_were_read(place: Place) -> None:
    """Table, row, column, and the characters in what surrounds them."""
    out = place.search("figures", "青芷镇", "2022", "新收申请.自然人", "--where").out

    assert "7 件" in out
    assert "【7】" in out


def test_a_figure_without_a_value_says_why(place: Place) -> None:
    """In words; never as 0."""
    words = ("figures", "鹭渚镇", "2021", "国家秘密")
    row = json.loads(place.search(*words, "--jsonl").out)

    assert row["value"] is None
    assert "位置不明" in place.search(*words).out


def test_figures_as_csv(place: Place, parsed: Mapping[str, Any]) -> None:
    """Every figure a row; marked as invented; opens in a spreadsheet."""
    ran = place.search("figures", "青芷镇", "2022", "--csv", "--excel")
    rows = list(csv.DictReader(ran.out.removeprefix(BOM).splitlines()))

    assert ran.out.startswith(BOM)
    assert {row["数据项"] for row in rows} == set(parsed["figures"])
    assert {row["样例"] for row in rows} == {SPECIMEN_MARK}


def test_an_agency_over_the_years(place: Place) -> None:
    """Years, forms, publication, ids."""
    out = place.search("agency", "青芷镇").out
    (agency,) = json.loads(place.search("agency", "青芷镇", "--json").out)["agencies"]

    assert [year["year"] for year in agency["years"]] == [2019, 2020, 2021, 2022]
    assert agency["gaps"] == []
    assert all(year["report"] in out for year in agency["years"])
    assert "2019年表式（试行）" in out


def test_several_agencies_are_listed(place: Place) -> None:
    """One a line, with the years there are."""
    lines = place.search("agency", "镇").out.splitlines()

    assert len(lines) > 3
    assert all(SPECIMEN_MARK in line for line in lines)


def test_citations(place: Place, parsed: Mapping[str, Any]) -> None:
    """Both manners, with the permanent id and the mark of a specimen."""
    name = f"{parsed['id']}#p4"
    cited = json.loads(place.search("cite", name, "--json").out)
    out = place.search("cite", name).out

    assert cited["id"] == name
    assert cited["gbt7714"] in out
    assert cited["bibtex"] in out
    assert out.count(SPECIMEN_MARK) == 2


def test_colours_are_for_terminals(place: Place) -> None:
    """Forced, they are there; with NO_COLOR or --no-color they are not."""
    forced = Place(place.folder, {"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    without = Place(place.folder, {**forced.variables, "NO_COLOR": "1"})

    assert "\x1b[" in forced.search("保密审查").out
    assert "\x1b[" not in without.search("保密审查").out
    assert "\x1b[" not in forced.search("保密审查", "--no-color").out


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A home below a file is wrong usage; nothing is made."""
    (tmp_path / "file").write_text("", "utf-8")
    ran = Place(tmp_path).search("保密", "--home", "file")

    assert ran.code == 2
    assert "不是文件夹" in ran.err
