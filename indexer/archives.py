"""A zip archive of reports: which files stand in it, and their bytes one at a time.

A member is known by a path below the archive's own, as if the archive were a folder. Nothing is
written to disk. How much is read of one member and of all, and how far it may unfold, is bounded.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from indexer.document import Refusal
from indexer.member_names import shown_names
from indexer.readers.limits import ARCHIVE_MEMBERS, INPUT_LIMIT

_SUFFIX = ".zip"
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 1 << 16
_ZIP64 = b"PK\x06\x07"
_DIRECTORY_LIMIT = 8 << 20
_ALL_LIMIT = 4 << 30
_MOST_UNFOLDED = 200
"""Times its packed size. Pages of HTML and text unfold 5 to 20 times."""
_ALWAYS_UNFOLDED = 1 << 20
_HEAD, _HEAD_SIZE = b"PK\x03\x04", 30
# A member of these names says that the archive is a document itself.
_OF_DOCUMENTS = frozenset(
    {"[Content_Types].xml", "word/document.xml", "OFD.xml", "content.xml", "mimetype"}
)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_ANEW = "请重新下载压缩包，或解压后逐个添加其中的报告。"
_UNPACKED = "请解压后逐个添加其中的报告。"


@dataclass(frozen=True, slots=True)
class _Listing:
    """An archive's members by the names shown, and those that come after too much."""

    members: Mapping[str, zipfile.ZipInfo]
    over: frozenset[str]


def members_of(file: Path) -> tuple[Path, ...]:
    """The paths of an archive's members; none where the file is no archive of reports."""
    if file.suffix.lower() != _SUFFIX:
        return ()
    try:
        listing = _listing(file, *_state(file))
    except _FAULTS:
        return ()
    return tuple(file / name for name in listing.members)


def archive_of(path: Path) -> Path | None:
    """The archive that the path leads into; None for any other path."""
    for above in path.parents:
        if above.suffix.lower() == _SUFFIX and above.is_file():
            return above
    return None


def member_bytes(archive: Path, path: Path) -> bytes | Refusal:
    """What stands in a member, or why that cannot be told."""
    name = path.relative_to(archive).as_posix()
    try:
        listing = _listing(archive, *_state(archive))
        info = listing.members.get(name)
        if info is None:
            return Refusal("unreadable_file", "压缩包里没有这个文件。", "请检查压缩包。")
        if refused := _refused(info, name in listing.over):
            return refused
        return _unfolded(archive, info)
    except _FAULTS:
        return Refusal("damaged", "压缩包已损坏，读不出这个文件。", _ANEW)


def _unfolded(archive: Path, info: zipfile.ZipInfo) -> bytes:
    """What stands in a member. zipfile would list the whole archive anew for each."""
    with archive.open("rb") as opened:
        opened.seek(info.header_offset)
        head = opened.read(_HEAD_SIZE)
        if not head.startswith(_HEAD):
            raise zipfile.BadZipFile("no member begins here")
        opened.seek(sum(struct.unpack_from("<HH", head, 26)), os.SEEK_CUR)
        data = opened.read(info.compress_size)
    if info.compress_type == zipfile.ZIP_DEFLATED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, info.file_size + 1)
    if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
        raise zipfile.BadZipFile("not what was packed")
    return data


def _refused(info: zipfile.ZipInfo, over: bool) -> Refusal | None:
    """Why a member is not even begun. The sizes it tells bound what is read of it."""
    if info.flag_bits & 1:
        return Refusal("encrypted", "压缩包设有密码。", "请用密码" + _UNPACKED[1:])
    if info.compress_type not in _METHODS:
        told = f"压缩包用了不支持的压缩方法（{info.compress_type}）。"
        return Refusal("format_unsupported", told, _UNPACKED)
    size = info.file_size
    if max(size, info.compress_size) > INPUT_LIMIT:
        told = f"文件有 {size >> 20} MB，超出可读范围。"
        return Refusal("too_large", told, f"上限为 {INPUT_LIMIT >> 20} MB。")
    if size > max(_ALWAYS_UNFOLDED, _MOST_UNFOLDED * info.compress_size):
        told = f"解开后是原来的 {size // max(1, info.compress_size)} 倍，不像报告。"
        return Refusal("too_large", told, _UNPACKED)
    if over:
        told = f"压缩包解开后超过 {_ALL_LIMIT >> 30} GB，其余文件未读。"
        return Refusal("too_large", told, "请分成几个压缩包，或解压后添加。")
    return None


def _state(file: Path) -> tuple[int, int]:
    """What changes when the file does. Raises OSError where it is no regular file."""
    found = file.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(f"{file} is no regular file")
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=4)
def _listing(file: Path, size: int, _changed: int) -> _Listing:
    """What the archive holds. Empty where it is a document, or lists more than any does."""
    _check_directory(file, size)
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
    members: dict[str, zipfile.ZipInfo] = {}
    over: set[str] = set()
    if len(infos) <= ARCHIVE_MEMBERS and _OF_DOCUMENTS.isdisjoint(one.filename for one in infos):
        total = 0
        for name, info in shown_names(infos):
            members[name] = info
            total += info.file_size
            if total > _ALL_LIMIT:
                over.add(name)
    return _Listing(MappingProxyType(members), frozenset(over))


def _check_directory(file: Path, size: int) -> None:
    """Raises BadZipFile where the list of members is larger than it may be, before it is read."""
    with file.open("rb") as opened:
        opened.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
        tail = opened.read(_END_SIZE + _LONGEST_COMMENT)
    end = tail.rfind(_END)
    if end < 0 or _ZIP64 in tail:
        raise zipfile.BadZipFile("no list of members that is read here")
    if struct.unpack_from("<I", tail, end + 12)[0] > _DIRECTORY_LIMIT:
        raise zipfile.BadZipFile("too long a list of members")
