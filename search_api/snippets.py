"""The piece of a passage that is shown, and the marks on what the query found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from indexer.document import Span
from indexer.text import Normal, normal_with_origins
from search_api.loose import letter_places
from search_api.near import near_pairs
from search_api.patterns import pattern_spans
from search_api.results import Mark, Snippet
from search_api.tree import Literal, Near, Node, Pattern, Words, walk

DEFAULT_WIDTH = 160
CUT = "…"
_MOST_MARKS = 1_000
_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]*[”」』）)]?")
_LATIN = re.compile(r"[^\W_\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def snippet(text: str, query: Node, width: int = DEFAULT_WIDTH) -> Snippet:
    """The sentences around the best match, at most `width` characters of them, with marks.

    Without a match, the beginning of the text.
    """
    marks = marks_on(text, query)
    start, end = _window(text, marks, width)
    before, after = CUT if text[:start].strip() else "", CUT if text[end:].strip() else ""
    shift = len(before) - start
    inside = (mark for mark in marks if mark.end > start and mark.start < end)
    return Snippet(
        f"{before}{text[start:end]}{after}",
        tuple(
            Mark(max(mark.start, start) + shift, min(mark.end, end) + shift, mark.literal)
            for mark in inside
        ),
    )


def marks_on(text: str, query: Node) -> tuple[Mark, ...]:
    """Where an original text holds what the query asks for, in order and not overlapping.

    Literals and literally held bare words come before single words. What is negated is not marked.
    """
    shown = normal_with_origins(text)
    literals: list[Span] = []
    words: list[Span] = []
    for node, negated in walk(query):
        if negated:
            continue
        if isinstance(node, Literal):
            literals += _loose_spans(node.text, shown) if node.loose else _spans(node.text, shown)
        elif isinstance(node, Near):
            pairs = near_pairs(node.first, node.second, node.distance, shown.text)
            literals += [span for pair in islice(pairs, _MOST_MARKS) for span in pair]
        elif isinstance(node, Pattern):
            spans = pattern_spans(node.pieces, node.gaps, shown.text)
            literals += islice(spans, _MOST_MARKS)
        elif isinstance(node, Words):
            literals += _spans(node.text, shown)
            for word in node.words:
                words += _word_spans(word, shown)
    taken = _merged(literals)
    found = [Mark(*shown.original(span), literal=True) for span in taken]
    found += [Mark(*shown.original(span), literal=False) for span in _outside(words, taken)]
    return tuple(sorted(set(found), key=lambda mark: mark.start))


def _spans(needle: str, shown: Normal) -> list[Span]:
    found = re.finditer(re.escape(needle), shown.text) if needle else iter(())
    return [match.span() for match in islice(found, _MOST_MARKS)]


def _word_spans(word: str, shown: Normal) -> list[Span]:
    """A word of letters and digits is found between its bounds only: 20 is not in 2020."""
    spans = _spans(word, shown)
    if not _LATIN.fullmatch(word):
        return spans
    return [
        (start, end)
        for start, end in spans
        if not _LATIN.match(shown.text[start - 1 : start]) and not _LATIN.match(shown.text, end)
    ]


def _loose_spans(needle: str, shown: Normal) -> list[Span]:
    places = letter_places(shown.text)
    letters = Normal("".join(shown.text[place] for place in places), tuple(places))
    return [letters.original(span) for span in _spans(needle, letters)]


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _outside(words: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The longest of the word spans that overlap no taken span nor a longer one before them."""
    free: list[Span] = []
    covered = {place for start, end in taken for place in range(start, end)}
    for start, end in sorted(set(words), key=lambda span: (span[0] - span[1], span)):
        if covered.isdisjoint(range(start, end)):
            covered.update(range(start, end))
            free.append((start, end))
    return free


def _window(text: str, marks: Sequence[Mark], width: int) -> Span:
    """Where the shown piece begins and ends: around the best mark, and no other is cut in two."""
    best = _best(marks, width)
    if best is None:
        return 0, min(len(text), width)
    start, end = _around(best, text, width)
    starts = (mark.end for mark in marks if mark.start < start < mark.end <= best.start)
    ends = (mark.start for mark in marks if best.end <= mark.start < end < mark.end)
    return max(start, *starts, start), min(end, *ends, end)


def _around(best: Mark, text: str, width: int) -> Span:
    """Whole sentences from the mark's on, as many as fit; of one that is too long, a piece."""
    sentences = [match.span() for match in _SENTENCE.finditer(text) if match.group()]
    first = next(i for i, (_, end) in enumerate(sentences) if end > best.start)
    start, end = sentences[first]
    if best.end > end or end - start > width:
        room = max(0, width - (best.end - best.start))
        start = max(start, best.start - room // 3)
        return start, min(len(text), start + width)
    for _, next_end in sentences[first + 1 :]:
        if next_end - start > width:
            break
        end = next_end
    return start, end


def _best(marks: Sequence[Mark], width: int) -> Mark | None:
    """The mark from which on most is found within the width, literal finds before others."""
    values: list[tuple[int, int, Mark]] = []
    last = 0
    literal = 0
    for place, mark in enumerate(marks):
        last = max(last, place)
        while last < len(marks) and marks[last].end <= mark.start + width:
            literal += marks[last].literal
            last += 1
        values.append((literal, last - place, mark))
        literal -= mark.literal if last > place else 0
    return max(values, key=lambda value: value[:2], default=(0, 0, None))[2]
