"""Text in the cells of a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from search_api.render.lines import MARK, labelled, paragraph
from search_api.render.width import pad, plain, tidy, wrap

TEXTS = st.text(alphabet="保密审查，。（）“”、abc 12.\n\t　", max_size=80)


def lines(text: str, width: int) -> list[str]:
    """The lines into which a text is wrapped."""
    return [text[start:end] for start, end in wrap(text, width)]


def test_han_characters_are_two_cells_wide() -> None:
    """Ten cells hold five of them."""
    assert lines("全年未收到公开申请", 10) == ["全年未收到", "公开申请"]


def test_a_line_breaks_where_chinese_setting_allows() -> None:
    """Not before a closing sign, not after an opening one, not inside a number."""
    assert lines("全年未收到，公开申请", 10) == ["全年未收", "到，公开申", "请"]
    assert lines("全年未收（到）", 10) == ["全年未收", "（到）"]
    assert lines("共公开了2020条", 10) == ["共公开了", "2020条"]


@given(TEXTS, st.integers(2, 40))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    """Only spaces where a line ended are left out; no line is wider than asked."""
    shown = tidy(text).text
    found = lines(shown, width)

    assert "".join(shown.split()) == "".join("".join(found).split())
    assert all(cell_len(line) <= width for line in found)


def test_without_a_width_a_text_is_one_line() -> None:
    """So that what is piped can be searched by line."""
    assert [*wrap("保密审查" * 100, None)] == [(0, 400)]


@given(st.text(max_size=60))
def test_a_printed_text_cannot_steer_the_terminal(text: str) -> None:
    """No control characters, no line breaks, no signs that reorder."""
    shown = tidy(text)

    assert not [c for c in shown.text if unicodedata.category(c) == "Cc"]
    assert not set(shown.text) & set("\u202a\u202e\u2066\u2069\u200f\u2028")
    assert len(shown.places) == len(text) + 1
    assert list(shown.places) == sorted(shown.places)


def test_a_break_between_han_characters_vanishes() -> None:
    """A source's layout is not the text's."""
    assert plain("保密\n审查 A\nB\x1b[31m") == "保密审查 A B [31m"


def test_marks_stand_on_their_characters_on_every_line() -> None:
    """A mark over a line's end is marked on both lines."""
    first, second = paragraph("全年\n未收到公开申请", 12, "  ", [(4, 8)])

    assert (first.plain, second.plain) == ("  全年未收到", "  公开申请")
    assert [(s.start, s.end) for s in first.spans if s.style == MARK] == [(5, 7)]
    assert [(s.start, s.end) for s in second.spans if s.style == MARK] == [(2, 4)]


def test_labels_stand_one_below_the_other() -> None:
    """Whatever their width; rows without a text are left out."""
    found = [line.plain for line in labelled([("机关", "甲"), ("id", "乙"), ("无", "")], None)]

    assert found == ["机关  甲", "id    乙"]


@pytest.mark.parametrize(("right", "wanted"), [(False, "年份  "), (True, "  年份")])
def test_padding_counts_cells(right: bool, wanted: str) -> None:
    """Two characters are four cells."""
    assert pad("年份", 6, right) == wanted
