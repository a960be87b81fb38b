"""A query's folded text, with the place of each character in the query, and its quotes."""

from __future__ import annotations

import re

from indexer.document import Span
from indexer.text import fold
from search_api.notices import Notice

CLOSERS = {'"': '"', "“": "”", "”": "”“", "「": "」", "『": "』"}
_CURLED = re.compile("[“”]")
MINUS = "-\u2010\u2013\u2212"  # what keyboards and word processors write for it
MAX_NOTICES = 20


class Scanner:
    """Reads one query; `notices` grow while it is read.

    The text is folded first, as texts are, so full-width signs count as their ASCII forms.
    """

    def __init__(self, query: str) -> None:
        pieces = [fold(char) for char in query]
        self.notices: list[Notice] = []
        self.text = "".join(pieces)
        self._query = query
        self._origins = [place for place, piece in enumerate(pieces) for _ in piece]
        self._unclosed: set[str] = set()

    def say(self, code: str, message: str, span: Span) -> None:
        """Keep a notice; beyond MAX_NOTICES nobody reads them."""
        if len(self.notices) < MAX_NOTICES:
            self.notices.append(Notice(code, message + "。", span))

    def span(self, start: int, end: int | None = None) -> Span:
        """Where characters of the text stand in the query."""
        last = start if end is None else end - 1
        return self._origins[start], self._origins[last] + 1

    def char(self, place: int) -> str:
        """The character at a place; a space where there is none."""
        return self.text[place] if 0 <= place < len(self.text) else " "

    def written(self, start: int, end: int) -> str:
        """What was typed there."""
        first, last = self.span(start, end)
        return self._query[first:last]

    def typed(self, start: int, end: int) -> str:
        """For each character of the text the one that was typed."""
        return "".join(self._query[origin] for origin in self._origins[start:end])

    def closer(self, start: int) -> int:
        """Where the quote that opens at `start` is closed, -1 where it is not.

        An input method mixes “ and ": where its own is not found, the other form closes a quote,
        unless that one opens another.
        """
        quote = self.text[start]
        if quote not in self._unclosed:
            place = self._own_closer(start)
            if place >= 0:
                return place
            self._unclosed.add(quote)
        if quote == '"':
            other = _CURLED.search(self.text, start + 1)
            return other.start() if other and other[0] == "”" else -1
        if quote in "“”":
            place = self.text.find('"', start + 1)
            return place if place >= 0 and self.text.count('"', place) % 2 else -1
        return -1

    def _own_closer(self, start: int) -> int:
        quote = self.text[start]
        place = start + 1
        while place < len(self.text):
            if self.text[place] in CLOSERS[quote]:
                if quote != "『" or self.char(place + 1) != "』":
                    return place
                place += 1  # 』』 inside 『 』 is one 』
            place += 1
        return -1

    def inside(self, start: int, end: int) -> str:
        """What stands between the quotes at `start` and `end`."""
        text = self.text[start + 1 : end]
        return text.replace("』』", "』") if self.text[start] == "『" else text
