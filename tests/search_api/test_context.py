"""How much of a passage is shown around what was found in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.context import excerpt
from search_api.results import Mark
from search_api.snippets import CUT, marks_on
from search_api.tree import Literal
from search_api.view_options import WHOLE

TEXT = "一是做好保密审查工作，二是加强保密教育。"


def shown(side: int, text: str = TEXT, needle: str = "保密") -> str:
    """The excerpt with its marks in brackets."""
    snippet = excerpt(text, marks_on(text, Literal(needle)), side)
    told = snippet.text
    for mark in reversed(snippet.marks):
        told = f"{told[: mark.start]}[{told[mark.start : mark.end]}]{told[mark.end :]}"
    return told


@pytest.mark.parametrize(
    ("side", "told"),
    [
        (0, "…[保密]…[保密]…"),
        (2, "…做好[保密]审查…加强[保密]教育…"),
        (4, "一是做好[保密]审查工作…二是加强[保密]教育。"),
        (5, "一是做好[保密]审查工作，二是加强[保密]教育。"),
        (WHOLE, "一是做好[保密]审查工作，二是加强[保密]教育。"),
    ],
)
def test_every_mark_has_so_much_around_it(side: int, told: str) -> None:
    """What overlaps or touches is one piece; what was left out is told."""
    assert shown(side) == told


def test_where_nothing_is_marked_the_beginning_is_shown() -> None:
    """As long as a mark's surroundings would be."""
    assert excerpt(TEXT, (), 3).text == TEXT[:6] + CUT
    assert excerpt(TEXT, (), WHOLE).text == TEXT
    assert excerpt("", (), 3).text == ""


@given(st.text("甲乙 \n\u0301\u200b", max_size=60), st.integers(0, 12))
def test_what_is_marked_stays_marked(text: str, side: int) -> None:
    """The same characters in the same order, none longer than the passage allows."""
    marks = marks_on(text, Literal("甲乙"))
    snippet = excerpt(text, marks, side)

    assert [snippet.text[mark.start : mark.end] for mark in snippet.marks] == [
        text[mark.start : mark.end] for mark in marks
    ]
    assert len(snippet.text) <= sum(m.end - m.start + 2 * side + 1 for m in marks or _ONE) + 1


_ONE = (Mark(0, 0, True),)


def test_a_long_passage_with_many_marks_is_cut_at_each() -> None:
    """200 kB of text, a thousand marks."""
    text = ("保密" + "某" * 198) * 1_000

    assert (
        excerpt(text, marks_on(text, Literal("保密")), 1).text == "保密某" + "…某保密某" * 999 + "…"
    )
