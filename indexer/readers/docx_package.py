"""The parts of a .docx: read within limits, never unpacked to disk, parsed without DTD."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from lzma import LZMAError

from lxml import etree

from indexer.readers.limits import LISTS_LIMIT, XML_LIMIT, XML_TAGS
from indexer.readers.refusals import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_MAIN = "word/document.xml"
_MAIN_TYPES = ("document.main+xml", "template.main+xml")
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)

Part = etree._Element


def main_and_lists(data: bytes) -> tuple[Part, Part | None, Part | None]:
    """The document, and if there are any the numbering and the styles."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            main = _MAIN if _MAIN in names else _main_by_type(archive)
            folder = main.rpartition("/")[0]
            numbering, styles = f"{folder}/numbering.xml", f"{folder}/styles.xml"
            return (
                _part(archive, main, XML_LIMIT),
                _part(archive, numbering, LISTS_LIMIT) if numbering in names else None,
                _part(archive, styles, LISTS_LIMIT) if styles in names else None,
            )
    except _FAULTS as fault:
        raise Refused("damaged", "压缩结构不完整") from fault


def _main_by_type(archive: zipfile.ZipFile) -> str:
    for override in _part(archive, "[Content_Types].xml", LISTS_LIMIT):
        if (override.get("ContentType") or "").endswith(_MAIN_TYPES):
            return (override.get("PartName") or "").lstrip("/")
    raise Refused("damaged", "缺少正文部分")


def _part(archive: zipfile.ZipFile, name: str, limit: int) -> Part:
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise Refused("encrypted")
    # The size in the directory may lie, so the reading itself is bounded too.
    if info.file_size > limit:
        raise Refused("too_large", f"正文部分有 {info.file_size >> 20} MB")
    with archive.open(info) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Refused("too_large", f"正文部分超过 {limit >> 20} MB")
    return _parse(data)


def _parse(data: bytes) -> Part:
    if b"<!DOCTYPE" in data[:4096]:
        raise Refused("damaged", "内含不应有的 DTD 声明")
    if data.count(b"<") > XML_TAGS:
        raise Refused("too_complex", "文档元素过多")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as fault:
        if "depth" in str(fault):
            raise Refused("too_complex", "文档元素嵌套过深") from fault
        raise Refused("damaged", "正文部分不是合法的 XML") from fault
    # In UTF-16 the words stand otherwise in the bytes.
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise Refused("damaged", "内含不应有的 DTD 声明")
    return root
