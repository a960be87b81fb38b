"""Word documents in one XML file → Document: a .docx unpacked into it, or Word 2003's own form.

Word 2003 names nearly everything as .docx does, so it is renamed and read by the same walker.
Measured: LibreOffice knows nothing of the former.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from indexer.document import Document
from indexer.readers.docx import read_docx
from indexer.readers.docx_package import W
from indexer.readers.package import Part, parsed
from indexer.readers.refusals import Refused

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_W2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_MARKED = "{http://schemas.microsoft.com/aml/2001/core}"
_SMART = "{urn:schemas-microsoft-com:office:smarttags}"
_MAIN = "word/document.xml"
_MAIN_TYPES = ("document.main+xml", "template.main+xml")
_STYLES = "word/styles.xml"
_BESIDE = ("word/numbering.xml", _STYLES)
# What Word 2003 spells otherwise. Notes stand within the text there, and are no part of it.
_NAMES = {"vmerge": "vMerge", "hmerge": "hMerge", "hlink": "hyperlink"} | {
    "footnote": "del",
    "endnote": "del",
}
_MARKS = {"Word.Insertion": "ins", "Word.Deletion": "del", "Word.Comment": "del"}
_LOOKED_THROUGH = "smartTag"


def read_wordml(data: bytes) -> Document:
    """The Document. Refused if it is damaged, too large or without text."""
    root = parsed(data)
    parts = _packed(root) if root.tag == _PACKAGE + "package" else _of_2003(root)
    return replace(read_docx(_archive(parts)), format="wordml")


def _packed(root: Part) -> dict[str, Part]:
    """The parts of a .docx that are read."""
    parts: dict[str, Part] = {}
    for part in root.findall(_PACKAGE + "part"):
        holder = part.find(_PACKAGE + "xmlData")
        content = None if holder is None else next(iter(holder), None)
        if content is None:
            continue
        name = (part.get(_PACKAGE + "name") or "").lstrip("/")
        if (part.get(_PACKAGE + "contentType") or "").endswith(_MAIN_TYPES):
            parts[_MAIN] = content
        elif name in _BESIDE:
            parts[name] = content
    if _MAIN not in parts:
        raise Refused("damaged", "缺少正文部分")
    return parts


def _of_2003(root: Part) -> dict[str, Part]:
    """The document and its styles as .docx names what is in them."""
    body = root.find(_W2003 + "body")
    if body is None:
        raise Refused("damaged", "缺少正文部分")
    for paragraph in list(body.iter(_W2003 + "p")):
        _write_number(paragraph)
    document = etree.Element(W + "document")
    document.append(body)
    parts = {_MAIN: document}
    styles = root.find(_W2003 + "styles")
    if styles is not None:
        parts[_STYLES] = styles
    for part in parts.values():
        for element in list(part.iter(etree.Element)):
            _rename(element)
    return parts


def _write_number(paragraph: Part) -> None:
    """Put the number that Word showed before the paragraph, where it showed one, into its text."""
    shown = paragraph.find(f"{_W2003}pPr/{_W2003}listPr/{_HINT}t")
    number = "" if shown is None else shown.get(_HINT + "val") or ""
    if any(map(str.isalnum, number)):
        run = etree.Element(_W2003 + "r")
        etree.SubElement(run, _W2003 + "t").text = number
        paragraph.insert(1, run)


def _rename(element: Part) -> None:
    tag = str(element.tag)
    if tag.startswith(_W2003):
        local = tag.removeprefix(_W2003)
        element.tag = W + _NAMES.get(local, local)
    elif tag == _MARKED + "annotation":
        element.tag = W + _MARKS.get(element.get(_W2003 + "type") or "", _LOOKED_THROUGH)
    elif tag.startswith((_HINT, _MARKED, _SMART)):
        element.tag = W + _LOOKED_THROUGH
    for name, value in list(element.attrib.items()):
        if str(name).startswith(_W2003):
            element.set(W + str(name).removeprefix(_W2003), str(value))


def _archive(parts: Mapping[str, Part]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, etree.tostring(part, encoding="utf-8", with_tail=False))
    return made.getvalue()
