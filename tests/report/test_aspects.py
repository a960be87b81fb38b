"""What a passage does, and whether it says that there was none."""

from __future__ import annotations

import pytest

from indexer.model import Aspect
from indexer.report.aspects import aspect_of, is_boilerplate, is_none
from indexer.text import normal


@pytest.mark.parametrize(
    ("slot", "text", "aspect"),
    [
        ("problems", "公开形式较为单一。", Aspect.PROBLEM),
        ("problems", "2021年公开工作取得了新的进展。", Aspect.ACCOUNT),
        ("measures", "加强人员培训，提高业务水平。", Aspect.MEASURE),
        ("prior_rectification", "一是切实提高重视程度。", Aspect.RECTIFICATION),
        ("overview.proactive", "全年主动公开政府信息12条。", Aspect.ACCOUNT),
        ("overview.supervision", "目前，监督考核仍存在落实不到位的问题。", Aspect.PROBLEM),
        ("overview.supervision", "研究解决工作中存在的问题，督促整改。", Aspect.ACCOUNT),
        ("overview.platform", "下一步，将加强平台建设。", Aspect.MEASURE),
        ("overview", "本报告数据的统计期限为全年。如有疑问，请与镇政府联系。", Aspect.BASIS),
        ("overview", "根据《条例》要求，编制2021年政府信息公开工作年度报告。", Aspect.BASIS),
        ("preamble", "现将报告公布如下。", Aspect.BASIS),
        ("signature", "青芷镇人民政府", Aspect.OTHER),
        ("other", "无其他需要报告的事项。", Aspect.OTHER),
        ("other.fee", "本年度收取信息处理费120元。", Aspect.ACCOUNT),
        ("tables.requests", "全年申请均按时办结，无超期情况。", Aspect.ACCOUNT),
    ],
)
def test_the_aspect_follows_slot_and_words(slot: str, text: str, aspect: Aspect) -> None:
    """Where the slot says it, it decides; elsewhere the words do."""
    assert aspect is aspect_of(slot, normal(text))


@pytest.mark.parametrize(
    "text",
    [
        "全年本镇未收到依申请公开事项。",
        "年内未接到要求公开政府信息的申请。",
        "年内无行政复议，也无行政诉讼情况。",
        "没有发生行政复议和行政诉讼。",
        "本年度，未发生过失密、泄密情况。",
        "本局年内无收取信息处理费情况。",
        "无其他需要报告的事项。",
        "无。",
        "收取信息处理费0元。",
    ],
)
def test_statements_of_none(text: str) -> None:
    """未收到, 没有, 无 … about the thing itself."""
    assert is_none(normal(text))


@pytest.mark.parametrize(
    "text",
    [
        "网站完成无障碍改造，方便群众查阅。",
        "全年收到申请10件，全部办结。",
        "公开不及时、内容不全等问题有待改进。",
        "公开信息15条，其中依申请公开信息0条。",
        "对无正当理由大量反复申请的，依法处理。",
    ],
)
def test_other_uses_of_the_same_words(text: str) -> None:
    """无障碍, 无正当理由 and a nought among counts state nothing."""
    assert not is_none(normal(text))


def test_boilerplate_has_formulas_and_no_fact() -> None:
    """A local fact makes a paragraph of formulas a statement."""
    formulas = (
        "坚持以习近平新时代中国特色社会主义思想为指导，高度重视公开工作，切实保障人民群众的知情权。"
    )

    assert is_boilerplate(normal(formulas))
    assert not is_boilerplate(normal(formulas + "全年公开信息12条。"))
    assert not is_boilerplate(normal("镇党委高度重视公开工作。"))
