"""How the reading of a file can end but by an answer, in words for the person who gave it."""

from __future__ import annotations

from indexer.document import Refusal

NO_MEMORY = 77
"""The code with which a child ends that has no memory left to say so."""

_SMALLER = "请在 Word 或浏览器中去掉附件和图片，另存为 .docx 或 .txt 后再添加。"
_TELL_US = "请用 indexer parse 单独读这个文件，并把它附在问题报告里。"

# code → message, next step; each {} is filled with how much, or with what was met.
_ENDS: dict[str, tuple[str, str]] = {
    "too_slow": ("处理器用了 {} 秒还没有读完{} (took too long to read)。", _SMALLER),
    "timed_out": (
        "等了 {} 秒{}还没有读完 (not read in time)。",
        "机器正忙时可稍后再添加一次；仍读不完，请另存为 .docx 或 .txt 后再添加。",
    ),
    "too_much_memory": ("读这个文件所需的内存超过 {} MB (needs too much memory)。", _SMALLER),
    "too_large": ("读出的内容超过 {} MB (too much was read)。", "请拆成单份报告后再添加。"),
    "reader_died": ("读这个文件的进程中途终止（{}）(the process reading it died)。", _TELL_US),
    "garbled": ("读这个文件的进程答非所问（{}）(its reader made no sense)。", _TELL_US),
    "internal_error": ("读取时程序出错：{}。", _TELL_US),
}


def refusal(code: str, *details: object) -> Refusal:
    """The refusal of a file whose reading ended so."""
    message, next_step = _ENDS[code]
    return Refusal(code, message.format(*details), next_step)
