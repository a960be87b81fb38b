"""A .docx as it looks after people worked on it: the same report within other markup.

Changes that were tracked, content controls, smart tags, links, fields and a table of contents, as a
random source draws them. Whoever opens the file with all changes accepted sees what stood in it.
"""

import io
import zipfile
from copy import deepcopy
from random import Random

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TAG = f"{{{_W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENTS = '<w:style w:type="paragraph" w:styleId="21"><w:name w:val="toc 1"/></w:style>'
_WRAPPERS = ("ins", "smartTag", "hyperlink", "fldSimple", "moveTo", "sdt")

Element = etree._Element


def changed(docx: bytes, random: Random) -> bytes:
    """The document with its text and tables wrapped, and with words in it that were deleted."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = etree.tostring(_body(etree.fromstring(data), random), encoding="utf-8")
            elif name == "word/styles.xml":
                data = data.replace(b"</w:styles>", f"{_CONTENTS}</w:styles>".encode())
            new.writestr(name, data)
    return buffer.getvalue()


def _body(document: Element, random: Random) -> Element:
    (body,) = document.iterchildren(f"{_TAG}body")
    headings: list[str] = []
    for paragraph in list(body.iter(f"{_TAG}p")):
        text = "".join(node.text or "" for node in paragraph.iter(f"{_TAG}t"))
        if len(text) < 3:
            continue
        _cut(paragraph, text, random)
        if paragraph.getparent() is body and len(text) < 20:
            headings.append(text)
    for kind, chance in (("tc", 0.1), ("tr", 0.2), ("tbl", 0.5)):
        for element in list(body.iter(_TAG + kind)):
            if random.random() < chance:
                _wrap(element)
    for place, heading in enumerate(headings[:6]):
        body.insert(1 + place, _line_of_contents(heading, place))
    return document


def _cut(paragraph: Element, text: str, random: Random) -> None:
    """The paragraph's one run in three, the second wrapped, with deleted words between them."""
    (run,) = paragraph.iter(f"{_TAG}r")
    holder = run.getparent()
    assert holder is not None
    first, second = sorted(random.sample(range(1, len(text)), 2))
    wrapped = etree.Element(_TAG + random.choice(_WRAPPERS))
    _inner(wrapped).append(_run(text[first:second]))
    at = holder.index(run)
    holder[at : at + 1] = [_run(text[:first]), _deleted(text[::-1]), wrapped, _run(text[second:])]
    parent = paragraph.getparent()
    if parent is None or random.random() > 0.3:
        return
    gone = etree.Element(f"{_TAG}p")
    old = paragraph.find(f"{_TAG}pPr")
    gone.append(etree.Element(f"{_TAG}pPr") if old is None else deepcopy(old))
    etree.SubElement(etree.SubElement(gone[0], f"{_TAG}rPr"), f"{_TAG}del")
    gone.append(_deleted(text[::-1]))
    parent.insert(parent.index(paragraph), gone)


def _inner(wrapper: Element) -> Element:
    """Where a wrapper keeps what it wraps."""
    if wrapper.tag != f"{_TAG}sdt":
        return wrapper
    etree.SubElement(wrapper, f"{_TAG}sdtPr")
    return etree.SubElement(wrapper, f"{_TAG}sdtContent")


def _wrap(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    control = etree.Element(f"{_TAG}sdt")
    parent.replace(element, control)
    _inner(control).append(element)


def _run(text: str, kind: str = "t") -> Element:
    run = etree.Element(f"{_TAG}r")
    node = etree.SubElement(run, _TAG + kind)
    node.text = text
    node.set(_SPACE, "preserve")
    return run


def _deleted(text: str) -> Element:
    deletion = etree.Element(f"{_TAG}del")
    deletion.append(_run(text, "delText"))
    return deletion


def _line_of_contents(text: str, page: int) -> Element:
    paragraph = etree.Element(f"{_TAG}p")
    style = etree.SubElement(etree.SubElement(paragraph, f"{_TAG}pPr"), f"{_TAG}pStyle")
    style.set(f"{_TAG}val", "21")
    paragraph.append(_run(f"{text}\t{page}"))
    return paragraph
