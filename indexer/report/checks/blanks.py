"""blank_count: a sentence with a measure word and a gap where its number should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from indexer.model import Finding, Origin, Severity
from indexer.report.checks.quotes import quoted
from indexer.report.material import Material

_UNIT = r"(?:条|件|项|次|篇|份|个|人次|场|期)"
_SPACES, _RULES, _CROSSES = r" \t\u2002-\u200a\u3000\xa0", "_＿", "xX×＊*"
# What ends every gap. Few passages hold it, and the others are not searched for words around it.
_BEFORE_UNIT = re.compile(f"[{_SPACES}{_RULES}{_CROSSES}]{_UNIT}")

# The gap must be printed (white space or a rule), stand behind a countable noun and before a mark,
# so that the white space of a justified line inside 事 项 or 文 件 is no gap.
_GAP = re.compile(
    r"(?:主动)?(?:公开|发布|收到|受理|答复|办结|制发|制定|举办|开展|召开|回复|解读|组织|承办|共|共计|累计|总计|合计)了?"
    r"(?:(?!公开|发布)[^，。；、,;：:\s\d]){0,12}?"
    r"(?:信息|文件|申请|政策|会议|活动|培训|公告|稿件|动态|意见|建议|提案|总数|数量|共|共计|累计|总计|合计|达|约|了)"
    rf"[{_SPACES}{_RULES}]+{_UNIT}(?=[，。；、,;）)])"
)

# A form filled in only in part: crosses for the number, or white space between verb and
# measure word with what is counted behind it.
_UNFILLED = re.compile(
    r"(?:公开|发布|收到|受理|答复|办结|制发|举办|开展|召开|共|共计|累计|总计|合计|信息|文件|申请)了?"
    rf"[ \t\u3000]*[{_CROSSES}]{{1,4}}[ \t\u3000]*{_UNIT}"
    rf"|(?:收到|受理|办结|答复|举办|开展|召开)了?[{_SPACES}]+(?:件|次|场|期)"
    r"(?=政府信息公开|信息公开|依申请公开|申请|培训|会议)"
)


def blank_count(material: Material) -> Iterator[Finding]:
    """Counts left blank in prose."""
    for passage in material.passages:
        if not _BEFORE_UNIT.search(passage.text):
            continue
        for gap in chain(_GAP.finditer(passage.text), _UNFILLED.finditer(passage.text)):
            yield Finding(
                "blank_count",
                Severity.WARNING,
                Origin.REPORT,
                f"正文“{gap.group()}”处应有数字，本文本中为空白。",
                "The prose has a measure word without its number; in this text it is blank.",
                (quoted(material, passage, *gap.span()),),
            )
