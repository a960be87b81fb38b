"""What a difference tells is true of both texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search_api.text_difference import difference

TEXTS = st.text(alphabet="公开政府信息12。，\n x\u202e", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    """The one without what came, the other without what went."""
    for most in (0, 10_000):
        changes = difference(before, after, most)
        assert "".join(one.text for one in changes if one.kind != "added") == before
        assert "".join(one.text for one in changes if one.kind != "removed") == after
        assert all(one.text for one in changes)


def test_characters_that_match_by_chance_are_no_islands() -> None:
    """A rewritten sentence is told as one change."""
    changes = difference("组织业务培训两次，参训四十人。", "下发通报三期，约谈一人。")

    assert [one.kind for one in changes if one.text.strip("，。人")] == ["removed", "added"]
