"""A compound file (OLE2): whether it is whole, and how the Word document in it begins.

Only so much is read as tells a locked file and an old one from others; the rest LibreOffice reads.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from indexer.readers.refusals import Refused

_ENTRY = 128
_SMALL = 4096
"""Bytes. Shorter streams stand in pieces of 64 bytes in the stream of the root entry."""
_PIECE = 64
_TABLES = 109
_DOCUMENT = "WordDocument".encode("utf-16-le").ljust(64, b"\0")
_WORD_97, _WORD_6 = 0xA5EC, 0xA5DC
_ENCRYPTED = 0x0100
_FIRST_97 = 106
_FIRST_95 = 104


@dataclass(frozen=True, slots=True)
class WordHead:
    """`version` is 97 for all that came after it, or 95 or 6."""

    version: int
    encrypted: bool


def check_directory(data: bytes) -> None:
    """Refuses a file that ends before the list of what is in it."""
    try:
        if _root(data) + _ENTRY <= len(data):
            return
    except struct.error:
        pass
    raise Refused("damaged", "文件不完整")


def word_head(data: bytes) -> WordHead:
    """What the first bytes of the Word document say. Refused where they are none of Word's."""
    try:
        place = _start(data)
        magic, version, flags = struct.unpack_from("<HH6xH", data, place)
    except struct.error as fault:
        raise Refused("damaged", "文件不完整") from fault
    if magic not in (_WORD_97, _WORD_6):
        raise Refused("damaged", "正文部分不是 Word 文档")
    named = 97 if version >= _FIRST_97 else 95 if version >= _FIRST_95 else 6
    return WordHead(named, bool(flags & _ENCRYPTED))


def _start(data: bytes) -> int:
    """Where the stream WordDocument begins. Raises struct.error where that is past the end."""
    found = data.find(_DOCUMENT)
    if found < 0:
        raise struct.error
    sector, size = _entry(data, found)
    if size >= _SMALL:
        return _place(data, sector)
    at, here = sector * _PIECE, _entry(data, _root(data))[0]
    width = 1 << _shift(data)
    for _ in range(at // width):
        here = _next(data, here)
    return _place(data, here) + at % width


def _root(data: bytes) -> int:
    """Where the directory begins, and with it the entry of the root."""
    return _place(data, struct.unpack_from("<I", data, 48)[0])


def _entry(data: bytes, at: int) -> tuple[int, int]:
    """The first sector of a stream, and its size."""
    sector, size = struct.unpack_from("<II", data, at + 116)
    return sector, size


def _next(data: bytes, sector: int) -> int:
    """The sector that goes on where this one ends."""
    in_table = 1 << (_shift(data) - 2)
    table = sector // in_table
    if table >= _TABLES:
        raise struct.error
    (at,) = struct.unpack_from("<I", data, 76 + 4 * table)
    return int(struct.unpack_from("<I", data, _place(data, at) + 4 * (sector % in_table))[0])


def _place(data: bytes, sector: int) -> int:
    return (sector + 1) << _shift(data)


def _shift(data: bytes) -> int:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise struct.error
    return int(shift)
