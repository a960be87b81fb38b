"""The wording of the statutory tables, as the two notices print them.

`FORMS["2019"]` is the trial form of 国办公开办函〔2019〕60号,
`FORMS["2021"]` the form of 国办公开办函〔2021〕30号.
Everything printed about a table follows from these tuples; no label stands anywhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Generation = Literal["2019", "2021"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of table 二: its label and the key of each of its cells."""

    label: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A block of table 二: one item of article 20, with its own column heads."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One generation: the blocks of table 二 and the result rows of table 三."""

    articles: tuple[Article, ...]
    results: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


APPLICANTS = (
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("public_welfare", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other_org", "其他"),
    ("total", "总计"),
)
IDENTITY_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
NEW_RECEIVED = ("t3.new_received", "一、本年新收政府信息公开申请数量")
CARRIED_IN = ("t3.carried_in", "二、上年结转政府信息公开申请数量")
RESULTS = "三、本年度办理结果"
CARRIED_OUT = ("t3.carried_out", "四、结转下年度继续办理")

OUTCOMES = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)
REMEDIES = ("review", "litigation_direct", "litigation_after_review")


def _lines(columns: tuple[str, ...], **labels: str) -> tuple[Line, ...]:
    return tuple(
        Line(label, tuple(f"t2.{row}.{column}" for column in columns))
        for row, label in labels.items()
    )


_MADE = ("newly_made", "newly_disclosed", "disclosed_total")
_ITEMS = ("prior_year_items", "items_change", "decisions")
_ITEM_HEADS = ("上一年项目数量", "本年增/减", "处理决定数量")
_ARTICLES_2019 = (
    Article(
        "第二十条第（一）项",
        ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
        _lines(_MADE, regulations="规章", normative_documents="规范性文件"),
    ),
    Article(
        "第二十条第（五）项",
        _ITEM_HEADS,
        _lines(_ITEMS, licensing="行政许可", other_external_services="其他对外管理服务事项"),
    ),
    Article(
        "第二十条第（六）项",
        _ITEM_HEADS,
        _lines(_ITEMS, penalty="行政处罚", coercion="行政强制"),
    ),
    Article("第二十条第（八）项", _ITEM_HEADS[:2], _lines(_ITEMS[:2], fees="行政事业性收费")),
    Article(
        "第二十条第（九）项",
        ("采购项目数量", "采购总金额"),
        _lines(("items", "amount"), procurement="政府集中采购"),
    ),
)
_STOCK = ("issued", "repealed", "in_force")
_ARTICLES_2021 = (
    Article(
        "第二十条第（一）项",
        ("本年制发件数", "本年废止件数", "现行有效件数"),
        _lines(_STOCK, regulations="规章", normative_documents="行政规范性文件"),
    ),
    Article(
        "第二十条第（五）项",
        ("本年处理决定数量",),
        _lines(("decisions",), licensing="行政许可"),
    ),
    Article(
        "第二十条第（六）项",
        ("本年处理决定数量",),
        _lines(("decisions",), penalty="行政处罚", coercion="行政强制"),
    ),
    Article(
        "第二十条第（八）项",
        ("本年收费金额（单位：万元）",),
        _lines(("amount_10k_yuan",), fees="行政事业性收费"),
    ),
)

_COMMON_RESULTS = (
    ("（一）予以公开", (("granted", ""),)),
    (
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        (("partially_granted", ""),),
    ),
    (
        "（三）不予公开",
        (
            ("denied.state_secret", "1.属于国家秘密"),
            ("denied.law_prohibited", "2.其他法律行政法规禁止公开"),
            ("denied.three_securities_one_stability", "3.危及“三安全一稳定”"),
            ("denied.third_party_rights", "4.保护第三方合法权益"),
            ("denied.internal_affairs", "5.属于三类内部事务信息"),
            ("denied.process_information", "6.属于四类过程性信息"),
            ("denied.enforcement_case_file", "7.属于行政执法案卷"),
            ("denied.administrative_query", "8.属于行政查询事项"),
        ),
    ),
    (
        "（四）无法提供",
        (
            ("unable.not_held", "1.本机关不掌握相关政府信息"),
            ("unable.needs_creation", "2.没有现成信息需要另行制作"),
            ("unable.still_unclear", "3.补正后申请内容仍不明确"),
        ),
    ),
    (
        "（五）不予处理",
        (
            ("not_processed.petition_complaint", "1.信访举报投诉类申请"),
            ("not_processed.repeated", "2.重复申请"),
            ("not_processed.public_publication", "3.要求提供公开出版物"),
            ("not_processed.excessive", "4.无正当理由大量反复申请"),
            ("not_processed.confirm_or_reissue", "5.要求行政机关确认或重新出具已获取信息"),
        ),
    ),
)
_OTHER_2019 = ("（六）其他处理", (("other.unsplit", ""),))
_OTHER_2021 = (
    "（六）其他处理",
    (
        (
            "other.overdue_correction",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ),
        (
            "other.overdue_fee",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ),
        ("other.misc", "3.其他"),
    ),
)
_TOTAL = ("（七）总计", (("total", ""),))

FORMS: dict[Generation, Form] = {
    "2019": Form(_ARTICLES_2019, (*_COMMON_RESULTS, _OTHER_2019, _TOTAL)),
    "2021": Form(_ARTICLES_2021, (*_COMMON_RESULTS, _OTHER_2021, _TOTAL)),
}


def row_keys(generation: Generation) -> Iterator[str]:
    """The rows of table 三 from top to bottom, as `t3.<row>`."""
    yield NEW_RECEIVED[0]
    yield CARRIED_IN[0]
    for _, leaves in FORMS[generation].results:
        yield from (f"t3.result.{leaf}" for leaf, _ in leaves)
    yield CARRIED_OUT[0]


def figure_keys(generation: Generation) -> tuple[str, ...]:
    """Every cell of the three tables in reading order: 198 in 2019, 200 in 2021."""
    tables = [
        key for article in FORMS[generation].articles for line in article.lines for key in line.keys
    ]
    tables += [f"{row}.{column}" for row in row_keys(generation) for column, _ in APPLICANTS]
    tables += [f"t4.{remedy}.{outcome}" for remedy in REMEDIES for outcome, _ in OUTCOMES]
    return tuple(tables)
