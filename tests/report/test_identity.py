"""Who reports and for which year: on real reports, on the specimens, and case by case."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.divisions import load_divisions
from indexer.document import Refusal
from indexer.metadata import read_sources
from indexer.model import Given, Kind, Level, Scope
from indexer.readers.read import read
from indexer.report.identity import identify
from indexer.report.ids import report_id
from tests.report.identified import DIVISIONS, document_of, identified, places, report_text
from tests.shared import HANGS, SEEDS, SHARED, needs_seeds

CORPUS = Path(__file__).parents[2] / "corpus"
TRUTH: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "specimen_truth.json").read_text("utf-8")
)["reports"]

SEED_IDENTITIES = [
    ("000", "昌乐县鄌郚镇人民政府", "370725108", "山东省/潍坊市/昌乐县/鄌郚镇", 2020, "2021-01-23"),
    ("001", "利通区胜利镇人民政府", "640302107", "宁夏回族自治区/吴忠市/利通区/胜利镇", 2020, None),
    ("002", "永安市贡川镇人民政府", "350481101", "福建省/三明市/永安市/贡川镇", 2020, None),
    ("003", "睢县蓼堤镇人民政府", "411422103", "河南省/商丘市/睢县/蓼堤镇", 2021, None),
    ("004", "樟树市昌傅镇人民政府", "360982104", "江西省/宜春市/樟树市/昌傅镇", 2020, None),
]


@needs_seeds
@pytest.mark.parametrize(
    ("number", "agency", "code", "names", "year", "published"), SEED_IDENTITIES
)
def test_the_seeds_are_identified(
    number: str, agency: str, code: str, names: str, year: int, published: str | None
) -> None:
    """Agency, place, year and date of five real town reports."""
    path = next(SEEDS.glob(f"{number}_*.txt"))
    document = read(path.read_bytes(), path.name)
    assert not isinstance(document, Refusal)
    found = identify(document, Given(), DIVISIONS)
    assert not isinstance(found, Refusal)
    identity = found.identity

    assert (identity.agency, identity.code, identity.year) == (agency, code, year)
    assert places(identity) == tuple(names.split("/"))
    assert (identity.level, identity.kind, identity.scope) == (
        Level.TOWNSHIP,
        Kind.TOWNSHIP,
        Scope.OWN,
    )
    assert (identity.published.date if identity.published else None) == published
    assert identity.published is None or identity.published.source == "signature"
    assert found.notices == ()
    for ground in identity.evidence:
        assert ground.locator is not None
        assert set(ground.quote) <= set(document.slice(ground.locator.spans))


@needs_seeds
def test_a_zones_page_is_identified() -> None:
    """平潭综合实验区 2021: a zone that sums its units, on the territory of 平潭县."""
    path = SHARED / "real" / "pingtan_qu_2021.page.txt"
    document = read(path.read_bytes(), path.name)
    assert not isinstance(document, Refusal)
    found = identify(document, Given(), DIVISIONS)
    assert not isinstance(found, Refusal)
    identity = found.identity

    assert identity.agency == "平潭综合实验区管理委员会"
    assert (identity.level, identity.kind, identity.scope) == (
        Level.ZONE,
        Kind.ZONE,
        Scope.AGGREGATE,
    )
    assert (identity.year, identity.code) == (2021, "350128")
    assert identity.published is not None
    assert (identity.published.date, identity.published.source) == ("2022-02-08", "page_head")


@needs_seeds
def test_the_blank_form_is_no_report() -> None:
    """A template is refused."""
    path = SHARED / "real" / "template_2021_blank.docx"
    document = read(path.read_bytes(), path.name)
    assert not isinstance(document, Refusal)
    found = identify(document, Given(), DIVISIONS)

    assert isinstance(found, Refusal)
    assert found.code == "not_a_report"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TRUTH))
@pytest.mark.parametrize("with_metadata", [True, False])
def test_the_specimens_are_identified(name: str, with_metadata: bool) -> None:
    """Every specimen has the identity its truth says, with and without its metadata."""
    metadata = read_sources(CORPUS)
    document = read((CORPUS / name).read_bytes(), name)
    assert not isinstance(document, Refusal)
    came_with = metadata.by_path[(CORPUS / name).resolve()] if with_metadata else Given()
    found = identify(document, came_with, load_divisions(metadata.divisions))
    assert not isinstance(found, Refusal)
    identity, truth = found.identity, TRUTH[name]

    keys = ("agency", "level", "kind", "scope", "year", "code")
    tiers = ("province", "prefecture", "county", "township")
    assert {key: getattr(identity, key) for key in (*keys, *tiers)} == {
        key: truth[key] for key in (*keys, *tiers)
    }
    if with_metadata:
        assert (identity.published.date if identity.published else None) == truth["published"]
    assert found.notices == ()


def test_one_agency_has_one_id_however_it_signs() -> None:
    """A bare name in one year and a full one in the next differ in the id by the year alone."""
    bare = identified(report_text("鄌郚镇2020年政府信息公开工作年度报告"))
    full = identified(report_text("昌乐县鄌郚镇人民政府2021年政府信息公开工作年度报告"))

    assert report_id(bare.identity).removesuffix("2020") == report_id(full.identity).removesuffix(
        "2021"
    )
    assert report_id(bare.identity).startswith("370725108-")


def test_an_aggregate_has_an_id_of_its_own() -> None:
    """The county's sum and the county's own report are two reports."""
    title = "昌乐县人民政府2020年政府信息公开工作年度报告"
    own = identified(report_text(title))
    total = identified(report_text(title, "全县共收到政府信息公开申请20件。"))

    assert report_id(total.identity) == report_id(own.identity).replace("-own-", "-all-")
    assert report_id(replace(own.identity, code=None)).startswith("x-")


@pytest.mark.parametrize(
    ("metadata", "field", "value"),
    [
        (Given(agency="潍坊市水利局"), "agency", "潍坊市水利局"),
        (Given(year=2019), "year", 2019),
        (Given(region="吴忠市"), "code", "6403"),
        (Given(scope=Scope.AGGREGATE), "scope", Scope.AGGREGATE),
    ],
)
def test_what_is_given_outranks_the_text_and_the_contradiction_is_told(
    metadata: Given, field: str, value: object
) -> None:
    """It stands in the identity, among the evidence, and in a finding with the words of both."""
    found = identified(report_text("昌乐县水利局2020年政府信息公开工作年度报告"), metadata)

    assert getattr(found.identity, field) == value
    assert "given" in {ground.source for ground in found.identity.evidence}
    (told,) = found.contradictions
    assert told.check == "given_contradicts_text"
    assert told.evidence[0].source == "given"


def test_what_is_given_and_agrees_is_silent() -> None:
    """Another spelling of the same agency is no contradiction."""
    metadata = Given(agency="潍坊市昌乐县水利局", year=2020, region="山东省潍坊市", scope=Scope.OWN)
    found = identified(report_text("昌乐县水利局2020年政府信息公开工作年度报告"), metadata)

    assert (found.identity.agency, found.identity.code) == ("昌乐县水利局", "370725")
    assert found.notices == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("昌乐县2020年政府信息公开工作年度报告解读\n\n读懂年报。\n", "not_a_report"),
        ("今天天气很好。\n\n明天也是。\n", "not_a_report"),
        ("昌乐县水利局政府信息公开工作年度报告\n\n编制本报告。\n", "no_year"),
        ("2020年政府信息公开工作年度报告\n\n编制本报告。\n", "no_agency"),
    ],
)
def test_what_is_no_report_or_says_too_little_is_refused(text: str, code: str) -> None:
    """With a reason and the next step in Chinese."""
    found = identify(document_of(text), Given(), DIVISIONS)

    assert isinstance(found, Refusal)
    assert found.code == code
    assert "--meta" in found.next_step


def test_metadata_lets_a_bare_report_in() -> None:
    """Agency and year that were given replace what the text lacks."""
    text = "2020年政府信息公开工作年度报告\n\n编制本报告。\n"
    found = identified(text, Given(agency="昌乐县水利局"))

    assert (found.identity.agency, found.identity.year) == ("昌乐县水利局", 2020)


def test_the_title_of_another_report_is_told() -> None:
    """The first is the report's."""
    second = report_text("昌乐县水利局2021年政府信息公开工作年度报告")
    found = identified(report_text("昌乐县水利局2020年政府信息公开工作年度报告", end=second))

    assert found.identity.year == 2020
    assert [notice.code for notice in found.notices] == ["another_title"]


def test_an_untitled_report_is_known_by_its_parts_and_its_signature() -> None:
    """The statutory parts make it a report, the signature says whose and when."""
    found = identified(report_text("", end="昌乐县水利局\n2021年1月20日"))

    assert (found.identity.agency, found.identity.year) == ("昌乐县水利局", 2020)
    assert found.title == "昌乐县水利局2020年政府信息公开工作年度报告"
    assert found.title_spans == ()


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "昌乐县鄌郚镇2020年政府信息公开工作年度报告",
                "年度报告",
                "（2020年度）",
                "一、总体情况",
                "地址：，。；《》",
                "统计期限自2020年13月1日至2020年12月31日",
                "2021年2月30日",
                "胜利镇人民政府",
                "《" * 9,
                "由由由请与联系（",
                "\u200b\ufeff",
                "㊙ⅣⅣ½",
            ]
        ),
        max_size=14,
    )
)
def test_whatever_the_lines_it_ends_in_a_value(lines: list[str]) -> None:
    """An identity whose spans lie in the text, or a refusal; never an exception."""
    document = read("\n".join(lines).encode(), "report.txt")
    if isinstance(document, Refusal):
        return
    found = identify(document, Given(), DIVISIONS)
    if isinstance(found, Refusal):
        assert found.code in {"not_a_report", "no_year", "no_agency"}
        return
    for start, end in (*found.title_spans, *found.signature_spans):
        assert 0 <= start < end <= len(document.text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "junk", ["2020年1月1日至", "《", "地址：请与", "昌乐县", "政府信息公开", "1 ", "由本报告由"]
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_hostile_length_is_bounded(junk: str, between: str) -> None:
    """A megabyte or many lines of what the patterns look for take seconds at most."""
    title = "昌乐县水利局2020年政府信息公开工作年度报告\n"
    repeats = 150_000 if between else 1_000_000 // len(junk)
    document = document_of(title + (junk + between) * repeats)
    start = time.process_time()
    identify(document, Given(), DIVISIONS)

    assert time.process_time() - start < HANGS
