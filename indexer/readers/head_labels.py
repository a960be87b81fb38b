"""The words a web page prints above a report: labels of its data, and where one stands on the site.

Seen on gov.cn pages: a line `发布日期：2021-01-23　来源：镇政府　【字体：大 中 小】`, a table
索引号 / 发布机构 / 名称, and saved pages that begin with lines 标题: … 原文链接: ….
"""

from __future__ import annotations

import re
from datetime import date

# A label and the field of PageHead it fills; of two for one field, the one listed first.
FIELDS: tuple[tuple[str, str], ...] = (
    ("标题", "title"),
    ("信息名称", "title"),
    ("文件名称", "title"),
    ("名称", "title"),
    ("发布时间", "published"),
    ("发布日期", "published"),
    ("公开日期", "published"),
    ("公开时间", "published"),
    ("日期", "published"),
    ("时间", "published"),
    ("发布机构", "publisher"),
    ("发布机关", "publisher"),
    ("发布单位", "publisher"),
    ("公开主体", "publisher"),
    ("信息来源", "publisher"),
    ("稿件来源", "publisher"),
    ("文章来源", "publisher"),
    ("来源", "publisher"),
    ("原文链接", "url"),
    ("原文地址", "url"),
    ("网页链接", "url"),
)
_OTHERS = """
    索引号 信息索引号 索引码 文号 发文字号 文件编号 栏目 所属栏目 信息分类 主题分类 体裁分类
    组配分类 公文种类 分类 关键词 主题词 有效性 信息有效性 成文日期 生成日期 发文日期 浏览次数
    浏览量 浏览 点击数 点击率 点击 阅读次数 阅读量 阅读 访问量 访问次数 字体 字号 字体大小
    责任编辑 编辑 公开方式 公开范围 公开形式 公开时限 公开属性 公开类别 打印 分享 分享到
    发文机关 失效日期 生效日期
"""
_RANK = {label: rank for rank, (label, _) in enumerate(FIELDS)}
_FIELD = dict(FIELDS)
LABELS = frozenset(_FIELD) | frozenset(_OTHERS.split())
CRUMBS = (
    "当前位置",
    "您的位置",
    "你的位置",
    "所在位置",
    "现在位置",
    "您现在的位置",
    "您当前的位置",
    "您所在的位置",
    "您当前所在位置",
)

_GAP = "[ \u00a0\u2002\u3000]{0,4}"
_ANY = "|".join(_GAP.join(label) for label in sorted(LABELS, key=len, reverse=True))
LABEL = re.compile(rf"(?<![\u4e00-\u9fff])({_ANY}){_GAP}[:：]")
_GAPS = re.compile(r"\s+")
_DATE = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_STAMP = re.compile(rf"{_DATE.pattern}日?(?:\s{{0,3}}\d{{1,2}}:\d\d(?::\d\d)?)?")
_TIMED = re.compile(rf"{_DATE.pattern}日?\s{{0,3}}\d{{1,2}}:\d\d(?::\d\d)?")
_LINK = re.compile(r"https?://[^\s\"'<>]{4,500}")
_MARKS = " \t\u00a0\u2002\u3000【】[]（）()|｜"
_LONGEST = 300

Pairs = list[tuple[str, str]]


def iso_date(text: str) -> str | None:
    """The first date in the text as YYYY-MM-DD.

    >>> iso_date("2022年2月8日 16:34")
    '2022-02-08'
    """
    for match in _DATE.finditer(text[:200]):
        try:
            return date(*map(int, match.groups())).isoformat()
        except ValueError:
            continue
    return None


def is_label(text: str) -> bool:
    """Whether a cell holds nothing but a label."""
    return _GAPS.sub("", text).rstrip(":：") in LABELS


def line_pairs(line: str) -> Pairs | None:
    """The labels and values of a line that holds nothing else; None for any other line.

    >>> line_pairs("2022-02-08 16:34　来源：镇政府　【字体：大 中 小】")
    [('时间', '2022-02-08 16:34'), ('来源', '镇政府'), ('字体', '大 中 小')]
    """
    if len(line) > _LONGEST:
        return None
    found = list(LABEL.finditer(line))
    lead = line[: found[0].start()].strip(_MARKS) if found else line.strip(_MARKS)
    stamped = (_STAMP if found else _TIMED).fullmatch(lead)
    if not stamped and (lead or not found):
        return None
    pairs = [("时间", lead)] if stamped else []
    ends = [match.start() for match in found[1:]] + [len(line)]
    for match, end in zip(found, ends, strict=True):
        pairs.append((_GAPS.sub("", match[1]), line[match.end() : end].strip(_MARKS)))
    return pairs


def field_value(field: str, value: str) -> str | None:
    """What a field of PageHead takes from the words behind a label."""
    if field == "published":
        return iso_date(value)
    if field == "url":
        link = _LINK.search(value)
        return link[0] if link else None
    words = value.split()
    return (words[0] if field == "publisher" else value.strip()) if words else None


def fields(pairs: Pairs) -> dict[str, str]:
    """PageHead's fields from labels and values; the first label listed wins over later ones."""
    found: dict[str, str] = {}
    known = [(label, value) for label, value in pairs if label in _FIELD]
    for label, value in sorted(known, key=lambda pair: _RANK[pair[0]]):
        field = _FIELD[label]
        content = field_value(field, value)
        if content and field not in found:
            found[field] = content
    return found
