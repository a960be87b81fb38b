"""HTML → Document. The page is decoded before it is parsed.

Measured: given bytes, lxml 6.1 turned a page declared gb2312 that held one GBK character into an
empty document, without an error.
"""

from __future__ import annotations

import re

from lxml import etree

from indexer.document import Document, Notice, PageHead
from indexer.readers.assemble import assemble
from indexer.readers.compose import Composed, compose
from indexer.readers.encodings import Decoded
from indexer.readers.head_labels import field_value
from indexer.readers.html_flow import without_menus
from indexer.readers.html_walk import walk
from indexer.readers.limits import HTML_TAGS
from indexer.readers.pictures import picture_notices
from indexer.readers.plain import cut_notices
from indexer.readers.refusals import Refused

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}>")
# Name of a meta element → field of PageHead; of two for one field, the one listed first.
_META = {
    "articletitle": "title",
    "pubdate": "published",
    "publishdate": "published",
    "contentsource": "publisher",
    "source": "publisher",
    "url": "url",
}
_MOST_META = 200
_LEAST_TEXT = 150
_SITE = re.compile(r"\s*[_|｜]|\s+[-—]\s+|[-—](?=[^-—]{2,30}\Z)")


def read_html(decoded: Decoded) -> Document:
    """The Document of a page. Refused if no text comes out of it or it nests too deep."""
    root = _parse(decoded.text)
    composed = compose(without_menus(walk(root)))
    notices = (
        *cut_notices(decoded),
        *picture_notices(composed.text, composed.pictures, composed.drafts),
        *_loaded(root, composed),
    )
    return assemble(
        "html",
        composed.text,
        composed.drafts,
        given=_given(root),
        residues=composed.asides,
        notices=notices,
    )


def _loaded(root: etree._Element, composed: Composed) -> tuple[Notice, ...]:
    """Says that the report may come by a script: there is one, and hardly a line of text."""
    lines = (draft.span[1] - draft.span[0] for draft in composed.drafts)
    if sum(lines) > _LEAST_TEXT or next(root.iter("script"), None) is None:
        return ()
    message = "网页里几乎没有正文，正文可能由脚本载入；请在浏览器中另存为完整网页后再添加。"
    return (Notice("loaded_by_script", message),)


def _parse(text: str) -> etree._Element:
    source = _DECLARATION.sub("", text).replace("\0", "")
    if source.count("<") > HTML_TAGS:
        raise Refused("too_complex", "网页元素过多")
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused("no_text") from fault
    if root is None:
        raise Refused("no_text")
    return root


def _given(root: etree._Element) -> PageHead:
    """What the page's head says about the article in it."""
    found: dict[str, str] = {}
    metas = [meta for meta, _ in zip(root.iter("meta"), range(_MOST_META), strict=False)]
    contents = {(meta.get("name") or "").lower(): meta.get("content") or "" for meta in metas}
    for name, field in _META.items():
        value = field_value(field, contents.get(name, ""))
        if value and field not in found:
            found[field] = value
    title = root.find(".//title")
    if "title" not in found and title is not None:
        shown = _SITE.split(" ".join((title.text or "")[:300].split()))[0].strip()
        if "报告" in shown:
            found["title"] = shown
    return PageHead(**found)
