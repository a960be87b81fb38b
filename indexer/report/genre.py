"""Whether a text is a disclosure report at all."""

from __future__ import annotations

import re

from indexer.document import Document, Refusal
from indexer.model import Given
from indexer.report.lines import Line
from indexer.report.title import Title, other_paper
from indexer.text import normal

_LOOKED_AT = 60_000
_PARTS = (
    re.compile("总体情况|概述|基本情况"),
    re.compile("主动公开政府信息|主动公开情况"),
    re.compile("(?:信息公开|公开政府信息)申请|依申请公开"),
    re.compile("行政复议|行政诉讼"),
    re.compile("存在的?(?:主要)?(?:问题|不足)"),
    re.compile("其他需要(?:报告|说明)"),
)
_ENOUGH_PARTS, _MANY_TITLES = 3, 3
# Notices of a reader that say where the report may be.
_UNSEEN = frozenset({"loaded_by_script", "table_as_image"})
NEXT_STEP = "如确为年度报告，可在 --meta 文件中给出 agency（机关）和 year（年度）后再加入。"


def not_a_report(
    document: Document,
    lines: tuple[Line, ...],
    given: Given,
    title: Title | None,
    others: tuple[Line, ...],
) -> Refusal | None:
    """Why the text, whose first lines are given, is no such report; None where it is one.

    It is one with a title, with three of the statutory parts, or where agency and year were given
    and it speaks of 信息公开. A text about a report (解读, 通知) or a list of reports is none.
    """
    paper = other_paper(document, lines)
    if paper:
        return Refusal("not_a_report", f"这是“{paper[:40]}”，不是年度报告本身。", NEXT_STEP)
    if title and len(others) < _MANY_TITLES:
        return None
    text = normal(document.text[:_LOOKED_AT])
    if sum(1 for part in _PARTS if part.search(text)) >= _ENOUGH_PARTS:
        return None
    if title:
        return Refusal("not_a_report", "这是多份年度报告的目录，不是报告本身。", NEXT_STEP)
    if given.agency and given.year and "信息公开" in text:
        return None
    unseen = "".join(notice.message for notice in document.notices if notice.code in _UNSEEN)
    return Refusal("not_a_report", f"文中没有年度报告的标题，也没有它的各部分。{unseen}", NEXT_STEP)
