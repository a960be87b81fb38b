"""The query language on one screen: `search --syntax`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search_api.render.width import pad

_COLUMN = 31
_HEAD = "检索式写法 (the query language)。全角符号同样有效；写错也照样查找，并指出位置。"
_FOOT = "更多例子：docs/query.md；怎样理解的：search explain 检索式 (how it is read)。"


@dataclass(frozen=True, slots=True)
class Construct:
    """Examples of one construct, and what it means in Chinese and English."""

    examples: tuple[str, ...]
    chinese: str
    english: str


CONSTRUCTS: tuple[Construct, ...] = (
    Construct(("保密审查",), "含原文，或含其中各词", "words, literal ones first"),
    Construct(('"保密审查"', "「审查」"), "一字不差", "exactly these characters"),
    Construct(('~"先审查后公开"',), "不计标点", "punctuation ignored"),
    Construct(("保密 培训", "甲 且 乙", "甲 AND 乙"), "都含有", "all of them"),
    Construct(("保密 或 涉密", "甲 OR 乙"), "含有其一", "any of them"),
    Construct(("审查 -保密", "非 甲", "NOT 甲"), "不含，- 前要空格", "without"),
    Construct(("(培训 或 宣传) 不足",), "先合后分", "groups"),
    Construct(("NEAR(保密, 审查, 10)",), "相隔至多 10 字，次序不论", "near each other"),
    Construct(("保密?查", "保密*审查"), "? 一字，* 同句任意字", "patterns"),
    Construct(("报告(保密审查)", "report(甲)"), "同一报告某段含有", "reports where it is"),
    Construct(("-报告(保密审查)",), "报告通篇没有", "reports where it is not"),
    Construct(("部分(培训)", "section(甲)"), "同一报告同一部分", "same section"),
    Construct(("年:2018..2021", "年>=2021"), "年度", "years"),
    Construct(("地区:林峪县", "机关:青芷镇"), "地方、机关", "region, agency"),
    Construct(("层级:乡级", "类型:乡镇"), "层级、类型；另有范围、表式", "level, kind, …"),
    Construct(("部分:问题", "性质:拟改进"), "部分、性质；另有主题、核查", "section, aspect, …"),
    Construct(("新收申请>0", "公开率>=50"), "报告的数据：< > = != ≤ ≥", "figures"),
    Construct(("新收申请:1..10",), "数据在此范围", "a figure in a range"),
    Construct(("复议:空白", "t4.review:blank"), "数据的状态", "the status of a figure"),
)


def syntax_lines() -> Iterator[str]:
    """The help, line by line."""
    yield _HEAD
    yield ""
    for construct in CONSTRUCTS:
        examples = "  ".join(construct.examples)
        yield f"{pad(examples, _COLUMN)} {construct.chinese} ({construct.english})"
    yield ""
    yield _FOOT
