"""Any of the words in place of all of them."""

from __future__ import annotations

import pytest

from search_api.any_word import any_word
from search_api.syntax import parse
from search_api.tree import with_words
from search_api.written import to_text
from tests.search_api.conftest import characters


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("保密审查", "保密 OR 审查"),
        ("保密审查 培训 审查", "保密 OR 审查 OR 培训"),
        ("年:2020 保密审查 -培训", "year:2020 -培训 (保密 OR 审查)"),
        ("“先审查” 保密审查", '"先审查" (保密 OR 审查)'),
        ("(培训 OR 宣传) 保密审查", "(培训 OR 宣传) (保密 OR 审查)"),
        ("培训", None),
        ("培训 OR 保密审查", None),
        ("-保密审查", None),
        ("“保密审查”", None),
        ("", None),
    ],
)
def test_the_words_are_asked_for_one_or_the_other(query: str, expected: str | None) -> None:
    """Filters, literals and what is negated stay as they are."""
    loose = any_word(with_words(parse(query).node, characters))

    assert (None if loose is None else to_text(loose)) == expected
