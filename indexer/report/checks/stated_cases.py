"""Counts of reviews and suits over disclosure in prose, and how they ended."""

from __future__ import annotations

import re

from indexer.report.checks.counted import CASES, NUMBER, Counted, Sum

_SLOTS = frozenset({"overview.review", "tables.review"})
_ON_DISCLOSURE = re.compile(r"信息公开|依申请公开|申请公开|政务公开")
# Cases that the agency decides for others, or of which only some are told.
_ELSEWHERE = (
    r"受理|审理|办理|代理|应诉|审结|其他方面|败诉|胜诉|尚未|正在|未审|调解|撤回|撤诉|终止|化解|出庭|负责人|各\d|"
    r"20[01]\d年至|上年|结转"
)
_ENDED = r"维持|纠正|撤销|驳回|确认违法"
_THE_SUITS = re.compile(r"未经复议|直接|经复议|复议后")


def _total(label: str, label_en: str, words: str, spoils: str, *keys: str) -> Counted:
    return Counted(
        label,
        label_en,
        (
            re.compile(
                rf"{words}(?:案件|申请|事项|案)?(?:共计|共|合计|为|数量|数|总数|有|:)*{NUMBER}{CASES}(?=$|[、;)(:])"
            ),
            re.compile(rf"{NUMBER}{CASES}(?:政府信息公开|信息公开)?(?:类|的)?{words}(?=$|[、;)])"),
        ),
        (Sum(f"{label}总计", label_en, keys),),
        _ON_DISCLOSURE,
        _SLOTS,
        re.compile(f"{_ELSEWHERE}|{spoils}"),
    )


def _ended(label: str, label_en: str, case: str, other: str, end: str, *keys: str) -> Counted:
    """The cases of one kind that ended so, in a sentence that speaks of no other kind."""
    return Counted(
        f"{label}结果{end}",
        f"{label_en} {'upheld' if end == '维持' else 'corrected'}",
        (
            re.compile(
                rf"(?:^|[、:(])(?:其中|结果|被|予以|决定|判决|复议机关|法院)*{end}(?:原行政行为|原决定|结果|的)*(?:共|为)?"
                rf"{NUMBER}{CASES}(?=$|[、;)])"
            ),
            re.compile(
                rf"(?:^|[、:(])(?:其中)?{NUMBER}{CASES}(?:结果|被|予以|决定)*{end}(?=$|[、;)])"
            ),
        ),
        (Sum(f"{label}结果{end}", f"{label_en} so ended", keys),),
        re.compile(rf"^(?=.*(?:{_ON_DISCLOSURE.pattern})).*{case}[^。;]*\d{CASES}"),
        frozenset(),
        re.compile(f"{_ELSEWHERE}|{other}|{_THE_SUITS.pattern}"),
    )


_DIRECT, _AFTER = "t4.litigation_direct", "t4.litigation_after_review"
STATED = (
    _total("行政复议", "reviews", "(?:行政)?复议", _ENDED, "t4.review.total"),
    _total(
        "行政诉讼",
        "suits",
        r"(?<!复议、)(?<!复议和)(?<!复议及)(?<!复议或)(?<!复议与)(?:行政)?诉讼",
        f"{_ENDED}|{_THE_SUITS.pattern}|复议[^\\d]{{0,12}}诉讼",
        f"{_DIRECT}.total",
        f"{_AFTER}.total",
    ),
    _total(
        "未经复议直接起诉",
        "direct suits",
        "未经(?:行政)?复议直接(?:起诉|(?:提起)?(?:行政)?诉讼)",
        _ENDED,
        f"{_DIRECT}.total",
    ),
    _total(
        "复议后起诉",
        "suits after review",
        "复议后(?:起诉|(?:提起)?(?:行政)?诉讼)",
        _ENDED,
        f"{_AFTER}.total",
    ),
    *(
        _ended("行政复议", "reviews", "复议", "诉讼|起诉", end, f"t4.review.{key}")
        for end, key in (("维持", "upheld"), ("纠正", "corrected"))
    ),
    *(
        _ended("行政诉讼", "suits", "诉讼", "复议", end, f"{_DIRECT}.{key}", f"{_AFTER}.{key}")
        for end, key in (("维持", "upheld"), ("纠正", "corrected"))
    ),
)
