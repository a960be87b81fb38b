"""A query's text cut into tokens, each with its place. Nothing is an error; time is linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from unicodedata import normalize

from indexer.document import Span
from indexer.fields import BY_NAME, Match
from search_api import near_call
from search_api.conditions import OPERATORS, condition, is_figure
from search_api.figure_names import AMBIGUOUS, known_names
from search_api.notices import nearest, shown
from search_api.scanner import CLOSERS, MINUS, Scanner
from search_api.tree import Node, Operator, Unit
from search_api.wildcards import pattern

_RUN = re.compile(r'[^\s()"“”「『]+')
_FIELD = re.compile(r"(?P<name>[^\W\d][\w.]{0,79})(?P<sign>:)(?P<value>.*)", re.DOTALL)
_NUMERIC = re.compile(r"[0-9年月日./-]+")
_SIGNS = "|".join(sorted(map(re.escape, OPERATORS), key=len, reverse=True))
_COMPARED = re.compile(
    rf'(?P<name>[\w.]++)(\s*+)(?P<sign>(?>{_SIGNS}))(\s*+)(?P<value>[^\s()"“”「『]++)'
)
_WORDS = {"AND": "AND", "OR": "OR", "NOT": "NOT", "且": "AND", "或": "OR", "非": "NOT"}
_UNITS = {"report": Unit.REPORT, "报告": Unit.REPORT, "section": Unit.SECTION, "部分": Unit.SECTION}
_LOWER = {"and": "AND 或 且", "or": "OR 或 或", "not": "NOT 或 非"}
_HINTED = 5  # notices that name what resembles a name; looking for it takes a while


class Kind(Enum):
    """What a token is. A NODE is understood already."""

    WORD = auto()
    LITERAL = auto()
    LOOSE = auto()
    FILTER = auto()
    NODE = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is folded; of a filter it is the value. `span` is in the query as it was given.

    `operator`: how a filter's field is compared with its value, None for `field:value`. `unit`:
    what a parenthesis is about (`report(`), None for a plain one.
    """

    kind: Kind
    text: str
    span: Span
    field: str = ""
    operator: Operator | None = None
    unit: Unit | None = None
    node: Node | None = None


_Found = tuple[list[Token], int]


class Lexer(Scanner):
    """Reads one query, token by token."""

    def tokens(self) -> Iterator[Token]:
        """The tokens in reading order."""
        place = 0
        while place < len(self.text):
            char = self.text[place]
            if char.isspace():
                place += 1
            elif char in "()":
                yield Token(Kind.OPEN if char == "(" else Kind.CLOSE, char, self.span(place))
                place += 1
            elif char in CLOSERS:
                found, place = self._quoted(place)
                yield from found
            else:
                found, place = self._run(place)
                yield from found

    def _quoted(self, start: int, kind: Kind = Kind.LITERAL) -> _Found:
        """The quoted text that opens at `start`. An unclosed quote is punctuation."""
        end = self.closer(start)
        if end < 0:
            message = f"引号 {self.text[start]} 没有配对，按标点处理"
            self.say("unclosed_quote", message, self.span(start))
            return [], start + 1
        return [Token(kind, self.inside(start, end), self.span(start, end + 1))], end + 1

    def _run(self, start: int) -> _Found:
        """What a run without spaces, quotes and parentheses gives, with what it leads to."""
        match = _RUN.match(self.text, start)
        end = match.end() if match else start + 1
        found: list[Token] = []
        apart = self.char(start - 1).isspace() or self.char(start - 1) == "("
        follower = self.char(end)
        if self.text[start] in MINUS:
            bare = start
            while bare < end and self.text[bare] in MINUS:
                bare += 1
            if apart and (bare < end or follower == "(" or follower in CLOSERS):
                found.append(Token(Kind.NOT, "-", self.span(start)))
                start = bare
            elif bare < end:
                start = bare
        if start == end:
            return found, end
        loose = self.text[end - 1] == "~" and follower in CLOSERS and self.closer(end) >= 0
        if not loose:
            token, end = self._named(start, end)
            return found + token, end
        if start < end - 1:
            found += self._named(start, end - 1)[0]
        token, end = self._quoted(end, Kind.LOOSE)
        return found + token, end

    def _named(self, start: int, end: int) -> _Found:
        """A run as an operator, a call, a condition, a filter, a pattern or a word."""
        text, span = self.text[start:end], self.span(start, end)
        if word := self._operator(start, end):
            return [Token(Kind[word], text, span)], end
        for read in (self._call, self._compared, self._field):
            if found := read(start, end):
                return found
        if asked := pattern(text, self.typed(start, end)):
            return [Token(Kind.NODE, text, span, node=asked)], end
        self._tell_word(start, end)
        return [Token(Kind.WORD, text, span)], end

    def _tell_word(self, start: int, end: int) -> None:
        """Say where a word may be meant for something else."""
        text, span = self.text[start:end], self.span(start, end)
        if text in _LOWER:
            self.say("lower_case", f"“{text}”按文字查找；作运算符请写 {_LOWER[text]}", span)
        elif text in _UNITS and self.text[end:].lstrip()[:1] == "(":
            self.say("call_apart", f"“{text}”与括号之间有空格，按文字查找；请连写 {text}(…)", span)
        elif text[0] == "—" and text.strip("—"):
            self.say("dash", "“—”按标点查找；表示不含请用 -", (span[0], span[0] + 1))

    def _operator(self, start: int, end: int) -> str | None:
        """The operator that a run is; a Chinese one stands between spaces or parentheses."""
        written = self.written(start, end)
        word = normalize("NFKC", written) if end - start <= 3 else ""
        around = self.char(start - 1), self.char(end)
        apart = all(char.isspace() or char in "()" for char in around)
        return _WORDS.get(word) if word.isascii() or apart else None

    def _call(self, start: int, end: int) -> _Found | None:
        """`near(…)` as a whole, or the beginning of `report(` and `section(`."""
        text, opening = self.text[start:end], end
        if self.written(start, end) == "NEAR":
            while opening < len(self.text) and self.text[opening].isspace():
                opening += 1
        if self.char(opening) != "(":
            return None
        if text in near_call.NAMES:
            node, stop = near_call.read_near(self, start, opening)
            span = self.span(start, stop)
            return [Token(Kind.NODE, text, span, node=node)] if node else [], stop
        if text in _UNITS:
            span = self.span(start, opening + 1)
            return [Token(Kind.OPEN, "(", span, unit=_UNITS[text])], opening + 1
        return None

    def _compared(self, start: int, end: int) -> _Found | None:
        """A figure or a field with an operator and a value, spaces around the operator or not."""
        loose = self.char(end) == "~"
        found = _COMPARED.match(self.text, start, end if loose else len(self.text))
        if found is None:
            return None
        name, before, sign, after, value = found.groups()
        spaced = bool(before or after)
        if known := BY_NAME.get(name):
            ranged = known.match is Match.RANGE
            same = OPERATORS[sign] in (Operator.EQUAL, Operator.OTHER)
            if not (_NUMERIC.fullmatch(value) and ranged if spaced else ranged or same):
                return None
            span = self.span(start, found.end())
            token = Token(Kind.FILTER, value, span, known.key, OPERATORS[sign])
            return [token], found.end()
        if spaced and not is_figure(name):
            return None
        return self._condition(found, spaced)

    def _condition(self, found: re.Match[str], spaced: bool = False) -> _Found | None:
        """The condition that a name, a sign and a value make; None where it is to be searched."""
        name, sign, value = found["name"], found["sign"], found["value"]
        hint = len(self.notices) < _HINTED and not spaced
        made = condition(name, sign, value, hint=hint)
        if made is None or (spaced and made.node is None):
            return None
        if made.code:
            self.say(
                made.code,
                made.message,
                self.span(*found.span("value" if made.of_value else "name")),
            )
        if made.node is None:
            return None
        span = self.span(*found.span())
        return [Token(Kind.NODE, found[0], span, node=made.node)], found.end()

    def _field(self, start: int, end: int) -> _Found | None:
        """`field:value`, the value in quotes or not, or a figure's `name:value`."""
        field = _FIELD.match(self.text, start, end)
        if field is None:
            return None
        name, value = field["name"], field["value"]
        span, known = self.span(start, end), BY_NAME.get(name)
        if known and value:
            return [Token(Kind.FILTER, value, span, known.key)], end
        if known and self.char(end) in CLOSERS and (closer := self.closer(end)) >= 0:
            quoted = self.inside(end, closer)
            if quoted.strip():
                span = self.span(start, closer + 1)
                return [Token(Kind.FILTER, quoted, span, known.key)], closer + 1
        if known or (not value and is_figure(name)):
            self.say("empty_value", f"“{name}:”后面没有值，按原文查找", span)
            return None
        said = len(self.notices)
        made = self._condition(field) if value and (is_figure(name) or name in AMBIGUOUS) else None
        if made is None and len(self.notices) == said:
            names = (*BY_NAME, *known_names()) if said < _HINTED else ()
            near = nearest(name, names)
            message = f"没有“{shown(name)}”这个筛选项或数据项，按原文查找{near}"
            self.say("unknown_field", message, span)
        return made
