"""我镇, 我县 and the like are held against what the agency is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.model import Identity, Kind, Level
from indexer.report.checks.self_names import misfit_self_names
from indexer.report.material import Material
from tests.make import report
from tests.report.lines import document, outline

TOWN = replace(
    report(["正文。"]).identity,
    level=Level.TOWNSHIP,
    kind=Kind.TOWNSHIP,
    province="溟州省",
    prefecture="霁川市",
    county="林峪县",
    township="青芷镇",
)
BUREAU = replace(TOWN, level=Level.COUNTY, kind=Kind.DEPARTMENT, township=None)


def said(identity: Identity, text: str) -> list[str]:
    """The quotations of what is found if a report of the agency says this."""
    lines = ("一、总体情况", text)
    material = Material(
        identity, (), outline(*lines).passages, {}, {}, document(*lines), lambda _: False
    )
    return [e.quote for finding in misfit_self_names(material) for e in finding.evidence]


@pytest.mark.parametrize(
    ("identity", "text"),
    [
        (TOWN, "我乡认真做好公开工作"),
        (TOWN, "我街道认真做好公开工作"),
        (TOWN, "我区要求各镇公开"),
        (replace(TOWN, county="沄溪区"), "我县要求各镇公开"),
        (replace(TOWN, township="霁桥街道", kind=Kind.SUBDISTRICT), "我镇认真做好公开工作"),
        (BUREAU, "我镇认真做好公开工作"),
    ],
)
def test_a_name_that_is_not_the_agencys(identity: Identity, text: str) -> None:
    """The clause that says it is shown."""
    assert said(identity, f"{text}，有序推进。") == [text]


@pytest.mark.parametrize(
    ("identity", "text"),
    [
        (TOWN, "我镇按照我县、我市的部署公开。"),
        (TOWN, "在“我区动态”栏目公开。"),
        (TOWN, "加强自我区分能力。"),
        (replace(TOWN, province="宁夏回族自治区"), "按照我区统一部署公开。"),
        (replace(TOWN, county=None, township=None), "我镇、我乡、我区、我县。"),
        (BUREAU, "我局按照我县部署公开。"),
        (replace(BUREAU, kind=Kind.ZONE), "我区、我镇公开。"),
    ],
)
def test_names_that_fit_or_may_fit_are_silent(identity: Identity, text: str) -> None:
    """Its own, those above it, quotations, an autonomous region, and where the place is unknown."""
    assert said(identity, text) == []
