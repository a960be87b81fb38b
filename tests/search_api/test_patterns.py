"""Patterns find what the plainest regular expression finds, and hostile ones stay bounded."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.text import normal
from search_api.patterns import has_pattern, pattern_spans
from search_api.snippets import marks_on
from search_api.syntax import beyond
from search_api.tree import MAX_PLACED, MAX_STARS, Near, Node, Not, Pattern

GAPS = {"?": "(?s:.)", "*": "[^。!?;]*"}
CHARACTERS = "一二三。!?;*"


@st.composite
def patterns(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two to four short pieces with a gap between each and the next."""
    piece = st.text(CHARACTERS, min_size=1, max_size=2)
    pieces = draw(st.lists(piece, min_size=2, max_size=4))
    gap = st.text("?*", min_size=1, max_size=3)
    return tuple(pieces), tuple(draw(gap) for _ in pieces[1:])


def plain(pieces: tuple[str, ...], gaps: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern as a regular expression."""
    written = [re.escape(pieces[0])]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        written += [*(GAPS[sign] for sign in gap), re.escape(piece)]
    return re.compile("".join(written))


def plain_spans(pieces: tuple[str, ...], gaps: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """For each end, by trying every beginning from the latest on, the first that matches."""
    wanted = plain(pieces, gaps)
    spans = []
    for end in range(len(text) + 1):
        begins = (begin for begin in range(end, -1, -1) if wanted.fullmatch(text, begin, end))
        begin = next(begins, None)
        if begin is not None:
            spans.append((begin, end))
    return spans


@given(patterns(), st.text(CHARACTERS, max_size=16))
@example((("一", "二"), ("*",)), "一。二")
@example((("一", "二"), ("?",)), "一。二")
@example((("一。", "二"), ("*",)), "一。三二")
@example((("一", "一", "一"), ("*", "*")), "一一一")
@example((("一", "二"), ("?*?",)), "一三二")
def test_a_pattern_is_what_the_regular_expression_finds(
    pattern: tuple[tuple[str, ...], tuple[str, ...]], text: str
) -> None:
    """The same places, each with its latest beginning; and the same yes or no."""
    pieces, gaps = pattern
    expected = plain_spans(pieces, gaps, text)

    assert list(pattern_spans(pieces, gaps, text)) == expected
    assert has_pattern(pieces, gaps, text) == bool(expected)


@given(patterns(), st.text("一二三。！？；* １Ａ\n", max_size=16))
def test_what_a_pattern_matches_is_marked(
    pattern: tuple[tuple[str, ...], tuple[str, ...]], text: str
) -> None:
    """Marked is what stands in some match, on the original's characters, no more."""
    pieces, gaps = pattern
    shown = normal(text)
    covered = {place for span in plain_spans(pieces, gaps, shown) for place in range(*span)}
    marks = marks_on(text, Pattern(pieces, gaps))

    assert "".join(normal(text[mark.start : mark.end]) for mark in marks) == "".join(
        shown[place] for place in sorted(covered)
    )


def test_a_long_run_of_one_character_gives_a_span_for_each_end() -> None:
    """Not one for each pair of places, and no more work for what lies between them."""
    text = "一" * 200_000
    spans = list(pattern_spans(("一",) * 4, ("*", "?*", "*"), text))

    assert spans == [(end - 5, end) for end in range(5, len(text) + 1)]
    assert len(marks_on(text, Pattern(("一", "一"), ("*",)))) == 1


def test_a_pattern_that_never_ends_gives_up_at_each_place() -> None:
    """Where a regular expression would try every way of dividing the run between its stars."""
    text, gaps = "一" * 200_000, ("*",) * MAX_STARS
    pieces = (*("一",) * MAX_STARS, "二")

    assert not has_pattern(pieces, gaps, text)
    assert not has_pattern(pieces, gaps, f"{text}。二")
    assert has_pattern(pieces, gaps, f"{text}二")


@pytest.mark.parametrize(
    ("node", "refused"),
    [
        (Pattern(("一",) * (MAX_STARS + 1), ("*",) * MAX_STARS), False),
        (Pattern(("一",) * (MAX_STARS + 2), ("*",) * (MAX_STARS + 1)), True),
        (Pattern(("一", "二"), ("?" * (MAX_PLACED - 2),)), False),
        (Pattern(("一", "二"), ("?" * (MAX_PLACED - 1),)), True),
        (Near("一" * (MAX_PLACED - 1), "二", 10), False),
        (Not(Near("一" * MAX_PLACED, "二", 10)), True),
    ],
)
def test_what_is_too_long_to_be_placed_is_refused(node: Node, refused: bool) -> None:
    """Each character may be compared at every place of a text; nobody writes so many."""
    answer = beyond(node)

    assert (
        answer is not None and [notice.code for notice in answer.notices] == ["too_long"]
    ) == refused
