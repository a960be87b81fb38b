"""A web page saved as one file (MHTML, also as Word writes it and names it .doc) → Document.

The page itself is one part of it, and is read as any page; pictures and styles are other parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import CloseBoundaryNotFoundDefect, MessageDefect, StartBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from itertools import islice

from indexer.document import Document, Notice
from indexer.readers.encodings import decode
from indexer.readers.head_labels import field_value
from indexer.readers.html import read_html
from indexer.readers.limits import MIME_LINES, MIME_NESTING, MIME_PARTS, TEXT_LIMIT
from indexer.readers.refusals import Refused

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
# What makes parts within parts. Its words may stand in a page too, so some are always allowed.
_NESTING = re.compile(rb"multipart/|message/", re.IGNORECASE)
_CUT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)


def read_mhtml(data: bytes) -> Document:
    """The Document of the page. Refused if none is in it, or too many parts are."""
    parts, lines = data.count(b"\n--"), data.count(b"\n")
    nesting = len(_NESTING.findall(data))
    if nesting > MIME_NESTING or parts > MIME_PARTS or lines > MIME_LINES:
        raise Refused("too_complex", "网页由过多部分组成")
    whole = BytesParser(policy=compat32).parsebytes(data)
    page = _page(whole)
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise Refused("no_text")
    if len(content) > TEXT_LIMIT:
        raise Refused("too_large", f"文本有 {len(content) >> 20} MB")
    decoded = decode(content, page.get_content_charset())
    if decoded is None:
        raise Refused("binary", "网页内容是二进制数据")
    document = read_html(decoded)
    notices = (*document.notices, *_damage([*whole.defects, *page.defects]))
    place = field_value("url", _header(whole, "Snapshot-Content-Location"))
    place = place or field_value("url", _header(page, "Content-Location"))
    head = document.head if document.head.url else replace(document.head, url=place)
    return replace(document, format="mhtml", head=head, notices=notices)


def _page(whole: Message) -> Message:
    """The part that is the page: the one named as the first to show, or else the first page."""
    pages = list(_pages(whole))
    if not pages:
        raise Refused("no_text", "，文件里没有网页")
    start = whole.get_param("start")
    shown = _header(whole, "Snapshot-Content-Location")
    for name, wanted in (("Content-ID", start), ("Content-Location", shown)):
        for page in pages:
            if wanted and _header(page, name) == wanted:
                return page
    return pages[0]


def _pages(whole: Message) -> Iterator[Message]:
    for part in islice(whole.walk(), MIME_PARTS):
        if part.get_content_type() in _PAGES:
            yield part


def _header(part: Message, name: str) -> str:
    return str(part.get(name, "")).strip()


def _damage(defects: list[MessageDefect]) -> tuple[Notice, ...]:
    if not defects:
        return ()
    if any(isinstance(defect, _CUT) for defect in defects):
        return (Notice("encoding_damage", "网页文件没有结尾，可能未下载完整。"),)
    return (Notice("encoding_damage", "网页文件的编码有误，可能有字符缺失。"),)
