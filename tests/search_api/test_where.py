"""`search figures --where`: a figure in its row or sentence, or what it is formed from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.home import Home
from indexer.pipeline import add
from tests.search_api.running import Place, specimens
from tests.shared import SEEDS, needs_seeds

TOWN = ("figures", "青芷镇", "2022")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


def test_a_cell_stands_in_its_row(place: Place) -> None:
    """Table, row and column counted from 1, the row's label as printed, the cell in 【 】."""
    _, figure, places, row = place.search(*TOWN, "新收申请.自然人", "--where").out.splitlines()

    assert figure.endswith("7 件")
    assert places.strip().startswith("表 2，行 4，列 4，字符 ")
    assert places.endswith("行名“一、本年新收政府信息公开申请数量”")
    assert row.strip() == "一、本年新收政府信息公开申请数量 【7】 2 0 0 0 0 9"


def test_a_cell_as_json(place: Place) -> None:
    """The characters at the spans are what was read, inside the stretch that is told."""
    figure = json.loads(place.search(*TOWN, "新收申请.自然人", "--where", "--json").out)
    told = figure["figures"]["t3.new_received.natural_person"]
    (start, end), (low, high) = told["locator"]["spans"][0], told["around"]["span"]

    assert told["row_label"] == "一、本年新收政府信息公开申请数量"
    assert told["around"]["text"][start - low : end - low] == told["raw"] == "7"
    assert len(told["around"]["text"]) == high - low
    assert {"table", "row", "col"} <= told["locator"].keys()


def test_a_withheld_figure_shows_its_row(place: Place) -> None:
    """It cannot be told which characters are its own: all of the row's are marked."""
    words = ("figures", "鹭渚镇", "2021", "t3.result.denied.state_secret.total", "--where")
    *_, places, row = place.search(*words).out.splitlines()

    assert "整行" in places
    assert "行名“1.属于国家秘密”" in places
    assert row.strip().startswith("1.属于国家秘密 【0 0 ")
    assert row.endswith("】")


def test_a_stated_figure_shows_its_sentence(place: Place) -> None:
    """Up to its end, the statement in 【 】."""
    *_, places, sentence = place.search(*TOWN, "n.processing_fee", "--where").out.splitlines()

    assert places.strip().startswith("正文，字符 ")
    assert sentence.strip().endswith("【收取信息处理费0元】。")


def test_a_derived_figure_tells_what_it_is_formed_from(place: Place) -> None:
    """A sum its cells, a rate both sides; keys for a program."""
    out = place.search(*TOWN, "d.rate.disclosed", "d.unable", "--where").out
    told = json.loads(place.search(*TOWN, "d.rate.disclosed", "--where", "--json").out)

    assert "予以公开和部分公开 5 ÷ （七）总计 9" in out
    assert "1.本机关不掌握相关政府信息 3 + 2.没有现成信息需要另行制作 0 + 3." in out
    assert told["figures"]["d.rate.disclosed"]["formed_from"] == {
        "over": ["d.disclosed"],
        "under": ["t3.result.total.total"],
    }


def test_without_the_option_nothing_of_it_is_told(place: Place) -> None:
    """Each figure is a line."""
    assert len(place.search(*TOWN, "新收申请.自然人").out.splitlines()) == 2


@needs_seeds
def test_a_real_report_of_one_cell_a_line(tmp_path: Path) -> None:
    """昌傅镇 2020: padded cells, one a line, come back as the row they were."""
    place = Place(tmp_path)
    (seed,) = SEEDS.glob("004_*")
    add(Home(place.home), [seed])
    words = ("figures", "昌傅镇", "2020", "--where")
    cell, review = (place.search(*words, key).out for key in ("新收申请.总计", "t4.review.total"))

    assert "一、本年新收政府信息公开申请数量 1 0 0 0 0 0 【1】" in cell
    assert "    0 0 0 0 【0】 0 0 0 0 0 0 0 0 0 0" in review
    assert "行名" not in review
