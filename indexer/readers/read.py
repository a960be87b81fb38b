"""The bytes of one file → its Document, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from indexer.document import Document, Refusal
from indexer.readers import limits
from indexer.readers.encodings import Decoded, decode
from indexer.readers.html import read_html
from indexer.readers.page import BeginPage
from indexer.readers.plain import read_plain
from indexer.readers.refusals import UNSUPPORTED_FORMATS, Refused, unsupported
from indexer.readers.sniff import container, markup

INPUT_LIMIT = limits.INPUT_LIMIT

# Format → its module in this package, whose `read_<module>` makes a Document of the bytes. It is
# loaded at the first file of that format: some bring large libraries along.
READERS: dict[str, str] = {
    "docx": "docx",
    "pdf": "pdf",
    "ofd": "ofd",
    "mhtml": "mhtml",
    "doc": "office",
    "rtf": "office",
    "odt": "office",
    "wordml": "wordml",
}
TEXT_READERS: dict[str, Callable[[Decoded], Document]] = {"html": read_html, "txt": read_plain}


def read(data: bytes, name: str) -> Document | Refusal:
    """Reads a file by its content; whatever the bytes, nothing is raised.

    `name` is the file's own name: it decides only between plain text and a fragment of HTML.
    """
    try:
        return _read(data, name)
    except Refused as refused:
        return refused.refusal


def read_pictures(data: bytes, begin_page: BeginPage) -> Document | Refusal:
    """Reads the pictures of pages that a file holds; whatever the bytes, nothing is raised."""
    try:
        return _reader("scan")(data, begin_page)
    except Refused as refused:
        return refused.refusal


def _read(data: bytes, name: str) -> Document | Refusal:
    if not data or data.isspace():
        raise Refused("empty")
    if len(data) > INPUT_LIMIT:
        raise Refused("too_large", f"文件有 {len(data) >> 20} MB")
    format = container(data)
    if format == "encrypted":
        raise Refused("encrypted")
    if format == "image":
        raise Refused("scan")
    if format in READERS:
        return _reader(READERS[format])(data)
    if format in UNSUPPORTED_FORMATS:
        return unsupported(format)
    if len(data) > limits.TEXT_LIMIT:
        raise Refused("too_large", f"文本有 {len(data) >> 20} MB")
    decoded = decode(data)
    if decoded is None:
        raise Refused("binary", "内容是二进制数据")
    format = markup(decoded.text, name)
    if format in READERS:
        return _reader(READERS[format])(data)
    if format in UNSUPPORTED_FORMATS:
        return unsupported(format)
    return TEXT_READERS[format](decoded)


def _reader(module: str) -> Callable[..., Document]:
    found = getattr(import_module(f"indexer.readers.{module}"), f"read_{module}")
    return cast(Callable[..., Document], found)
