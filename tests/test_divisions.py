"""The lists of divisions: what they hold, what lies above a place, and names found in a text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.divisions import Place, load_divisions
from indexer.errors import WrongUsage
from indexer.model import Level
from indexer.text import normal
from tests.shared import HANGS

DIVISIONS = load_divisions()


def _names(text: str) -> list[str]:
    text = normal(text)
    return [text[found.start : found.end] for found in DIVISIONS.scan(text)]


def test_a_code_leads_to_the_places_above_it() -> None:
    """ancestors goes from the province to the place itself."""
    names = [place.name for place in DIVISIONS.ancestors("370725108")]

    assert names == ["山东省", "潍坊市", "昌乐县", "鄌郚镇"]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("110105012", ["北京市", "朝阳区", "麦子店街道"]),
        ("429004102", ["湖北省", "仙桃市", "剅河镇"]),
        ("441900101", ["广东省", "东莞市", "石碣镇"]),
        ("659001", ["新疆维吾尔自治区", "石河子市"]),
    ],
)
def test_rows_that_are_no_places_are_never_shown(code: str, names: list[str]) -> None:
    """市辖区, 省直辖县级行政区划 and a county that repeats its city stand above nothing."""
    assert [place.name for place in DIVISIONS.ancestors(code)] == names


@pytest.mark.parametrize("name", ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"])
def test_no_place_is_called_like_a_placeholder(name: str) -> None:
    """Rows that only carry a code are not found by name."""
    assert DIVISIONS.lookup(name) == ()


def test_other_names_of_a_place_lead_to_it() -> None:
    """Aliases and short forms are names; the place keeps the list's name."""
    assert DIVISIONS.named("唐吾镇") == (Place("370725108", "鄌郚镇", Level.TOWNSHIP),)
    assert [place.code for place in DIVISIONS.named("恩施州")] == ["4228"]
    assert [place.code for place in DIVISIONS.named("平潭综合实验区")] == ["350128"]


def test_names_are_found_in_traditional_characters_and_with_spaces() -> None:
    """Names are compared in normal form."""
    assert [place.code for place in DIVISIONS.named("樂昌 市")] == ["440281"]


def test_a_name_is_found_whatever_it_ends_in() -> None:
    """Scanning knows every character that some name of the lists ends in."""
    by_end = {name[-1]: name for name, codes in DIVISIONS.codes.items() if len(name) > 3}

    assert len(by_end) > 50
    assert [name for name in by_end.values() if _names(f"。{name}。") != [name]] == []


def test_a_name_without_suffix_finds_every_level() -> None:
    """海南 is a province, a 州, a district and several towns; level and under narrow it down."""
    everything = {place.code for place in DIVISIONS.lookup("海南")}

    assert {"46", "6325", "150303", "321281105"} <= everything
    assert [place.code for place in DIVISIONS.lookup("海南", Level.PROVINCE)] == ["46"]
    assert [place.code for place in DIVISIONS.lookup("海南", under="63")] == ["6325"]


def test_ambiguous_and_unique_names_are_told_apart() -> None:
    """Seven towns are called 胜利镇, one is called 鄌郚镇."""
    assert len(DIVISIONS.named("胜利镇")) == 7
    assert DIVISIONS.is_unique(DIVISIONS.named("鄌郚镇")[0])
    assert not DIVISIONS.is_unique(DIVISIONS.named("胜利镇")[0])


def test_a_renamed_county_is_found_by_stem_and_level() -> None:
    """洪泽县 is 洪泽区 in the lists."""
    assert [place.name for place in DIVISIONS.renamed("洪泽县", Level.COUNTY)] == ["洪泽区"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("福建省永安市贡川镇水东路1号", ["福建省", "永安市", "贡川镇"]),
        ("福建永安市贡川镇", ["福建", "永安市", "贡川镇"]),
        ("对应县级、市和县级部门", []),
        ("(莘县)", ["莘县"]),
        ("建设开发区和工业园区", []),
        ("太平、大同、和平与城关", []),
        ("利通区 胜利镇", ["利通区", "胜利镇"]),
    ],
)
def test_scanning_finds_whole_names_and_no_common_words(text: str, names: list[str]) -> None:
    """Names count with their suffix, short ones at the start of a word, stems only in a chain."""
    assert _names(text) == names


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("北京市朝阳区昌乐县鄌郚镇街道开发和。 a1"), max_size=60))
def test_mentions_are_in_order_apart_and_real(text: str) -> None:
    """Every mention is a name or stem of the lists, and none overlaps another."""
    text = normal(text)
    end = 0
    for found in DIVISIONS.scan(text):
        assert end <= found.start < found.end <= len(text)
        assert found.codes
        assert all(DIVISIONS.get(code) for code in found.codes)
        end = found.end


@pytest.mark.slow
def test_scanning_is_linear() -> None:
    """A million characters of place names take seconds at most."""
    text = "山东省潍坊市昌乐县鄌郚镇" * 80_000
    start = time.process_time()
    DIVISIONS.scan(text)

    assert time.process_time() - start < HANGS


def test_further_divisions_are_added_from_a_file(tmp_path: Path) -> None:
    """A csv of code,name adds places of its own; the lists without it stay as they were."""
    extra = tmp_path / "divisions.csv"
    extra.write_text(
        "code,name\n99,溟州省\n9901,霁川市\n990101,林峪县\n990101100,青芷镇\n", "utf-8"
    )
    with_extra = load_divisions((extra,))

    assert [place.name for place in with_extra.ancestors("990101100")] == [
        "溟州省",
        "霁川市",
        "林峪县",
        "青芷镇",
    ]
    assert with_extra.named("鄌郚镇") == DIVISIONS.named("鄌郚镇")
    assert DIVISIONS.named("青芷镇") == ()


@pytest.mark.parametrize("body", ["99,", "9x,某省", "990,某市", "某省,99"])
def test_a_bad_further_file_is_named_with_its_line(tmp_path: Path, body: str) -> None:
    """What cannot be understood raises WrongUsage with file and line."""
    extra = tmp_path / "divisions.csv"
    extra.write_text(f"code,name\n{body}\n", "utf-8")

    with pytest.raises(WrongUsage, match=r"divisions\.csv#2"):
        load_divisions((extra,))


def test_every_row_of_the_lists_has_the_place_above_it() -> None:
    """No code hangs in the air."""
    orphans = [
        code
        for code in DIVISIONS.names
        if len(code) > 2 and code[: {4: 2, 6: 4, 9: 6}[len(code)]] not in DIVISIONS.names
    ]

    assert orphans == []
