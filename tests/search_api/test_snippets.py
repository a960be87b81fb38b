"""Marks land on the original characters, and the snippet shows where the match is."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from indexer.text import normal
from search_api.snippets import CUT, marks_on, snippet
from search_api.tree import And, Literal, Not, Or, Words
from tests.contract.corpora import text as random_text


def marked(text: str, query: Literal | Words | And | Or | Not) -> list[str]:
    """The marked pieces of a text."""
    return [text[mark.start : mark.end] for mark in marks_on(text, query)]


def test_a_literal_is_marked_over_layout_and_width() -> None:
    """The mark spans the line break and keeps the full-width form."""
    text = "做好保密\n审查，支持ＩＰｖ６。"

    assert marked(text, Literal("保密审查")) == ["保密\n审查"]
    assert marked(text, Literal("ipv6")) == ["ＩＰｖ６"]


def test_a_bare_word_is_marked_whole_and_in_its_words() -> None:
    """The literal find comes first; single words are marked where they stand alone."""
    text = "保密审查要严，审查要细。"
    marks = marks_on(text, Words("保密审查", ("保密", "审查")))

    assert [(text[m.start : m.end], m.literal) for m in marks] == [
        ("保密审查", True),
        ("审查", False),
    ]


def test_digits_are_marked_as_whole_words_only() -> None:
    """20 is not found inside 2020."""
    assert marked("2020年20件", Words("20件", ("20", "件"))) == ["20件"]
    assert marked("2020年20份", Words("20件", ("20", "件"))) == ["20"]


def test_what_is_negated_is_not_marked() -> None:
    """Nor anything under the Not."""
    assert marked("保密审查", And((Literal("保密"), Not(Words("审查", ("审查",)))))) == ["保密"]


def test_a_loose_literal_is_marked_with_the_punctuation_inside() -> None:
    """From its first to its last character."""
    assert marked("坚持先审查、后公开。", Literal("先审查后公开", loose=True)) == ["先审查、后公开"]


def test_the_snippet_is_the_sentence_of_the_match() -> None:
    """Sentences before it are left out, further ones stand as far as they fit."""
    text = "第一句。" * 30 + "做好保密审查。" + "后一句。" * 30
    shown = snippet(text, Literal("保密审查"), 20)

    assert shown.text == f"{CUT}做好保密审查。后一句。后一句。后一句。{CUT}"
    (mark,) = shown.marks
    assert shown.text[mark.start : mark.end] == "保密审查"


def test_a_long_sentence_is_cut_around_the_match() -> None:
    """With a sign on either side."""
    text = "甲" * 300 + "保密" + "乙" * 300
    shown = snippet(text, Literal("保密"), 60)

    assert len(shown.text) == 62
    assert shown.text.startswith(CUT)
    assert shown.text.endswith(CUT)
    assert "保密" in shown.text


def test_no_mark_is_cut_at_the_edge() -> None:
    """A find that does not fit whole is left out, so that what is marked is what was found."""
    for gap in range(30):
        text = "保密审查" + "甲" * gap + "保密审查" * 3 + "乙" * gap + "保密审查" + "丙" * 90
        for width in range(4, 40):
            shown = snippet(text, Literal("保密审查"), width)
            found = {shown.text[mark.start : mark.end] for mark in shown.marks}
            assert found == {"保密审查"}


def test_without_a_match_the_beginning_is_shown() -> None:
    """As with a query of filters only."""
    assert snippet("甲乙丙丁", Literal("无"), 2).text == f"甲乙{CUT}"


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 60))
def test_every_literal_of_a_passage_is_marked_in_its_snippet(
    seed: int, length: int, width: int
) -> None:
    """Marks are in order, inside the snippet, and what they span normalises to the literal."""
    rng = random.Random(seed)
    text = random_text(rng)
    form = normal(text)
    start = rng.randrange(len(form))
    wanted = form[start : start + length]
    shown = snippet(text, Or((Literal(wanted), Words("公开", ("公开",)))), width)
    whole = [text[m.start : m.end] for m in marks_on(text, Literal(wanted))]

    assert wanted.strip() in normal("".join(whole)) or wanted in "".join(map(normal, whole))
    assert shown.marks
    previous = 0
    for mark in shown.marks:
        assert previous <= mark.start < mark.end <= len(shown.text)
        previous = mark.end


def test_a_passage_of_one_repeated_character_is_bounded() -> None:
    """Marks are capped; the window is found without looking at each pair."""
    shown = snippet("保" * 200_000, Words("保", ("保",)), 100)

    assert len(shown.text) == 101
