"""Expressions that name what their forms begin with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.readers import residues
from indexer.report import aspects, passages

GUARDED = {
    "lack": aspects.PROBLEM,
    "none": aspects._NONE,
    "token": passages._TOKEN,
    "residue": residues._INLINE,
}
_WHAT_FOLLOWS = "(?=[。；，,;、]|$)"


@pytest.mark.parametrize("guarded", GUARDED.values(), ids=GUARDED)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_form_begins_with_a_character_that_was_not_named(
    guarded: re.Pattern[str], data: st.DataObject
) -> None:
    """Whatever one of the forms matches, the expression finds."""
    forms = "(?:" + guarded.pattern.partition("])(?:")[2]
    drawn = re.compile(forms.replace(_WHAT_FOLLOWS, ""), guarded.flags)
    text = data.draw(st.from_regex(drawn, fullmatch=True))
    alone = re.compile(forms, guarded.flags)

    assert [m.span() for m in alone.finditer(text)] == [m.span() for m in guarded.finditer(text)]
