"""Topics are given by cues that mean them, and not by words that only look alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.report.topics import TOPICS, topics_of
from indexer.text import normal


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("secrecy_review", "严格执行保密审查制度。"),
        ("secrecy_review", "做到“先审查、后公开”。"),
        ("secrecy_review", "国家秘密、商业秘密和个人隐私一律不得公开。"),
        ("content_review", "落实“谁发布、谁负责”的原则。"),
        ("content_review", "经主要负责人严格审核后公开。"),
        ("content_review", "发布前做好内容审查把关。"),
        ("proactive_disclosure", "坚持以公开为常态，不公开为例外。"),
        ("proactive_disclosure", "全年公开政府信息12条。"),
        ("platform_website", "在市政府门户网下载。"),
        ("offline_channels", "配置电子触摸屏两块、电子显示屏一块。"),
        ("offline_channels", "制作了意见箱、报刊架。"),
        ("decision_openness", "年底举办政府开放日活动。"),
        ("decision_openness", "推动科学决策、民主决策。"),
        ("proposals", "承办政协提案1件。"),
        ("organization", "同时配备B岗应对突发情况。"),
        ("grassroots_standardization", "推进政务公开规范化、标准化工作。"),
        ("epidemic", "疫情期间公布物资去向。"),
        ("digital_intelligence", "利用数字化平台建立智慧社区。"),
        ("digital_intelligence", "运用AI、大数据提升检索能力。"),
        ("publicity", "群众参与度不高。"),
        ("key_areas", "公布宅基地审批结果。"),
        ("key_areas", "抢险救灾、优抚、救济款物的发放情况。"),
        ("funding", "加强专职人员配备和经费保障。"),
        ("attribute", "依申请公开信息数0条，不予以公开信息数0条。"),
        ("attribute", "起草文件时同步填写公开属性。"),
        ("guide_catalogue", "及时更新信息公开指南和目录。"),
        ("privacy", "发布前对个人信息作去标识化处理。"),
        ("annual_report", "现编制2020年政府信息公开工作年度报告。"),
        ("processing_fee", "无收取信息处理费情况。"),
        ("admin_charges", "取消三项行政事业性收费。"),
        ("prior_rectification", "2019年问题整改情况如下。"),
        ("formalism_cleanup", "全年关停长期不更新的政务新媒体2个。"),
        ("formalism_cleanup", "微信工作群解散4个。"),
        ("supervision", "把公开工作纳入年度绩效考核。"),
        ("disclosure_on_request", "我镇未收到政府信息公开申请。"),
    ],
)
def test_cues_that_mean_the_topic(topic: str, text: str) -> None:
    """A strong cue, a pattern, or two weak cues give the topic."""
    assert topic in topics_of(normal(text))


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("normative_documents", "严格编制发布程序，完善规章制度。"),
        ("formalism_cleanup", "整合新媒体资源，办好微信群。"),
        ("disclosure_on_request", "受理12345热线工单94件，办结率达到九成九。"),
        ("disclosure_on_request", "请与政府信息公开受理机构联系。"),
        ("key_areas", "做好教育培训工作，开展宣传教育。"),
        ("key_areas", "设置教育惠民、通知公告等栏目，做好安全生产舆情应对。"),
        ("supervision", "保密部门依职权进行指导和监督检查。"),
        ("prior_rectification", "较上年度增长两成，抓好整改落实。"),
        ("policy_interpretation", "提高干部的政策解读能力。"),
        ("response_interaction", "提升舆情应对能力。"),
        ("admin_charges", "无收取信息处理费情况。"),
        ("digital_intelligence", "由市大数据局统一管理，EMAIL见附件。"),
        ("secrecy_review", "在确保不泄密的情况下公开。"),
        ("offline_channels", "在网站设立信息公开栏目。"),
        ("grassroots_standardization", "（三）政府信息资源规范化、标准化管理情况"),
        ("institutions", "按照制度要求办理。"),
        ("institutions", "推进公开工作制度化、规范化。"),
        ("fiscal", "依据《专项资金管理办法》和《财务公开规定》办理。"),
    ],
)
def test_words_that_only_look_alike(topic: str, text: str) -> None:
    """Misfires that were seen in real reports."""
    assert topic not in topics_of(normal(text))


def test_the_list_of_parts_speaks_of_none_of_them() -> None:
    """A sentence that names the parts of the report gives no topic."""
    parts = (
        "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开"
        "行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项。"
    )

    assert topics_of(normal(parts)) == ()
    assert topics_of(normal(parts + "严格执行保密审查制度。")) == ("secrecy_review",)


def test_a_cue_does_not_cross_the_end_of_a_sentence() -> None:
    """Punctuation inside a sentence is nothing, the end of one is."""
    assert "disclosure_on_request" in topics_of(normal("办理公开、申请事项。"))
    assert "disclosure_on_request" not in topics_of(normal("信息及时公开。申请表放在窗口。"))


def test_every_topic_has_a_label_and_no_cue_stands_twice_in_it() -> None:
    """The data is whole; a cue in its normal form matches what it says."""
    for key, topic in TOPICS.items():
        assert topic.label, key
        cues = (*topic.strong, *topic.weak)
        assert len(cues) == len(set(cues)), key
        assert all(len(cue) > 1 and not re.search(r"[A-Z、，。“”\s]", cue) for cue in cues), key
    assert not {"political_boilerplate", "fees"} & TOPICS.keys()


@given(st.text(alphabet="保密审查公开《》、。AIai12 制度", max_size=60))
def test_any_text_has_topics_in_the_order_of_the_data(text: str) -> None:
    """Whatever the text, the answer is a subset of TOPICS in its order."""
    found = topics_of(normal(text))

    assert list(found) == [key for key in TOPICS if key in found]


def test_only_the_beginning_of_a_huge_passage_is_read() -> None:
    """A passage of any length is answered, by its first 20,000 characters."""
    assert topics_of(normal("保密审查" + "字" * 1_000_000)) == ("secrecy_review",)
    assert topics_of(normal("字" * 1_000_000 + "保密审查")) == ()
