"""Pictures and embedded contents that may be the statutory tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.document import UNDER_PICTURE, Locator, Notice
from indexer.readers.drafts import Draft, DraftLine
from indexer.readers.head import index_pairs

_SHOWN = 20
_LONGEST_HEADING = 40
_HEADING = re.compile(
    r"主动公开政府信息情况|收到和处理政府信息公开申请|行政复议.{0,8}行政诉讼|政府信息公开.{0,4}行政复议"
)


def under_picture(pages: Sequence[int]) -> Iterator[Notice]:
    """Says on which pages text lies under a picture of the page, if there are any."""
    if pages:
        told = "、".join(map(str, pages[:_SHOWN])) + ("等" if pages[_SHOWN:] else "")
        message = (
            f"第 {told} 页的文字在整页图片之下，可能由文字识别得来，可能有错字；"
            "表中数字只在行、列勾稽关系都成立时取值，其余须对照图片。"
        )
        yield Notice(UNDER_PICTURE, message)


def picture_notices(
    text: str, pictures: Sequence[int], drafts: Sequence[Draft]
) -> tuple[Notice, ...]:
    """Says that statutory tables may be pictures: there are some, and no table at their place.

    The table 索引号 / 发布机构 at the head of a page is none of the report's.
    """
    if not pictures:
        return ()
    tables = any(
        not isinstance(draft, DraftLine) and index_pairs(text, draft) is None for draft in drafts
    )
    told = tuple(_instead(text, pictures, drafts)) if tables else tuple(pictures)
    if not told:
        return ()
    where = "应有统计表的地方" if tables else "文中"
    message = f"{where}没有表格，但有 {len(told)} 处图片或嵌入内容，统计表可能在其中，未能读取。"
    return (Notice("table_as_image", message, Locator(tuple((at, at) for at in told[:_SHOWN]))),)


def _instead(text: str, pictures: Sequence[int], drafts: Sequence[Draft]) -> Iterator[int]:
    """The pictures between a heading that a table should follow and the next line or table."""
    for place, draft in enumerate(drafts):
        start, end = draft.span
        if not isinstance(draft, DraftLine) or end - start > _LONGEST_HEADING:
            continue
        if _HEADING.search(text, start, end):
            after = drafts[place + 1] if place + 1 < len(drafts) else None
            stop = after.span[0] if after else len(text)
            if after is None or isinstance(after, DraftLine):
                yield from (at for at in pictures if end < at <= stop)
