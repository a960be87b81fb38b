"""Names of agencies of all kinds: kind, level, and one canonical name for every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.divisions import load_divisions
from indexer.model import Kind, Level
from indexer.report.agency import level_of, read_name
from indexer.report.canonical import canonical_agency

DIVISIONS = load_divisions()
CHANGLE, WEIFANG = "370725", "3707"


@pytest.mark.parametrize(
    ("printed", "code", "kind", "level", "canonical"),
    [
        ("鄌郚镇", "370725108", "township", "township", "昌乐县鄌郚镇人民政府"),
        ("鄌郚镇党政办公室", "370725108", "township", "township", "昌乐县鄌郚镇人民政府"),
        ("唐吾镇人民政府", "370725108", "township", "township", "昌乐县鄌郚镇人民政府"),
        ("麦子店街道", "110105012", "subdistrict", "township", "北京市朝阳区麦子店街道办事处"),
        (
            "北京市朝阳区人民政府麦子店街道办事处",
            "110105012",
            "subdistrict",
            "township",
            "北京市朝阳区麦子店街道办事处",
        ),
        ("石碣镇", "441900101", "township", "township", "东莞市石碣镇人民政府"),
        ("昌乐县汤池镇人民政府", CHANGLE, "township", "township", "昌乐县汤池镇人民政府"),
        ("昌乐县", CHANGLE, "government", "county", "昌乐县人民政府"),
        ("朝阳区", "110105", "government", "county", "北京市朝阳区人民政府"),
        ("恩施州", "4228", "government", "prefecture", "恩施土家族苗族自治州人民政府"),
        ("大兴安岭地区", "2327", "government", "prefecture", "大兴安岭地区行政公署"),
        ("第八师石河子市", "659001", "government", "prefecture", "石河子市人民政府"),
        ("上海市浦东新区", "310115", "government", "county", "浦东新区人民政府"),
        ("县政府办", CHANGLE, "government_office", "county", "昌乐县人民政府办公室"),
        (
            "潍坊市人民政府办公室",
            WEIFANG,
            "government_office",
            "prefecture",
            "潍坊市人民政府办公室",
        ),
        ("山东省政府办公厅", "37", "government_office", "province", "山东省人民政府办公厅"),
        ("潍坊市昌乐县教育局", CHANGLE, "department", "county", "昌乐县教育局"),
        ("县教育局", CHANGLE, "department", "county", "昌乐县教育局"),
        ("市场监督管理局", WEIFANG, "department", "prefecture", "潍坊市市场监督管理局"),
        ("昌乐县发改局", CHANGLE, "department", "county", "昌乐县发展和改革局"),
        ("上海市人民政府外事办公室", "31", "department", "province", "上海市外事办公室"),
        (
            "市国有资产监督管理委员会",
            WEIFANG,
            "department",
            "prefecture",
            "潍坊市国有资产监督管理委员会",
        ),
        ("平潭综合实验区", "350128", "zone", "zone", "平潭综合实验区管理委员会"),
        ("平潭综合实验区管委会办公室", "350128", "zone", "zone", "平潭综合实验区管理委员会"),
        ("山东昌乐经济开发区管委会", CHANGLE, "zone", "zone", "昌乐经济开发区管理委员会"),
        ("苏州工业园区", "320576", "zone", "zone", "苏州工业园区管理委员会"),
        ("雄安新区管委会", None, "zone", "zone", "雄安新区管理委员会"),
        ("昌乐县税务局", CHANGLE, "vertical", "vertical", "国家税务总局昌乐县税务局"),
        (
            "国家税务总局珠海市香洲区税务局",
            "440402",
            "vertical",
            "vertical",
            "国家税务总局珠海市香洲区税务局",
        ),
        ("昌乐县地方税务局", CHANGLE, "vertical", "vertical", "昌乐县地方税务局"),
        ("黄埔海关", None, "vertical", "vertical", "黄埔海关"),
        ("青岛海关", "3702", "vertical", "vertical", "青岛海关"),
        ("国家税务总局", None, "ministry", "state", "国家税务总局"),
        ("中华人民共和国海关总署", None, "ministry", "state", "海关总署"),
        ("生态环境部", None, "ministry", "state", "生态环境部"),
        ("桐乡市水务集团有限公司", "330483", "enterprise", "county", "桐乡市水务集团有限公司"),
        ("昌乐县人民医院", CHANGLE, "enterprise", "county", "昌乐县人民医院"),
        ("昌乐县委党校", CHANGLE, "party", "county", "中共昌乐县委党校"),
        ("中共昌乐县委办公室", CHANGLE, "party", "county", "中共昌乐县委办公室"),
        ("新疆生产建设兵团", None, "government", "province", "新疆生产建设兵团"),
        ("樂昌市坪石鎮人民政府", "440281108", "township", "township", "乐昌市坪石镇人民政府"),
        ("乾安县水利局", "220723", "department", "county", "乾安县水利局"),
    ],
)
def test_a_name_has_kind_level_and_canonical_form(
    printed: str, code: str | None, kind: str, level: str, canonical: str
) -> None:
    """The rules are data; places have the name of the lists."""
    place = DIVISIONS.get(code) if code else None
    name = read_name(printed, DIVISIONS)

    assert name.kind is Kind(kind)
    assert level_of(name, place, DIVISIONS) is Level(level)
    assert canonical_agency(printed, place, DIVISIONS) == canonical


def test_a_canonical_name_is_its_own_canonical_name() -> None:
    """Reading what was written changes nothing, for every county and its commonest agencies."""
    kinds = ("人民政府", "人民政府办公室", "水利局", "教育和体育局")
    for code in [code for code in DIVISIONS.names if len(code) == 6][::40]:
        place = DIVISIONS.get(code)
        for kind in kinds if place else ():
            assert place is not None
            once = canonical_agency(place.name + kind, place, DIVISIONS)

            assert canonical_agency(once, place, DIVISIONS) == once


def test_every_town_has_one_name_however_it_is_spelt() -> None:
    """Bare, with 人民政府, with its county: one canonical name."""
    for code in [code for code in DIVISIONS.names if len(code) == 9][::150]:
        town = DIVISIONS.get(code)
        county = DIVISIONS.get(code[:6])
        if town is None or county is None or not town.name.endswith(("镇", "乡", "街道")):
            continue
        office = "办事处" if town.name.endswith("街道") else "人民政府"
        spellings = (town.name, town.name + office, county.name + town.name + office)
        names = {canonical_agency(spelling, town, DIVISIONS) for spelling in spellings}

        assert len(names) == 1, names


@given(
    st.text(
        st.sampled_from("北京市昌乐县鄌郚镇人民政府办公室街道局委管会国家税务总() 第一"),
        max_size=30,
    )
)
def test_any_text_can_be_taken_for_a_name(text: str) -> None:
    """Nothing is raised, and the rest of a name is part of it."""
    name = read_name(text, DIVISIONS)

    assert name.rest in name.text
    assert isinstance(canonical_agency(text, None, DIVISIONS), str)
    assert isinstance(canonical_agency(text, DIVISIONS.get(CHANGLE), DIVISIONS), str)
