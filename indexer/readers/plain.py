"""Flattened text → Document: every line a paragraph, save those that make tables.

The text is the decoded file with its line breaks and form feeds as \\n and nothing else changed.
"""

from __future__ import annotations

import re

from indexer.document import Document, Notice, Span
from indexer.readers.assemble import assemble
from indexer.readers.drafts import Draft, DraftLine
from indexer.readers.encodings import Decoded
from indexer.readers.flat_tables import Found, is_layout_a, table_a, table_b, table_pipes
from indexer.readers.limits import TEXT_LINES
from indexer.readers.refusals import Refused

_BREAKS = re.compile(r"\r\n|\r|\f")


def read_plain(decoded: Decoded) -> Document:
    """The Document of a text file. Refused if it has too many lines, or none with text."""
    text = _BREAKS.sub("\n", decoded.text)
    lines = _lines(text)
    layout_a = is_layout_a(text, lines)
    drafts: list[Draft] = []
    passed: list[Span] = []
    at = 0
    while at < len(lines):
        found = _table_at(text, lines, at, layout_a)
        if found.table:
            drafts.append(found.table)
            passed += found.passed
        else:
            drafts += (DraftLine(span) for span in lines[at : found.end] if _printed(text, span))
        at = found.end
    return assemble("txt", text, drafts, residues=passed, notices=cut_notices(decoded))


def _table_at(text: str, lines: list[Span], at: int, layout_a: bool) -> Found:
    line = text[slice(*lines[at])]
    if not line.strip():
        return Found(None, at + 1)
    if "\t" in line:
        if layout_a and line[0] == "\t":
            return table_a(text, lines, at)
        return table_b(text, lines, at, fewest=3 if layout_a else 2)
    if "|" in line or "｜" in line:
        return table_pipes(text, lines, at)
    return Found(None, at + 1)


def _printed(text: str, span: Span) -> bool:
    return bool(text[slice(*span)].strip())


def cut_notices(decoded: Decoded) -> tuple[Notice, ...]:
    """Says that the file ends within a character."""
    if not decoded.cut:
        return ()
    return (Notice("encoding_damage", "文件末尾缺少半个字符，可能未下载完整。"),)


def _lines(text: str) -> list[Span]:
    if text.count("\n") >= TEXT_LINES:
        raise Refused("too_complex", f"文本超过 {TEXT_LINES} 行")
    lines = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines
