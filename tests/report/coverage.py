"""Whether nothing of a document was lost or counted twice on its way into headings and passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.document import Document, Span, Table
from indexer.report.sections import Outline


def uncovered(
    document: Document, outline: Outline, title_spans: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The spans of non-space characters that stand nowhere.

    Headings that stand alone, passages, cells without ruling, tables, residues, running heads and
    title lines hold all the others.
    """
    missing: list[Span] = []
    place = 0
    for start, end in [*sorted(_held(document, outline, title_spans)), (len(document.text),) * 2]:
        if document.text[place:start].strip():
            missing.append((place, start))
        place = max(place, end)
    return tuple(missing)


def overlaps(
    document: Document, outline: Outline, title_spans: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The spans of non-space characters that stand in two places."""
    twice: list[Span] = []
    place = 0
    for start, end in sorted(_held(document, outline, title_spans)):
        if document.text[start : min(place, end)].strip():
            twice.append((start, min(place, end)))
        place = max(place, end)
    return tuple(twice)


def _held(document: Document, outline: Outline, title_spans: tuple[Span, ...]) -> Iterator[Span]:
    found: Iterable[Iterable[Span]] = (
        *(heading.spans for heading in outline.headings),
        *(passage.locator.spans for passage in outline.passages),
        *(text.locator.spans for text in outline.table_texts),
        *(block.spans for block in document.blocks if isinstance(block, Table)),
        document.residues,
        document.head_spans,
        title_spans,
    )
    for spans in found:
        yield from spans
