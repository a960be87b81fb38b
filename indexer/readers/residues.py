"""What a conversion or a page leaves between the words of a report and is no part of it.

Pictures, bookmarks, field codes, page numbers, rules, the buttons of a web page. They stay in the
text, where they were, but belong to no block.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from indexer.document import Span
from indexer.readers.refusals import Refused

_ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANK = r"[^\S\n]"
_INLINE_FORMS = (
    r"\[(?:image|bookmark|embedded|footnote|endnote|comment)[^\]\n]{0,200}\]",
    r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)",
    r"(?<!-)-{4}(?!-)[^\s\[\]]{1,100}?\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?)-{4}",
    rf"(?:HYPERLINK|INCLUDEPICTURE){_BLANK}{{1,9}}(?:\\l{_BLANK})?"
    rf"[\"“][^\"”\n]{{0,500}}[\"”](?:{_BLANK}\\[a-z]\b){{0,4}}",
    rf"HYPERLINK{_BLANK}{{1,9}}(?:https?|mailto|file):[!-~]{{1,300}}",
    rf"PAGEREF{_BLANK}{{1,9}}_\w{{1,60}}(?:{_BLANK}\\[a-z]\b){{0,4}}",
    # Zero-width characters beside white space or at either end: nothing is printed there.
    rf"(?<!\S)[{_ZERO_WIDTH}]++",
    rf"(?<![{_ZERO_WIDTH}])[{_ZERO_WIDTH}]++(?!\S)",
)
# None is tried where none of their first characters stands: a text is searched 8 times as fast.
_FIRST = rf"[\[!\-HIP{_ZERO_WIDTH}]"
_INLINE = re.compile(f"(?={_FIRST})(?:{'|'.join(_INLINE_FORMS)})", re.IGNORECASE)
_MOST = 100_000
_LONGEST_LINE = 120

_PAGE_NUMBER = re.compile(
    r"[-—–－―─]{1,3}\s{0,3}\d{1,4}\s{0,3}[-—–－―─]{1,3}"
    r"|第\s{0,3}\d{1,4}\s{0,3}页(?:\s{0,3}[,，/]?\s{0,3}共\s{0,3}\d{1,4}\s{0,3}页)?"
)
_RULE = re.compile(r"[-—–－―─_=+*|]{2,}+(?:\s++[-—–－―─_=+*|]{2,}+)*+")
_BUTTONS = re.compile(
    "打印本页|打印|关闭窗口|关闭本页|关闭|加入收藏|收藏|返回顶部|返回|分享到|分享|字体|字号|放大|缩小"
    "|微信|微博|QQ空间|扫一扫在手机打开当前页|扫一扫|全真版|文字版|文件下载|附件下载|相关链接|无障碍阅读"
)
_BUTTON_MARKS = "【】[]()（）|｜:：、/<>-→ \t\u00a0\u2002\u2003\u3000大中小"
# A line of a table of contents: its leader and the page.
_LEADER = re.compile(r".{2,60}?(?:[.…·．]{4,}+|…{2,}+)\s{0,3}\d{1,3}")
_FOOTERS = re.compile(
    r"(?:联系|关于)我们\s{0,3}[|｜]|"
    r"上一[篇条]\s{0,3}[:：]|下一[篇条]\s{0,3}[:：]|版权所有|网站标识码|主办(?:单位)?\s{0,3}[:：]"
    r"|承办(?:单位)?\s{0,3}[:：]|技术支持\s{0,3}[:：]|网站地图|.{0,20}ICP备|.{0,20}公网安备"
)


def inline_residues(text: str) -> tuple[Span, ...]:
    """Every residue that can stand within a line, left to right."""
    spans = []
    for match in _INLINE.finditer(text):
        spans.append(match.span())
        if len(spans) > _MOST:
            raise Refused("too_complex", "文中残留的图片、书签标记过多")
    return tuple(spans)


def is_residue_line(line: str) -> bool:
    """Whether a line, without outer white space, holds nothing of the report."""
    if len(line) > _LONGEST_LINE:
        return False
    return bool(
        _PAGE_NUMBER.fullmatch(line)
        or _RULE.fullmatch(line)
        or _FOOTERS.match(line)
        or _LEADER.fullmatch(line)
        or (_BUTTONS.search(line) and not _BUTTONS.sub("", line).strip(_BUTTON_MARKS))
    )


def without(text: str, span: Span, residues: tuple[Span, ...]) -> tuple[Span, ...]:
    """What remains of the span without the residues, outer white space and blank pieces.

    `residues` are in order and do not overlap.

    >>> without("a [image: x]b ", (0, 14), ((2, 12),))
    ((0, 2), (12, 13))
    """
    if not residues:
        inner = stripped(text, span)
        return (inner,) if inner[0] < inner[1] else ()
    between = _between(span, residues)
    pieces = [(a, b) for a, b in between if a < b and not text[a:b].isspace()]
    if not pieces:
        return ()
    pieces[0] = (stripped(text, pieces[0])[0], pieces[0][1])
    pieces[-1] = (pieces[-1][0], stripped(text, pieces[-1])[1])
    return tuple(pieces)


def stripped(text: str, span: Span) -> Span:
    """The span without outer white space; empty at its start where there is nothing else."""
    start, end = span
    piece = text[start:end]
    inner = piece.lstrip()
    if not inner:
        return start, start
    return end - len(inner), start + len(piece.rstrip())


def _between(span: Span, residues: tuple[Span, ...]) -> list[Span]:
    start, end = span
    pieces = []
    first = bisect_left(residues, (start, start))
    if first and residues[first - 1][1] > start:
        start = residues[first - 1][1]
    for place in range(first, len(residues)):
        cut_start, cut_end = residues[place]
        if cut_start >= end:
            break
        pieces.append((start, cut_start))
        start = cut_end
    pieces.append((start, end))
    return pieces
