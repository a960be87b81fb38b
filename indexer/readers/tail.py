"""What a web page prints below the report: the links to other documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.readers.drafts import Draft, DraftLine

_HEADS = re.compile(
    r"[【\[■●◆·\s]{0,3}(?:相关(?:文档|链接|阅读|新闻|稿件|文章|资讯|推荐|专题)|延伸阅读|推荐阅读"
    r"|热点(?:新闻|信息|推荐)|友情链接)[】\]:：\s]{0,3}"
)
_LONGEST_LINK = 80
_PROSE_END = tuple("。；！？")


def below_report(text: str, drafts: Sequence[Draft]) -> int:
    """The number of the draft with which the links below a report begin; `len(drafts)` without.

    They begin with a line 相关文档 or the like, and nothing but short lines follow to the end.
    """
    first = len(drafts)
    for place in range(len(drafts) - 1, 0, -1):
        draft = drafts[place]
        if not isinstance(draft, DraftLine):
            break
        line = text[slice(*draft.span)].strip()
        if len(line) > _LONGEST_LINK or line.endswith(_PROSE_END):
            break
        if _HEADS.fullmatch(line):
            first = place
    return first
