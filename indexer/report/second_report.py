"""A file that holds two reports, one behind the other: where the second one begins.

What stands there would be read as the first one's: its figures, its passages, its signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.document import Document, Notice, Paragraph, Span
from indexer.report.lines import tidy
from indexer.report.stretch import stretch
from indexer.report.title import is_title, looks_like_name
from indexer.text import normal

_NUMBERED = re.compile(r"([一二三四五六七八九十]{1,3})[、.]")
_FIRST = "一"
_LONGEST_NUMBER, _MOST_LINES = 10, 4


def first_report(
    document: Document, title_spans: tuple[Span, ...]
) -> tuple[Document, Notice] | None:
    """The document as far as its first report reaches, and what is said of the rest.

    None where there is one report: another begins at a title behind the report's own parts where
    these begin anew. A title alone may be a link or the name of another year's report.
    """
    own = max((end for _, end in title_spans), default=0)
    begun, title = False, None
    above: list[tuple[int, str]] = []
    for place, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or block.spans[0][0] < own:
            continue
        printed = document.slice(block.spans).strip()
        if number := _NUMBERED.match(normal(printed[:_LONGEST_NUMBER])):
            if title is not None and number[1] == _FIRST:
                return _until(document, title), _told(document, title)
            begun, title, above = True, None, []
        elif begun and title is None:
            above = [*above[1 - _MOST_LINES :], (place, printed)]
            title = _title_that_ends(above)
    return None


def _title_that_ends(lines: Sequence[tuple[int, str]]) -> int | None:
    """Where the title begins that the last lines are, with the agency's name above; None if they
    are none."""
    title = ""
    for at in range(len(lines) - 1, -1, -1):
        place, printed = lines[at]
        title = printed + title
        if is_title(title):
            above = lines[at - 1] if at else (place, "")
            return above[0] if looks_like_name(normal(above[1])) else place
    return None


def _until(document: Document, place: int) -> Document:
    """The blocks before this one; the others are residues."""
    left = [span for block in document.blocks[place:] for span in block.spans]
    residues = tuple(sorted((*document.residues, *left)))
    return replace(document, blocks=document.blocks[:place], residues=residues)


def _told(document: Document, place: int) -> Notice:
    line = stretch(document, document.blocks[place].spans, document.blocks[place].page)
    message = f"文中从“{tidy(line.text)}”起又有一份报告，没有读取；请把两份分别存成文件再添加。"
    return Notice("two_reports", message, line.locator)
