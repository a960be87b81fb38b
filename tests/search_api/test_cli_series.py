"""`search figures` over many reports and `search panel`, on the specimens, as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from indexer.labels import SPECIMEN_MARK
from indexer.report.figure_labels import label_of
from indexer.sheets import BOM
from tests.search_api.running import ROOT, Place, specimens

TRUTH: dict[str, Any] = json.loads((ROOT / "tests/specimen_truth.json").read_text("utf-8"))
NEW = "t3.new_received.total"
GROUND = "t3.result.denied.third_party_rights.total"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


def rows_of(place: Place, *words: str) -> list[dict[str, Any]]:
    """The rows of a series."""
    rows: list[dict[str, Any]] = json.loads(place.search("figures", *words, "--json").out)["rows"]
    return rows


def table_of(text: str) -> list[dict[str, str]]:
    """A CSV read back."""
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def told(scope: str = "own") -> list[dict[str, Any]]:
    """What is known of the specimens of a scope that have the statutory tables."""
    known = TRUTH["reports"].values()
    return [r for r in known if r["scope"] == scope and r["year"] >= 2019]


def test_sums_are_those_that_were_written(place: Place) -> None:
    """By prefecture and year, from the truth of the specimens; cells that are withheld are told."""
    names = {"9901": "霁川市", "9902": "岚浔市"}
    sums: defaultdict[tuple[str, int], list[Decimal]] = defaultdict(list)
    withheld: defaultdict[tuple[str, int], int] = defaultdict(int)
    for report in told():
        group = names[report["code"][:4]], report["year"]
        if GROUND in report["ambiguous"]:
            withheld[group] += 1
        else:
            sums[group].append(Decimal(report["figures"][GROUND]))
    rows = rows_of(place, "--key", "第三方权益", "--year", "2019..2024", "--by", "region")

    found = {(r["group"]["prefecture"]["label"], r["group"]["year"]["value"]): r for r in rows}
    assert set(found) == set(sums) | set(withheld)
    assert sum(withheld.values()) == 2
    for group, row in found.items():
        assert row["value"] == (sum(sums[group]) if sums[group] else None)
        assert (row["summed"], row["ambiguous"]) == (len(sums[group]), withheld[group])
        assert row["specimen"]


def test_the_aggregate_is_asked_for_by_name(place: Place) -> None:
    """In Chinese too; the office's own reports are not in it."""
    expected = {r["year"]: int(r["figures"][NEW]) for r in told("aggregate")}
    rows = rows_of(place, "--key=新收申请", "--scope=本级汇总")

    assert {r["group"]["year"]["value"]: r["value"] for r in rows} == expected


def test_shares_are_of_what_was_denied(place: Place) -> None:
    """Eight grounds a year, which make a hundred."""
    rows = rows_of(place, "--share", "--scope", "aggregate", "--year", "2023")
    report = next(r for r in told("aggregate") if r["year"] == 2023)["figures"]
    grounds = [key for key in report if ".denied." in key and key.endswith(".total")]
    whole = sum(int(report[key]) for key in grounds)

    assert {r["key"]: (r["numerator"], r["denominator"]) for r in rows} == {
        key: (int(report[key]), whole) for key in grounds
    }
    assert sum(r["value"] for r in rows) == pytest.approx(100, abs=1e-4)


def test_text_csv_and_json_say_the_same(place: Place) -> None:
    """One a terminal, one a spreadsheet, one a program; specimens are marked in each."""
    words = ("--key", NEW, "--by", "county")
    rows = rows_of(place, *words)
    text = place.search("figures", *words).out
    plain = table_of(place.search("figures", *words, "--csv").out)
    excel = place.search("figures", *words, "--csv", "--excel").out
    lines = place.search("figures", *words, "--jsonl").out.splitlines()

    assert [json.loads(line) for line in lines] == rows
    assert [(r["county_key"], r["year"], r["value"], r["summed"], r["missing"]) for r in plain] == [
        (
            r["group"]["county"]["value"],
            r["group"]["year"]["label"],
            "" if r["value"] is None else str(r["value"]),
            str(r["summed"]),
            str(r["missing"]),
        )
        for r in rows
    ]
    assert excel.startswith(BOM)
    assert {row["样例"] for row in table_of(excel)} == {SPECIMEN_MARK}
    assert SPECIMEN_MARK in text
    assert "应有未见" in text
    assert "口径变化" in text


def test_the_largest_agencies(place: Place) -> None:
    """Of a year, by rank."""
    expected = sorted((int(r["figures"][NEW]) for r in told() if r["year"] == 2021), reverse=True)
    rows = rows_of(place, "--key", NEW, "--year", "2021", "--top", "2")

    assert [(r["rank"], r["value"]) for r in rows] == list(enumerate(expected[:2], 1))


def test_a_panel_tells_a_missing_report_from_a_missing_figure(place: Place) -> None:
    """null is no report; a figure without a value has its status."""
    rows = json.loads(place.search("panel", "第三方权益", "--json").out)["rows"]
    cells = {(r["agency"], r["scope"]): r["years"] for r in rows}
    plain = table_of(place.search("panel", "第三方权益", "--csv").out)
    out = place.search("panel", "第三方权益").out

    assert cells["沄溪区石枧塘镇人民政府", "own"]["2019"] is None
    assert cells["沄溪区石枧塘镇人民政府", "own"]["2020"]["status"] == "ambiguous"
    for report in told("own") + told("aggregate"):
        cell = cells[report["agency"], report["scope"]][str(report["year"])]
        if GROUND in report["figures"]:
            assert (cell["value"], cell["status"]) == (int(report["figures"][GROUND]), "reported")
        else:
            assert (cell["value"], cell["status"]) == (None, "ambiguous")
    for row in plain:
        for year, cell in cells[row["agency"], row["scope"]].items():
            assert row[f"{year}:status"] == ("no_report" if cell is None else cell["status"])
            value = None if cell is None else cell["value"]
            assert row[year] == ("" if value is None else str(value))
    assert "位置不明" in out
    assert "—" in out


def test_sheets_hold_every_report(place: Place) -> None:
    """Long and wide alike, blank and ambiguous as they are; what was read comes back exactly."""
    keys = [NEW, "t2.penalty.decisions", "t2.fees.amount_10k_yuan"]
    flags = [word for key in keys for word in ("--key", key)]
    long = table_of(place.search("figures", "--long", *flags, "--csv").out)
    wide = table_of(place.search("figures", "--wide", *flags, "--csv").out)
    by_code = {(r["agency"], r["scope"], r["year"]): r for r in TRUTH["reports"].values()}

    assert len(wide) == len(by_code)
    assert len(long) == len(by_code) * len(keys)
    cells = {(row["report"], row["key"]): (row["value"], row["status"]) for row in long}
    for row in wide:
        report = by_code[row["agency"], row["scope"], int(row["year"])]
        for key in keys:
            assert cells[row["report"], key] == (row[key], row[f"{key}:status"])
            if key in report["figures"]:
                assert Decimal(row[key]) == Decimal(report["figures"][key])
            else:
                assert row[key] == ""
    assert {row["t2.penalty.decisions:status"] for row in wide} == {
        "reported",
        "blank",
        "not_in_form",
    }


def test_a_sheet_as_json_is_one_array(place: Place) -> None:
    """With the same objects as lines; without keys a report's every figure."""
    words = ("figures", "--long", "--agency", "青芷镇", "--year", "2021")
    rows = json.loads(place.search(*words, "--json").out)
    lines = [json.loads(line) for line in place.search(*words, "--jsonl").out.splitlines()]
    report = json.loads(place.search("figures", "青芷镇", "2021", "--json").out)

    assert rows == lines
    assert {row["key"]: row["value"] for row in rows} == {
        key: figure["value"] for key, figure in report["figures"].items()
    }


def test_a_spreadsheet_speaks_chinese(place: Place) -> None:
    """Headings, statuses, kinds, scopes; a year without a report too."""
    sheet = place.search("figures", "--wide", "--key", GROUND, "--csv", "--excel").out
    panel = place.search("panel", GROUND, "--csv", "--excel").out
    status = f"{label_of(GROUND)}:状态"

    assert sheet.startswith(BOM)
    assert panel.startswith(BOM)
    assert {row[status] for row in table_of(sheet)} == {"已填", "位置不明", "本表式无此项"}
    assert {row["统计范围"] for row in table_of(sheet)} == {"本机关", "本级汇总"}
    assert {row["2019:状态"] for row in table_of(panel)} == {"已填", "无报告"}


def test_the_codebook_explains_keys_and_statuses(place: Place) -> None:
    """Every key of a sheet and every status in it."""
    book = json.loads(place.search("figures", "--codebook", "--json").out)
    figures = {entry["key"]: entry for entry in book["figures"]}
    sheet = table_of(place.search("figures", "--long", "--csv").out)
    plain = table_of(place.search("figures", "--codebook", "--csv").out)

    assert {row["key"] for row in sheet} <= set(figures)
    assert {row["status"] for row in sheet} <= set(book["statuses"])
    assert figures[NEW]["continues"] == {"pre2019": "pre.received.total"}
    assert figures[NEW]["forms"] == ["2019", "2021"]
    assert figures["t2.procurement.items"]["forms"] == ["2019"]
    assert figures["d.rate.denied"]["formula"] == "100 × (d.denied) / (t3.result.total.total)"
    assert {row["key"] for row in plain} == {*figures, *book["statuses"]}
    assert label_of(NEW) in place.search("figures", "--codebook").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--key", "公开"), "不予公开"),
        (("--key", "新收申情"), "新收申请"),
        (("--year", "2020"), "没有写明数据项"),
        (("--key", NEW, "--by", "月份"), "prefecture"),
        (("--key", NEW, "--scope", "own", "--scope", "aggregate"), "按统计范围分组"),
        (("--key", NEW, "--top", "0"), "--top"),
        (("--share", "--key", NEW), "d.denied"),
        (("--key", NEW, "--region", " "), "没有值"),
        (("--key", NEW, "--by", ""), "prefecture"),
        (("--long", "--wide"), "只能选一个"),
        (("--long", "--by", "level"), "--long"),
        (("--key", NEW, "--year", "2020", "--where"), "--where"),
        (("青芷镇", "2020", "--by", "level"), "--agency"),
        (("--key", NEW, "--json", "--csv"), "只能选一个"),
    ],
)
def test_wrong_usage_names_the_next_step(place: Place, words: tuple[str, ...], said: str) -> None:
    """Exit 2 and nothing on stdout."""
    ran = place.search("figures", *words)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("form", [(), ("--csv",), ("--jsonl",)])
def test_no_report_is_one(place: Place, form: tuple[str, ...]) -> None:
    """With what was asked for."""
    for words in (("figures", "--key", NEW), ("figures", "--long"), ("panel", NEW)):
        ran = place.search(*words, "--year", "1999", *form)

        assert ran.code == 1
        assert "没有符合条件的报告" in ran.err


def test_odd_filters_are_told(place: Place) -> None:
    """Reversed years are read the right way; an unknown place names the nearest."""
    right = place.search("figures", "--key", NEW, "--year", "2020..2022")
    reversed_ = place.search("figures", "--key", NEW, "--year", "2022..2020")
    unknown = place.search("figures", "--key", NEW, "--region", "林峪")

    assert reversed_.out == right.out
    assert "颠倒" in reversed_.err
    assert unknown.code == 0
    assert "相近的有" in place.search("figures", "--key", NEW, "--region", "林岭县").err


def test_a_panel_is_of_one_figure(place: Place) -> None:
    """A name of several, or of none, is wrong usage."""
    assert place.search("panel", "t3.result").code == 2
    assert place.search("panel", "公开").code == 2
    assert place.search("panel").code == 2


def test_a_panel_of_nothing_is_not_said_to_lack_a_report(place: Place) -> None:
    """It takes a figure, so what is missing is not a report or an agency."""
    ran = place.search("panel")

    assert ran.code == 2
    assert "要写明查看什么" in ran.err
