"""Members of a zip package: read within limits, never unpacked to disk, parsed without DTD."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from lzma import LZMAError

from lxml import etree

from indexer.readers.limits import XML_TAGS
from indexer.readers.refusals import Refused

Part = etree._Element

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


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive. Refused if its directory is damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as fault:
        raise Refused("damaged", "压缩结构不完整") from fault


def member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """The bytes of one member. Refused if it is longer than `limit`, locked or damaged."""
    try:
        info = archive.getinfo(name)
        if info.flag_bits & 1:
            raise Refused("encrypted")
        # The size in the directory may lie, so the reading itself is bounded too.
        if info.file_size > limit:
            raise Refused("too_large", f"正文部分有 {info.file_size >> 20} MB")
        with archive.open(info) as stream:
            data = stream.read(limit + 1)
    except _FAULTS as fault:
        raise Refused("damaged", "压缩结构不完整") from fault
    if len(data) > limit:
        raise Refused("too_large", f"正文部分超过 {limit >> 20} MB")
    return data


def parsed(data: bytes) -> Part:
    """The XML of a member. Refused with a DTD, too many tags or too deep a nesting."""
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
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        if "depth" in str(fault):
            raise Refused("too_complex", "文档元素嵌套过深") from fault
        raise Refused("damaged", "正文部分不是合法的 XML") from fault
    # In UTF-16 the words stand otherwise in the bytes.
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise Refused("damaged", "内含不应有的 DTD 声明")
    return root
