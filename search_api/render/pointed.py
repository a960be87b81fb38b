"""A query with the characters marked that a notice is about."""

from __future__ import annotations

from rich.text import Text

from indexer.document import Span
from search_api.render.lines import MARK, QUIET
from search_api.render.width import tidy

_AROUND, _POINTED = 20, 60  # characters of the query


def pointed(query: str, span: Span) -> Text:
    """The characters in 【 】, with some of the query on either side.

    >>> pointed("保密 年:二〇 培训", (3, 7)).plain
    '保密 【年:二〇】 培训'
    """
    tidied = tidy(query)
    start, end = tidied.span(*span)
    line = Text(tidied.text[max(0, start - _AROUND) : start])
    line.append("【", QUIET).append(tidied.text[start:end][:_POINTED], MARK)
    return line.append("】", QUIET).append(tidied.text[end : end + _AROUND])
