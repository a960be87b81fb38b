"""Which place an agency belongs to and whether it sums others: by evidence, or not at all."""

from __future__ import annotations

import pytest

from indexer.model import Given, Level, Scope
from indexer.report.ids import report_id
from tests.report.identified import identified, places, report_text


@pytest.mark.parametrize(
    ("preamble", "code"),
    [
        ("编制本报告。", None),
        ("地址：吴忠市利通区利宁北街1号，邮编751100。", "640302107"),
        ("本报告由利通区胜利镇党政办编制。", "640302107"),
        ("根据《吴忠市人民政府办公室关于做好年报工作的通知》编制。", "640302107"),
        ("根据《宁夏回族自治区人民政府办公厅关于年报的通知》编制。", "640302107"),
        ("根据《中华人民共和国政府信息公开条例》编制。", None),
    ],
)
def test_an_ambiguous_town_needs_the_places_above_it(preamble: str, code: str | None) -> None:
    """Seven towns are called 胜利镇; the text decides, or none is taken."""
    found = identified(report_text("胜利镇2020年政府信息公开工作年度报告", preamble))

    assert found.identity.code == code
    assert ("place_unresolved" in {notice.code for notice in found.notices}) is (code is None)
    if code is None:
        assert places(found.identity) == (None, None, None, None)
        assert report_id(found.identity).startswith("x-")


def test_a_cited_issuer_never_overrides_the_address() -> None:
    """《》 is the weakest ground."""
    preamble = "根据《山东省人民政府关于年报的通知》编制。地址：吴忠市利通区利宁北街1号。"
    found = identified(report_text("胜利镇2020年政府信息公开工作年度报告", preamble))

    assert found.identity.code == "640302107"


def test_a_foreign_town_in_the_text_changes_nothing() -> None:
    """The last part names another town; the title's stays."""
    text = report_text(
        "永安市贡川镇人民政府2020年政府信息公开工作年度报告",
        end="今年还派人到高桥镇看过公开栏，高桥镇的做法可以借用。",
    )

    assert identified(text).identity.code == "350481101"


def test_a_town_that_is_not_in_the_lists_keeps_its_county() -> None:
    """汤池镇 is no longer listed: the county is known, the town is not made up."""
    identity = identified(
        report_text("昌乐县汤池镇人民政府2012年政府信息公开工作年度报告")
    ).identity

    assert (identity.agency, identity.code, identity.township) == (
        "昌乐县汤池镇人民政府",
        "370725",
        None,
    )
    assert identity.level is Level.TOWNSHIP


def test_a_former_county_is_found_only_with_proof() -> None:
    """洪泽县 (now 洪泽区) needs 淮安 in the text; 大同县 of 山西 is not 大同区 of 黑龙江."""
    alone = identified(report_text("洪泽县水利局2014年政府信息公开年报"))
    proven = identified(
        report_text("洪泽县水利局2014年政府信息公开年报", "地址：淮安市洪泽县东七道。")
    )
    other = identified(
        report_text(
            "大同县水利局2014年政府信息公开年报", "根据《山西省人民政府关于年报的通知》编制。"
        )
    )

    assert alone.identity.code is None
    assert (proven.identity.code, proven.identity.agency) == ("320813", "洪泽区水利局")
    assert other.identity.code is None


@pytest.mark.parametrize(
    ("title", "preamble", "agency", "code"),
    [
        ("县教育局", "地址：昌乐县新昌路10号。", "昌乐县教育局", "370725"),
        ("市教育局", "地址：潍坊市奎文区胜利街10号。", "潍坊市教育局", "3707"),
        ("教育局", "全县共有学校30所。地址：潍坊市昌乐县新昌路1号。", "昌乐县教育局", "370725"),
        ("教育局", "地址：新昌路10号。", "教育局", None),
    ],
)
def test_a_department_without_a_place_takes_the_one_of_its_tier(
    title: str, preamble: str, agency: str, code: str | None
) -> None:
    """市教育局 belongs to the 市 of its address, never to the district it lies in."""
    found = identified(report_text(f"{title}2020年政府信息公开工作年度报告", preamble))

    assert (found.identity.agency, found.identity.code) == (agency, code)


@pytest.mark.parametrize(
    ("title", "preamble", "scope"),
    [
        ("昌乐县", "全县共收到政府信息公开申请20件。", Scope.AGGREGATE),
        ("昌乐县", "昌乐县人民政府汇总全县各级行政机关的情况编制。", Scope.AGGREGATE),
        ("昌乐县", "编制本报告。", Scope.UNKNOWN),
        ("昌乐县人民政府办公室", "编制本报告。", Scope.OWN),
        ("昌乐县人民政府办公室", "2020年，全区受理申请20件。", Scope.AGGREGATE),
        ("昌乐县人民政府办公室", "不含县直部门数据，全县共收到申请20件。", Scope.OWN),
        ("昌乐县教育局", "全县共收到政府信息公开申请20件。", Scope.OWN),
        ("昌乐县鄌郚镇", "由党政办汇总各站所数据编制。", Scope.OWN),
    ],
)
def test_scope_follows_the_wording_of_governments_only(
    title: str, preamble: str, scope: Scope
) -> None:
    """An office may publish the sum; a department or town speaks for itself."""
    found = identified(report_text(f"{title}2020年政府信息公开工作年度报告", preamble))

    assert found.identity.scope is scope


@pytest.mark.parametrize("region", ["利通区", "640302", "宁夏吴忠市利通区", "宁夏/吴忠/利通"])
def test_a_given_region_settles_an_ambiguous_town(region: str) -> None:
    """By name, code or chain of names."""
    found = identified(report_text("胜利镇2020年政府信息公开工作年度报告"), Given(region=region))

    assert found.identity.code == "640302107"
    assert found.notices == ()


def test_a_region_that_is_no_place_is_told() -> None:
    """An unknown or ambiguous region is not used."""
    found = identified(
        report_text("昌乐县水利局2020年政府信息公开工作年度报告"), Given(region="无此地")
    )

    assert found.identity.code == "370725"
    assert [notice.code for notice in found.notices] == ["region_unknown"]
