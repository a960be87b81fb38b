"""A run of characters that may lie in several places of a Document, and how it is cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from indexer.document import Document, Locator, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text` is the characters at `spans`, joined by nothing; `starts[i]` is where span i begins
    in `text`."""

    text: str
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    page: int | None = None

    @property
    def locator(self) -> Locator:
        return Locator(self.spans, page=self.page)


def stretch(document: Document, spans: Iterable[Span], page: int | None = None) -> Stretch:
    """The characters of the document at the spans, empty spans left out."""
    kept = tuple((start, end) for start, end in spans if start < end)
    return _made(document.slice(kept), kept, page)


def part(whole: Stretch, start: int, end: int) -> Stretch:
    """The characters from `start` to `end` of its text, outer white space off."""
    text = whole.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    if len(text) == len(whole.text):
        return whole
    if not text:
        return Stretch("", (), (), whole.page)
    first = bisect_right(whole.starts, start) - 1
    last = bisect_right(whole.starts, end - 1) - 1
    spans = list(whole.spans[first : last + 1])
    tail = spans[-1][0] + end - whole.starts[last]
    spans[-1] = (spans[-1][0], tail)
    spans[0] = (spans[0][0] + start - whole.starts[first], spans[0][1])
    return _made(text, tuple(spans), whole.page)


def joined(parts: list[Stretch]) -> Stretch:
    """Several stretches as one, in order; the page is the first one's."""
    spans = tuple(span for piece in parts for span in piece.spans)
    return _made("".join(piece.text for piece in parts), spans, parts[0].page)


def _made(text: str, spans: tuple[Span, ...], page: int | None) -> Stretch:
    lengths = (end - start for start, end in spans[:-1])
    return Stretch(text, spans, tuple(accumulate(lengths, initial=0))[: len(spans)], page)
