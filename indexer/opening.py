"""The bytes of a file, without waiting on what is none and without being led elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack
from pathlib import Path

from indexer.document import Refusal
from indexer.readers.limits import INPUT_LIMIT

# A link is not followed, and a pipe that nobody writes to not waited for.
_HOW = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
_KINDS = (
    (stat.S_ISDIR, "文件夹无法列出"),
    (stat.S_ISFIFO, "这是管道"),
    (stat.S_ISCHR, "这是设备"),
    (stat.S_ISBLK, "这是设备"),
)


def bytes_of(file: Path) -> bytes | Refusal:
    """What stands in a regular file that keeps still, or why that cannot be told."""
    try:
        with ExitStack() as stack:
            handle = os.open(file, _HOW)
            stack.callback(os.close, handle)
            return _read(handle)
    except OSError as error:
        link = error.errno == errno.ELOOP
        told = "这是符号链接，不跟随" if link else f"文件打不开：{error.strerror}"
        return _unreadable(told, "请改用它所指的文件。" if link else "请检查文件权限。")


def _read(handle: int) -> bytes | Refusal:
    before = os.fstat(handle)
    for is_such, told in _KINDS:
        if is_such(before.st_mode):
            return _unreadable(told, "请指定报告文件，并检查权限。")
    if before.st_size > INPUT_LIMIT:
        return Refusal("too_large", "文件过大。", f"上限为 {INPUT_LIMIT >> 20} MB。")
    with open(handle, "rb", closefd=False) as opened:
        data = opened.read(INPUT_LIMIT + 1)
    after = os.fstat(handle)
    if len(data) != before.st_size or _seen(before) != _seen(after):
        return Refusal(
            "changing",
            "读取时文件的长度或内容在变 (changing while it was read)。",
            "请等它写完后再添加；系统生成的文件请先另存。",
        )
    return data


def _seen(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _unreadable(told: str, next_step: str) -> Refusal:
    return Refusal("unreadable_file", f"{told}。", next_step)
