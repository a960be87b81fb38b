"""A query's text cut into tokens, each with its place. Nothing is an error; time is linear.

The text is folded first, as texts are, so full-width signs count as their ASCII forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from indexer.document import Span
from indexer.fields import BY_NAME
from indexer.text import fold
from search_api.notices import Notice, nearest, shown

_CLOSERS = {'"': '"', "“": "”", "”": "”“", "「": "」", "『": "』"}
_RUN = re.compile(r'[^\s()"“”「『]+')
_FIELD = re.compile(r"([^\W\d][\w.]{0,30}):")
_OPERATORS = {"AND": "AND", "OR": "OR", "NOT": "NOT", "且": "AND", "或": "OR", "非": "NOT"}
_RESERVED_CALLS = ("near", "report", "报告")
_WILDCARD = re.compile(r"\w[?*]+\w")
_COMPARISON = re.compile(r"[\w.]+(?:[<>]=?|!?=|[≤≥])[-+]?[0-9.,]+")
MAX_NOTICES = 20


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    LITERAL = auto()
    LOOSE = auto()
    FILTER = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is folded; of a filter it is the value. `span` is in the query as it was given."""

    kind: Kind
    text: str
    span: Span
    field: str = ""


class Lexer:
    """Reads one query; `notices` grow while the tokens are taken."""

    def __init__(self, query: str) -> None:
        pieces = [fold(char) for char in query]
        self.notices: list[Notice] = []
        self._query = query
        self._text = "".join(pieces)
        self._origins = [place for place, piece in enumerate(pieces) for _ in piece]
        self._unclosed: set[str] = set()

    def say(self, code: str, message: str, span: Span) -> None:
        """Keep a notice; beyond MAX_NOTICES nobody reads them."""
        if len(self.notices) < MAX_NOTICES:
            self.notices.append(Notice(code, message + "。", span))

    def tokens(self) -> Iterator[Token]:
        """The tokens in reading order."""
        place = 0
        while place < len(self._text):
            char = self._text[place]
            if char.isspace():
                place += 1
            elif char in "()":
                yield Token(Kind.OPEN if char == "(" else Kind.CLOSE, char, self._span(place))
                place += 1
            elif char in _CLOSERS:
                quoted, place = self._quoted(place)
                if quoted is not None:
                    yield quoted
            else:
                found, place = self._run(place)
                yield from found

    def _span(self, start: int, end: int | None = None) -> Span:
        last = start if end is None else end - 1
        return self._origins[start], self._origins[last] + 1

    def _char(self, place: int) -> str:
        return self._text[place] if 0 <= place < len(self._text) else " "

    def _quoted(self, start: int, kind: Kind = Kind.LITERAL) -> tuple[Token | None, int]:
        """The quoted text that opens at `start`. An unclosed quote is punctuation."""
        quote = self._text[start]
        end = self._closer(start)
        if end < 0:
            self.say("unclosed_quote", f"引号 {quote} 没有配对，按标点处理", self._span(start))
            return None, start + 1
        text = self._text[start + 1 : end]
        if quote == "『":
            text = text.replace("』』", "』")
        return Token(kind, text, self._span(start, end + 1)), end + 1

    def _closer(self, start: int) -> int:
        quote = self._text[start]
        if quote in self._unclosed:
            return -1
        place = start + 1
        while place < len(self._text):
            if self._text[place] in _CLOSERS[quote]:
                if quote != "『" or self._char(place + 1) != "』":
                    return place
                place += 1  # 』』 inside 『 』 is one 』
            place += 1
        self._unclosed.add(quote)
        return -1

    def _run(self, start: int) -> tuple[list[Token], int]:
        """What a run without spaces, quotes and parentheses gives, with the quote it leads to."""
        match = _RUN.match(self._text, start)
        end = match.end() if match else start + 1
        found: list[Token] = []
        apart = start == 0 or self._char(start - 1).isspace() or self._char(start - 1) in "("
        follower = self._char(end)
        if self._text[start] == "-":
            bare = start
            while bare < end and self._text[bare] == "-":
                bare += 1
            if apart and (bare < end or follower == "(" or follower in _CLOSERS):
                found.append(Token(Kind.NOT, "-", self._span(start)))
                start = bare
            elif bare < end:
                start = bare
        if start == end:
            return found, end
        loose = self._text[end - 1] == "~" and follower in _CLOSERS and self._closer(end) >= 0
        stop = end - 1 if loose else end
        if start < stop:
            token, end = self._named(start, stop) if loose else self._named(start, end)
            found.extend(token)
        if loose:
            quoted, end = self._quoted(stop + 1, Kind.LOOSE)
            found.extend([quoted] if quoted else [])
        return found, end

    def _named(self, start: int, end: int) -> tuple[list[Token], int]:
        """A run as an operator, a filter, the name before a parenthesis, or a word."""
        text, span = self._text[start:end], self._span(start, end)
        written = self._query[span[0] : span[1]]
        before, after = self._char(start - 1), self._char(end)
        if written in _OPERATORS and (
            written.isascii() or ((before.isspace() or before in "()") and after in "() \t\n\r")
        ):
            return [Token(Kind[_OPERATORS[written]], text, span)], end
        if field := _FIELD.match(text):
            known = BY_NAME.get(field[1])
            if known and field.end() < len(text):
                return [Token(Kind.FILTER, text[field.end() :], span, known.key)], end
            if known and after in _CLOSERS and self._closer(end) >= 0:
                quoted, stop = self._quoted(end)
                if quoted and quoted.text.strip():
                    return [
                        Token(Kind.FILTER, quoted.text, (span[0], quoted.span[1]), known.key)
                    ], stop
            self._odd_field(field[1], known is not None, span)
        elif after == "(" and text in _RESERVED_CALLS:
            self._unsupported(f"{written}(…)", span)
            opening = Token(Kind.OPEN, "(", self._span(end))
            return [opening, Token(Kind.WORD, text, span)], end + 1
        elif _WILDCARD.search(written) or _COMPARISON.fullmatch(text):
            self._unsupported(written, span)
        return [Token(Kind.WORD, text, span)], end

    def _odd_field(self, name: str, known: bool, span: Span) -> None:
        if known:
            self.say("empty_value", f"“{name}:”后面没有值，按原文查找", span)
        elif len(self.notices) < MAX_NOTICES:
            close = nearest(name, tuple(BY_NAME))
            self.say("unknown_field", f"没有“{shown(name)}”这个筛选项，按原文查找{close}", span)

    def _unsupported(self, written: str, span: Span) -> None:
        message = f"尚不支持“{shown(written)}”这种写法，按文字查找"
        self.say("unsupported_construct", message, span)
