"""The Chinese words for every key the project shows: slots, aspects, statuses, kinds, forms, …

One table each, so that the command line, the API and the page say the same. Wording follows the
statutory form (国办公开办函〔2021〕30号) where it has a word for the thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from indexer.document import Locator

T = TypeVar("T")

SLOTS: dict[str, str] = {
    "preamble": "编制说明",
    "overview": "总体情况",
    "overview.proactive": "主动公开",
    "overview.on_request": "依申请公开",
    "overview.management": "政府信息管理",
    "overview.platform": "平台建设",
    "overview.supervision": "监督保障",
    "overview.review": "复议诉讼（文字）",
    "overview.fees": "收费及减免",
    "overview.organisation": "机构人员经费",
    "overview.inquiry": "咨询",
    "overview.extra": "其他分项",
    "tables.proactive": "表二·主动公开",
    "tables.requests": "表三·申请办理",
    "tables.review": "表四·复议诉讼",
    "problems": "存在问题",
    "measures": "改进措施",
    "prior_rectification": "上年问题整改",
    "other": "其他事项",
    "other.fee": "信息处理费",
    "other.tasks": "重点任务落实",
    "other.proposals": "建议提案办理",
    "other.innovation": "创新做法",
    "appendix": "附表",
    "signature": "落款",
}

ASPECTS: dict[str, str] = {
    "problem": "问题",
    "measure": "拟改进",
    "rectification": "已整改",
    "account": "做法",
    "basis": "说明",
    "other": "其他",
}

STATUSES: dict[str, str] = {
    "reported": "已填",
    "blank": "空白",
    "missing": "应有未见",
    "not_in_form": "本表式无此项",
    "ambiguous": "位置不明",
    "unreadable": "无法识读",
    "recovered": "据勾稽复原",
    "stated": "正文所述",
    "derived": "推算",
    "corrected": "人工更正",
}

SEVERITIES: dict[str, str] = {"error": "矛盾", "warning": "待核", "info": "提示"}

UNASSESSED = "不可核对"

ORIGINS: dict[str, str] = {
    "report": "报告自身",
    "conversion": "疑为转换",
    "undecided": "无法区分",
}

LEVELS: dict[str, str] = {
    "state": "国家",
    "province": "省级",
    "prefecture": "市级（地级）",
    "county": "县级",
    "township": "乡级",
    "zone": "开发区",
    "vertical": "垂直管理",
    "unknown": "未定",
}

KINDS: dict[str, str] = {
    "government_office": "政府办公机构",
    "government": "本级政府",
    "department": "部门",
    "township": "乡镇",
    "subdistrict": "街道办事处",
    "zone": "开发区/实验区",
    "vertical": "垂直管理",
    "ministry": "国务院部门",
    "enterprise": "公共企事业单位",
    "party": "党的机关（加挂）",
    "unknown": "未定",
}

SCOPES: dict[str, str] = {"own": "本机关", "aggregate": "本级汇总", "unknown": "未定"}

CHECKS: dict[str, str] = {
    "given_contradicts_text": "元数据与正文",
    "t3_flow": "收办结转勾稽",
    "t3_result_sum": "办理结果合计",
    "t3_row_sum": "申请人合计",
    "t4_sum": "复议诉讼合计",
    "section_missing": "应有部分未见",
    "section_numbering": "序号跳重",
    "blank_count": "正文数字空缺",
    "prose_vs_table": "正文与表格",
    "prose_sum": "正文内部数字",
    "foreign_place": "他地名称",
    "foreign_agency_word": "机关称谓不符",
    "heading_content": "标题与内容",
    "form_vs_year": "表式与年度",
    "fee_statement": "信息处理费未述",
    "rules_without_power": "规章制定权",
    "late": "公布时间",
    "carry_over": "结转跨年衔接",
    "in_force_series": "规范性文件存量衔接",
    "items_series": "事项数衔接",
    "same_as_last_year": "与上年雷同",
    "versions_differ": "两版不同",
}

GROUNDS: dict[str, str] = {
    "title": "标题",
    "signature": "落款",
    "contact": "联系方式",
    "period": "统计期限",
    "given": "随附资料",
    "corrected": "人工更正",
    "page_head": "网页页首",
    "figure": "数据",
    "passage": "正文",
    "preamble": "编制说明",
    "heading": "小标题",
    "citation": "所引文件",
}
_MOST_GROUNDS = 24  # of a finding, that a terminal shows; the other forms have all

OUTCOMES: dict[str, str] = {
    "added": "新增",
    "replaced": "更新",
    "unchanged": "未变",
    "other_version": "同一报告的另一来源",
    "removed": "移除",
    "not_a_report": "不是年度报告",
    "unidentified": "机关或年份不明",
    "unreadable": "无法读取",
    "unsupported": "格式不支持",
    "specimen": "样例，未加入",
}

CORRECTIONS: dict[str, str] = {
    "figure": "数据",
    "aspect": "性质",
    "identity": "身份",
    "finding": "核查",
}

CORRECTION_STATES: dict[str, str] = {
    "applied": "已套用",
    "replaced": "已被后来的更正取代",
    "not_applied": "未能套用",
    "undone": "已撤销",
}

IDENTITY_PARTS: dict[str, str] = {
    "agency": "机关",
    "year": "年份",
    "region": "地区",
    "scope": "统计范围",
    "published": "公布日期",
}

SPECIMEN_MARK = "〔样例·虚构〕"


def some_grounds(grounds: Sequence[T]) -> tuple[Sequence[T], tuple[str, ...]]:
    """The grounds of a finding that a terminal shows, and the line that tells of any others."""
    more = len(grounds) - _MOST_GROUNDS
    told = (f"另有 {more} 处，--json 全部列出 (more grounds: --json)",) if more > 0 else ()
    return grounds[:_MOST_GROUNDS], told


def place_words(locator: Locator) -> Iterator[str]:
    """Page, table, row and column, as a reader counts them."""
    for name, number, first in (
        ("页", locator.page, 0),
        ("表", locator.table, 1),
        ("行", locator.row, 1),
        ("列", locator.col, 1),
    ):
        if number is not None:
            yield f"{name} {number + first}"
