"""Counts of applications in prose: received, carried, closed, by result, by kind of applicant."""

from __future__ import annotations

import re

from indexer.model import Severity
from indexer.report.checks.counted import CASES, NUMBER, Counted, Sum

SLOTS = frozenset({"overview.on_request", "tables.requests"})
_UNIT = r"(?:件|宗|份|条|次|起)"
_APPLIED = re.compile(r"申请(?!人大)")
# Outside the part on applications 申请 may be for anything: pensions, licences, legal aid.
FOR_INFORMATION = re.compile(r"信息公开|依申请|申请公开|公开申请|政府信息")
# What the table counts as granted, told under a name of its own.
_GRANTED_OTHERWISE = re.compile(
    r"已主动公开|已公开|告知[^。;]{0,8}(?:获取|途径|方式)|同意公开|全部公开|准予公开"
)
# A part of the applications, another time, or something else that is applied for.
PARTIAL = re.compile(
    r"当面|通过|网站|信函|传真|网络|网上|线上|电子|邮件|书面|口头|平台|窗口|结转|复议|诉讼|收费|费用|减免|自然人|企业|商业|"
    r"逾期|补正|超期|不予|季度|半年|月份|上年|去年|往年|历年|历来|以来|异议|延期|未按|处理费|重复|涉密|转办|转来|涉及|关于|"
    r"查询|其中|许可|行政审批|低保|救助|党务|村务|所属|下属|各村|部门|现成|制作|无法|不属|属于|答复|办结|20[01]\d年至"
)
_CHANNEL = (
    r"当面|通过|网站|信函|传真|网上|线上|电子|邮件|书面|口头|窗口|自然人|企业|商业|法人|机构|复议|诉讼|许可|审批|"
    r"20[01]\d年至|收费|费用|党务|村务|部门"
)
_PART = re.compile(rf"{_CHANNEL}|(?:按时|按期|当场|当日|提前|延期|逾期|超期)[^,;。]{{0,6}}\d|各\d")
_PART_OF_CLOSED = re.compile(rf"{_CHANNEL}|其中|结转|按[时期]|当场|当日|提前|延期|逾期|超期|各\d")
_OF_RESULTS = re.compile(r"办结|答复|公开\d|公开答复|不予|部分公开|无法提供|结转|许可|审批|各\d")


def _after(words: str) -> re.Pattern[str]:
    """The number behind the words, and no ground or other part of them before."""
    return re.compile(
        rf"(?:^|[、:(])(?:其中|依法|依规|决定|作出|共|已|全年|本年度?|:)*(?:{words})(?:的|申请|答复|处理|决定|政府信息)*"
        rf"(?:共计|合计|总计|共|为|有|:)*{NUMBER}{CASES}(?=$|[、;)(:])"
    )


def _before(words: str) -> re.Pattern[str]:
    """The number before the words, and nothing behind them."""
    return re.compile(
        rf"(?:^|[、:(])(?:其中|有|对|:)*{NUMBER}{CASES}(?:申请)?(?:为|作出|已|均|依法|依规|全部)*(?:{words})"
        r"(?:答复|处理|决定)?"
        r"(?=$|[、;)])"
    )


def _result(label: str, label_en: str, words: str, *sums: Sum) -> Counted:
    """A result, 待核: prose may tell results in other classes than the form."""
    return Counted(
        label,
        label_en,
        (_after(words), _before(words)),
        sums,
        _APPLIED,
        SLOTS,
        _PART,
        Severity.WARNING,
        unless=_GRANTED_OTHERWISE,
    )


def _applicants(label: str, label_en: str, words: str, *columns: str) -> Counted:
    """Applicants of a kind among those who applied; the results have such columns too."""
    rows = (
        ("新收", "new", ("new_received",)),
        ("新收与上年结转之和", "new and carried in", ("new_received", "carried_in")),
    )
    return Counted(
        f"{label}申请",
        f"applications by {label_en}",
        (
            re.compile(
                rf"(?:^|[、:(])(?:其中|分别为|包括|含|来自|涉及|:)*(?:{words})(?:提出|提交|申请人|申请|的)*"
                rf"(?:共计|共|为|有)?{NUMBER}{CASES}(?=$|[、;)])"
            ),
            re.compile(
                rf"(?:收到|受理|新收)(?:{words})(?:提出|提交)?的?(?:政府信息公开)?申请{NUMBER}{CASES}"
            ),
        ),
        tuple(
            Sum(
                f"{row}（{label}）",
                f"{row_en}, {label_en}",
                tuple(f"t3.{key}.{column}" for key in keys for column in columns),
            )
            for row, row_en, keys in rows
        ),
        re.compile(r"(?:收到|受理|新收|接收)[^。;]*(?:申请|\d件)"),
        frozenset(),
        _OF_RESULTS,
    )


_NEW = Sum("本年新收", "new", ("t3.new_received.total",))
_NEW_AND_CARRIED = Sum(
    "本年新收与上年结转之和", "new and carried in", ("t3.new_received.total", "t3.carried_in.total")
)
_CLOSED = Sum("办理结果总计", "results in all", ("t3.result.total.total",))
_GRANTED = "t3.result.granted.total"

RECEIVED = Counted(
    "收到申请",
    "applications received",
    (
        re.compile(
            rf"(?:收到|受理|接收|新收)(?:到|了)?[^\d未无]{{0,24}}?(?:申请|依申请公开)(?:公开)?(?:政府信息|信息)?(?:事项)?"
            rf"(?:共计?|总数|数量|总计|为|:)*{NUMBER}{_UNIT}"
        ),
        re.compile(
            rf"(?:收到|受理|接收|新收)(?:到|了)?(?:各类)?{NUMBER}{_UNIT}[^\d]{{0,16}}申请(?!人)"
        ),
    ),
    (_NEW, _NEW_AND_CARRIED),
    FOR_INFORMATION,
    SLOTS,
    PARTIAL,
)
STATED = (
    RECEIVED,
    Counted(
        "新收申请",
        "new applications",
        (re.compile(rf"^(?:本年度?|全年|当年|年内|20\d\d年)?新收(?:申请)?{NUMBER}{CASES}$"),),
        (_NEW, _NEW_AND_CARRIED),
        re.compile(r"(?!)"),
        SLOTS,
        re.compile(r"复议|诉讼|许可|审批|季度|半年"),
    ),
    Counted(
        "上年结转",
        "applications carried in",
        (
            re.compile(
                rf"(?:上一?年度?|去年)结转(?:申请|的|政府信息公开|办理)*(?:共|为)?{NUMBER}{CASES}$"
            ),
        ),
        (Sum("上年结转", "carried in", ("t3.carried_in.total",)),),
        _APPLIED,
        SLOTS,
        re.compile(_CHANNEL),
    ),
    Counted(
        "结转下年度",
        "applications carried out",
        (
            re.compile(
                r"结转(?:至|到|入)?(?:下一?年度?|次年|明年)(?:度|继续|办理|处理|答复|申请|的)*(?:共|为)?"
                rf"{NUMBER}{CASES}$"
            ),
            re.compile(
                rf"{NUMBER}{CASES}(?:申请)?(?:已|需|将|正在办理)?结转(?:至|到|入)?(?:下一?年度?|次年|明年)"
            ),
        ),
        (Sum("结转下年度", "carried out", ("t3.carried_out.total",)),),
        _APPLIED,
        SLOTS,
        re.compile(_CHANNEL),
    ),
    Counted(
        "办结申请",
        "applications closed",
        (
            re.compile(
                r"(?:^|[、:])(?:已|共|均|全部|当年|全年|本年度?|年内|及时|依法|依规)*办结(?:申请|答复)*"
                rf"(?:共计|共|总数|数量|为)*{NUMBER}{CASES}$"
            ),
        ),
        (_CLOSED,),
        _APPLIED,
        SLOTS,
        _PART_OF_CLOSED,
    ),
    Counted(
        "答复申请",
        "applications answered",
        (
            re.compile(
                r"(?:^|[、:])(?:已|共|均|全部|当年|全年|本年度?|及时|依法|依规|书面)*答复(?:申请|申请人)*"
                rf"(?:共计|共|总数|数量|为)*{NUMBER}{CASES}$"
            ),
        ),
        (
            Sum(
                "公开、不予公开与无法提供之和",
                "granted, denied and unable",
                ("d.disclosed", "d.denied", "d.unable"),
            ),
            Sum(
                "加上不予处理",
                "with not processed",
                ("d.disclosed", "d.denied", "d.unable", "d.not_processed"),
            ),
            _CLOSED,
        ),
        _APPLIED,
        SLOTS,
        _PART_OF_CLOSED,
        Severity.WARNING,
    ),
    _result(
        "予以公开",
        "granted",
        "予以公开",
        Sum("予以公开", "granted", (_GRANTED,)),
        Sum("予以公开与部分公开之和", "granted in all or in part", ("d.disclosed",)),
    ),
    _result(
        "部分公开",
        "granted in part",
        "(?:予以)?部分公开",
        Sum("部分公开", "granted in part", ("t3.result.partially_granted.total",)),
    ),
    _result(
        "不予公开",
        "denied",
        "不予公开",
        Sum("不予公开各项之和", "denied", ("d.denied",)),
        Sum("不予公开与无法提供之和", "denied or unable", ("d.denied", "d.unable")),
        Sum("不予公开与不予处理之和", "denied or not processed", ("d.denied", "d.not_processed")),
    ),
    _result(
        "无法提供",
        "unable to provide",
        "无法提供",
        Sum("无法提供各项之和", "unable to provide", ("d.unable",)),
    ),
    _result(
        "不予处理",
        "not processed",
        "不予处理",
        Sum("不予处理各项之和", "not processed", ("d.not_processed",)),
    ),
    _result(
        "其他处理",
        "handled otherwise",
        "其他处理",
        Sum("其他处理", "handled otherwise", ("d.other",)),
    ),
    _applicants("自然人", "natural persons", "自然人", "natural_person"),
    _applicants("商业企业", "businesses", "商业企业", "business"),
    _applicants("科研机构", "research bodies", "科研机构", "research"),
    _applicants("社会公益组织", "public welfare bodies", "社会公益组织", "public_welfare"),
    _applicants("法律服务机构", "legal services", "法律服务机构", "legal_service"),
    _applicants(
        "法人或其他组织",
        "legal persons and organisations",
        "法人(?:或者?|和|及|、)其他组织",
        *("business", "research", "public_welfare", "legal_service", "other_org"),
    ),
)
