"""What a web page printed above the report: read into PageHead, and set apart from the blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.document import PageHead, Span
from indexer.readers.drafts import Draft, DraftLine, DraftTable
from indexer.readers.head_labels import CRUMBS, LABEL, Pairs, fields, is_label, line_pairs

_ZONE = 150
_BODY_LENGTH = 150
_NAVIGATION_LENGTH = 60
_SHORTEST_TITLE = 6
_BODY = re.compile(r"[一二三四五六七八九十]{1,3}\s{0,3}[、.．]")
_SEPARATOR = re.compile(r"[=\-—_*]{4,}\s{0,3}正文\s{0,3}[=\-—_*]{4,}")
_GAPS = re.compile(r"\s+")
_WORD = re.compile(r"\s*(\S+)")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_BUTTON_WORDS = """
    微信 微博 QQ空间 全真版 文字版 文件下载 附件下载 相关链接 相关链接： --> 打印 关闭 收藏 大
    中 小 分享 【打印】 【关闭】 【收藏】 分享到 分享到： 字体： 字号： | ｜
"""
_BUTTONS = frozenset(_BUTTON_WORDS.split())


@dataclass(frozen=True, slots=True)
class FoundHead:
    """`taken`: number of a draft → the spans of it that are head. The rest stays paragraph."""

    head: PageHead
    taken: Mapping[int, tuple[Span, ...]]


def find_head(text: str, drafts: Sequence[Draft], given: PageHead) -> FoundHead:
    """The head data printed above the body. `given` outranks what is printed."""
    taken: dict[int, tuple[Span, ...]] = {}
    pairs: Pairs = []
    lines: dict[int, str] = {}
    for place, draft in enumerate(_zone(text, drafts)):
        lines[place] = line = text[slice(*draft.span)].strip()
        if isinstance(draft, DraftTable):
            found = index_pairs(text, draft)
        else:
            found = [] if _SEPARATOR.fullmatch(line) else line_pairs(line)
        if found is not None:
            taken[place] = (draft.span,)
            pairs += found
    title = given.title or fields(pairs).get("title", "")
    for place, line in _before_title(lines, title):
        if line.startswith(CRUMBS) and len(line) > _BODY_LENGTH:
            cut = _run_on(text, drafts[place].span, title)
            taken[place] = cut
            pairs += _run_on_pairs(text, cut)
        else:
            taken[place] = (drafts[place].span,)
    read = fields(pairs)
    head = PageHead(
        title=given.title or read.get("title"),
        published=given.published or read.get("published"),
        publisher=given.publisher or read.get("publisher"),
        url=given.url or read.get("url"),
    )
    return FoundHead(head, taken)


def _zone(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts above the first heading and the first paragraph of the body."""
    for draft in drafts[:_ZONE]:
        if isinstance(draft, DraftLine):
            start = draft.span[0]
            line = text[start : min(draft.span[1], start + 2 * _BODY_LENGTH)].strip()
            runs_on = line.startswith(CRUMBS)
            if _BODY.match(line):
                return
            if len(line) > _BODY_LENGTH and not runs_on and not LABEL.match(line):
                return
        yield draft


def index_pairs(text: str, table: DraftTable) -> Pairs | None:
    """Labels and values of a table 索引号 / 发布机构 / 名称; None for any other table."""
    pairs: Pairs = []
    others = 0
    for row in table.rows[:20]:
        spans = dict.fromkeys(span for span in row if span is not None)
        cells = [text[slice(*span)].strip() for span in spans]
        label = ""
        for cell in cells:
            if is_label(cell):
                label = _GAPS.sub("", cell).rstrip(":：")
                pairs.append((label, ""))
            elif label:
                pairs[-1] = (label, cell)
                label = ""
            elif cell:
                others += 1
    return pairs if len(pairs) >= 2 and others <= 1 else None


def _before_title(lines: Mapping[int, str], title: str) -> Iterator[tuple[int, str]]:
    """The navigation that stands before the title, and the crumbs that stand anywhere."""
    wanted = _GAPS.sub("", title)
    compact = {place: _GAPS.sub("", line[:200]) for place, line in lines.items()}
    starts = [
        place
        for place, line in compact.items()
        if len(line) >= _SHORTEST_TITLE and "20" in line and wanted.startswith(line)
    ]
    whole = [place for place in starts if compact[place] == wanted]
    first = (whole or starts or [0])[-1]
    for place, line in lines.items():
        if line.startswith(CRUMBS):
            if len(line) <= _BODY_LENGTH or (title and title in line[:500]):
                yield place, line
        elif place < first and len(line) <= _NAVIGATION_LENGTH and place not in starts:
            yield place, line


def _run_on(text: str, span: Span, title: str) -> tuple[Span, ...]:
    """A page in one line: what stands before the title, and what stands between it and the body."""
    start, end = span
    title_start = text.index(title, start, end)
    body = title_end = title_start + len(title)
    while body < end:
        word = _WORD.match(text, body, end)
        if not word or not _is_furniture(word[1]):
            break
        body = word.end()
    return (start, title_start), (title_end, body)


def _is_furniture(word: str) -> bool:
    if len(word) > _NAVIGATION_LENGTH:
        return False
    return word in _BUTTONS or bool(_CLOCK.fullmatch(word)) or line_pairs(word) is not None


def _run_on_pairs(text: str, cut: tuple[Span, ...]) -> Pairs:
    start, end = cut[-1]
    words = text[start:end].split()
    return [pair for word in words for pair in line_pairs(word) or ()]
