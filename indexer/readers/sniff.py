"""Which format are these bytes? The content decides; the name only breaks a tie on markup."""

from __future__ import annotations

import io
import re
import struct
import zipfile

from indexer.readers.compound import check_directory
from indexer.readers.limits import ARCHIVE_MEMBERS
from indexer.readers.refusals import Refused

# First bytes → format.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)
# How a member of a zip archive begins → format.
_MEMBERS = (
    ("OFD.xml", "ofd"),
    ("word/", "docx"),
    ("xl/", "sheet"),
    ("ppt/", "slides"),
    ("content.xml", "odt"),
)
# What an OpenDocument file says it is, uncompressed at its beginning → format.
_OPENDOCUMENTS = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "sheet"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
)
# Streams of a compound file, as its directory spells them → format.
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "sheet"),
    ("PowerPoint Document", "slides"),
    ("MatOST", "works"),
    ("CONTENTS", "works"),
)
_MHTML = re.compile(
    rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?"
    rb"Content-Type:\s*(?:multipart/(?:related|mixed|alternative)|text/html)",
    re.IGNORECASE,
)
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_WORDML = re.compile(r"<(?:pkg:package|w:wordDocument)\b")
_LEADS = (
    "!doctype|html|head|body|meta|title|link|style|script|table|div|p|h[1-6]|span|center|br|font"
    "|header|nav|main|article|section|ul|ol|a|b|strong"
)
_MARKUP_FIRST = re.compile(
    rf"\s*(?:<\?xml[^>]{{0,200}}>\s*)?(?:<!--|<(?:{_LEADS})\b)", re.IGNORECASE
)
_MARKUP_NEAR = re.compile(r"<(?:!doctype html|html|body|table)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_HTML_NAMES = (".html", ".htm", ".shtml", ".xhtml")


def container(data: bytes) -> str | None:
    """The format if the bytes themselves are marked; None for what may be text."""
    for magic, format in _MAGIC:
        if data.startswith(magic):
            return _DEEPER[format](data) if format in _DEEPER else format
    if b"%PDF-" in data[:1024] and b"\0" in data[:4096]:
        return "pdf"
    saved = _MHTML.match(data[:8192]) and _MIME.search(data[:8192])
    return "mhtml" if saved else None


def markup(text: str, name: str) -> str:
    """`html`, `wordml` or `txt`, for text of any encoding."""
    head = text[:4000]
    if _WORDML.search(head):
        return "wordml"
    if _MARKUP_FIRST.match(head) or _MARKUP_NEAR.search(head):
        return "html"
    if name.lower().endswith(_HTML_NAMES) and _TAG.search(text[:100_000]):
        return "html"
    return "txt"


def _zip(data: bytes) -> str:
    # Each member takes a directory entry with this mark, so counting it bounds what zipfile loads.
    if data.count(b"PK\x01\x02") > ARCHIVE_MEMBERS:
        raise Refused("too_complex", "压缩包内文件过多")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as fault:
        raise Refused("damaged", "压缩结构不完整") from fault
    for kind, format in _OPENDOCUMENTS:
        if kind in data[:200]:
            return format
    for start, format in _MEMBERS:
        if any(name.startswith(start) for name in names):
            return format
    return "zip"


def _compound(data: bytes) -> str:
    for stream, format in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return format
    check_directory(data)
    return "ole"


_DEEPER = {"zip": _zip, "ole": _compound}
