"""A cursor is read back as it was made, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import WrongUsage
from search_api.cursor import Cursor, cursor_text, print_of, read_cursor

MADE = Cursor(
    7, "whoosh", "0a", "score", "passage", (-1.25, -2020, "x-0a1b2c3d-own-2020", 3), "x#p3"
)


@pytest.mark.parametrize(
    "cursor",
    [
        MADE,
        Cursor(1, "whoosh", "0a", "agency", "report", ("青芷镇", -2020, "id", 1), "id#p1"),
        Cursor(1, "whoosh", "0a", "oldest", "report", (2020, 0.0, "id", 1), "id#p1"),
    ],
)
def test_a_cursor_is_read_back(cursor: Cursor) -> None:
    """As text that needs no quoting in a shell or an address."""
    text = cursor_text(cursor)

    assert read_cursor(text) == cursor
    assert text.replace("-", "").replace("_", "").isalnum()
    assert text.isascii()


@given(st.integers(0, len(cursor_text(MADE)) - 1), st.sampled_from("Aa0_-=%甲"))
def test_a_changed_cursor_is_wrong_usage(place: int, char: str) -> None:
    """Whatever character is changed."""
    text = cursor_text(MADE)
    changed = text[:place] + char + text[place + 1 :]
    if changed != text:
        with pytest.raises(WrongUsage):
            read_cursor(changed)


@given(st.text(max_size=50))
def test_any_other_text_is_wrong_usage(text: str) -> None:
    """Never another exception."""
    with pytest.raises(WrongUsage):
        read_cursor(text)


@pytest.mark.parametrize(
    "cursor",
    [
        Cursor(1, "whoosh", "0a", "score", "passage", (1, 2), "x"),
        Cursor(1, "whoosh", "0a", "score", "passage", ("a", 2, "b", 3), "x"),
        Cursor(1, "whoosh", "0a", "score", "book", (1.0, 2, "b", 3), "x"),
        Cursor(True, "whoosh", "0a", "score", "passage", (1.0, 2, "b", 3), "x"),
    ],
)
def test_a_cursor_of_another_shape_is_wrong_usage(cursor: Cursor) -> None:
    """Also where its check sum is right."""
    with pytest.raises(WrongUsage):
        read_cursor(cursor_text(cursor))


def test_the_print_tells_searches_apart() -> None:
    """But not two ways of writing the same filters."""
    asked = print_of("审查", {"year": ("2020", "2021"), "kind": ("乡镇",)})

    assert asked == print_of("审查", {"kind": ("乡镇",), "year": ("2021", "2020", "2020")})
    assert asked != print_of("审查", {"year": ("2020", "2021")})
    assert asked != print_of("保密", {"year": ("2020", "2021"), "kind": ("乡镇",)})
