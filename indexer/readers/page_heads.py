"""Running heads, page numbers and the title among the printed lines of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from indexer.readers.page import Page, PageLine
from indexer.readers.residues import is_residue_line

_MARGIN = 0.14
"""Of the page's height, at its head and at its foot."""
_STEP = 4.0
"""Points. Lines at the same height on two pages lie no farther apart."""
_LARGER = 1.3
_TITLE = re.compile(r"政府信息公开.{0,10}(?:报告|年报)")
_DATED_TITLE = re.compile(r".{0,40}20\d\d.{0,6}政府信息公开.{0,6}(?:报告|年报)", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_SPEAKS = re.compile(r"[。；！？]|\d\s*[件条项次人元份个篇宗起万亿%％]", re.ASCII)
"""What heads do not have: the end of a sentence, and a number of things."""
_NUMBER = re.compile(
    r"(?:第\s?)?(\d{1,4})(?:\s?页)?(?:\s?[/,，共／]\s?共?\s?\d{1,4}(?:\s?页)?)?"
    r"|[-—–－―─·.\s]{1,6}(\d{1,4})[-—–－―─·.\s]{1,6}",
    re.ASCII,
)

Key = tuple[str, int]


def idle_lines(pages: Sequence[Page]) -> tuple[frozenset[int], ...]:
    """For each page the lines, by number, that are none of the report's.

    A running head stands at the same height with the same text, digits aside, on half of the pages
    and on two; what speaks as the report does, digit for digit and on three. A bare number in the
    margin is a page number if two pages and half of all are counted by it.
    """
    margins = [_in_margin(page) for page in pages]
    heads: Counter[Key] = Counter()
    for page, numbers in zip(pages, margins, strict=True):
        heads.update({key for number in numbers for key in _keys(page.lines[number])})
    running = {
        key
        for key, count in heads.items()
        if count >= max(3 if _SPEAKS.search(key[0]) else 2, len(pages) / 2)
    }
    first = _first_number(pages, margins)
    return tuple(
        frozenset(
            number
            for number in numbers
            if is_residue_line(page.lines[number].text.strip())
            or any(key in running for key in _keys(page.lines[number]))
            or (first is not None and _number(page.lines[number]) == page.number + first)
        )
        for page, numbers in zip(pages, margins, strict=True)
    )


def title_of(page: Page) -> str | None:
    """The report's title where something else stands above it, as on a printed web page.

    It is in larger print than the rest, or the one line that names a year and a report.
    """
    usual = median(line.size for line in page.lines) if page.lines else 0
    largest = max((line.size for line in page.lines), default=0)
    large = [line for line in page.lines if line.size > _LARGER * usual and line.size == largest]
    named = [line for line in page.lines if _DATED_TITLE.fullmatch(line.text.strip())]
    title = large if _TITLE.search(_text(large)) else named if len(named) == 1 else []
    above = [line for line in page.lines if title and line.box[3] <= title[0].box[1]]
    return _text(title) if above else None


def _text(lines: Sequence[PageLine]) -> str:
    return "".join("".join(line.text.split()) for line in lines)


def _in_margin(page: Page) -> list[int]:
    """The lines in the margins, but for those that a table stands above or below of."""
    head, foot = _MARGIN * page.height, (1 - _MARGIN) * page.height
    tops = [table.box[1] for table in page.tables]
    return [
        number
        for number, line in enumerate(page.lines)
        if (line.box[3] <= head and not any(top < line.box[1] for top in tops))
        or (line.box[1] >= foot and not any(top > line.box[1] for top in tops))
    ]


def _keys(line: PageLine) -> tuple[Key, Key]:
    """Text and height, rounded both ways, so that what is near has one of them in common."""
    text = "".join(line.text.split())
    if not _SPEAKS.search(text):
        text = _DIGITS.sub("#", text)
    step = line.box[1] / _STEP
    return (text, 2 * round(step)), (text, 2 * int(step) + 1)


def _number(line: PageLine) -> int | None:
    found = _NUMBER.fullmatch(line.text.strip())
    return int(found[1] or found[2]) if found else None


def _first_number(pages: Sequence[Page], margins: Sequence[Sequence[int]]) -> int | None:
    """How far the printed numbers are ahead of the pages, where most pages print one."""
    ahead = Counter(
        number - page.number
        for page, numbers in zip(pages, margins, strict=True)
        for number in {_number(page.lines[at]) for at in numbers} - {None}
        if number is not None
    )
    if not ahead:
        return None
    ((offset, count),) = ahead.most_common(1)
    return offset if count >= max(2, len(pages) / 2) else None
