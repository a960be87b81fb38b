"""From the text of a query to its tree, leniently: whatever is written is searched.

What cannot be understood is searched as written and said in a notice with its place. Only a query
beyond the limits is refused: its tree is Nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.fields import BY_KEY
from indexer.text import normal
from search_api.filters import clause, compared
from search_api.lexer import Kind, Lexer, Token
from search_api.loose import without_punctuation
from search_api.notices import Notice, nearest
from search_api.simplify import simplify
from search_api.tree import (
    MAX_CLAUSES,
    MAX_FIGURED,
    MAX_LEVELS,
    MAX_PLACED,
    MAX_STARS,
    And,
    Everything,
    Literal,
    Node,
    Not,
    Nothing,
    Or,
    Within,
    Words,
    clause_count,
    figured,
    levels,
    too_long_to_place,
)
from search_api.values import Reader, Understood, understand

MAX_CHARACTERS = 131_072
MAX_OPEN = 1_000  # parentheses open at once; redundant ones are harmless but cost their depth
_NEAREST = 5
_SURROGATES = re.compile("[\ud800-\udfff]")
_OPERATORS = frozenset({Kind.AND, Kind.OR, Kind.NOT})
_LEAVES = frozenset({Kind.WORD, Kind.LITERAL, Kind.LOOSE, Kind.FILTER, Kind.NODE})
_OPERANDS = _LEAVES | {Kind.OPEN, Kind.NOT}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood: its tree, simple, and what is to be said about it."""

    node: Node
    notices: tuple[Notice, ...] = ()


def parse(text: str, *, literal: bool = False, read: Reader = understand) -> Parsed:
    """The tree of a query. `literal`: the whole text is one literal; `read` understands values.

    Never raises, whatever the text; time is linear in its length.
    """
    text = without_surrogates(text)
    if len(text) > MAX_CHARACTERS:
        return refused("too_long", f"查询超过 {MAX_CHARACTERS} 个字符", 0, len(text))
    if literal:
        wanted = normal(text)
        return Parsed(Literal(wanted)) if wanted else Parsed(Everything())
    lexer = Lexer(text)
    tokens = list(lexer.tokens())
    node = _Parser(lexer, read).tree(tokens)
    if node is None:
        return refused("too_deep", f"括号嵌套超过 {MAX_OPEN} 层", 0, len(text))
    node = simplify(node)
    if isinstance(node, Everything) and (whole := normal(text)):
        # Quotes and parentheses with nothing in them.
        notice = Notice("empty_query", "检索式里没有文字，按原样查找。", (0, len(text)))
        return Parsed(Literal(whole), (notice,))
    return beyond(node) or Parsed(node, tuple(lexer.notices))


def beyond(node: Node) -> Parsed | None:
    """The refusal of a tree beyond the limits, or None."""
    if clause_count(node) > MAX_CLAUSES:
        return refused("too_many_clauses", f"查询条件超过 {MAX_CLAUSES} 个")
    if levels(node) > MAX_LEVELS:
        return refused("too_deep", f"查询嵌套超过 {MAX_LEVELS} 层")
    if too_long_to_place(node):
        limits = f"超过 {MAX_PLACED} 个字符或 {MAX_STARS} 个 *"
        return refused("too_long", f"NEAR 或带通配符的文字{limits}")
    if len(figured(node)) > MAX_FIGURED:
        return refused("too_many_figures", f"对数据的条件超过 {MAX_FIGURED} 个")
    return None


def refused(code: str, message: str, start: int | None = None, end: int = 0) -> Parsed:
    """A query that is not searched, and why."""
    span = None if start is None else (start, end)
    return Parsed(Nothing(), (Notice(code, f"{message}，未作查找，请缩短。", span),))


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which no stored text holds, as replacement characters."""
    return _SURROGATES.sub("\ufffd", text)


@dataclass(slots=True)
class _Group:
    """What stands between two parentheses so far: alternatives, each a list of clauses."""

    opened: Token | None = None
    negate: bool = False
    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])
    pending: bool = False

    def add(self, node: Node) -> None:
        self.alternatives[-1].append(Not(node) if self.pending else node)
        self.pending = False

    def node(self) -> Node | None:
        """The group's meaning; None where nothing stands in it."""
        found = [And(tuple(clauses)) for clauses in self.alternatives if clauses]
        node = Or(tuple(found)) if found else None
        unit = self.opened.unit if self.opened else None
        return node if node is None or unit is None else Within(unit, node)


class _Parser:
    def __init__(self, lexer: Lexer, read: Reader) -> None:
        self._lexer = lexer
        self._read = read
        self._understood: dict[tuple[str, str], Understood] = {}

    def tree(self, tokens: list[Token]) -> Node | None:
        """The tree, not simplified; None where parentheses nest too deep."""
        groups = [_Group()]
        for place, token in enumerate(tokens):
            followed = place + 1 < len(tokens) and tokens[place + 1].kind in _OPERANDS
            group = groups[-1]
            match token.kind:
                case Kind.OPEN:
                    groups.append(_Group(token, group.pending))
                    group.pending = False
                    if len(groups) > MAX_OPEN:
                        return None
                case Kind.CLOSE if len(groups) > 1:
                    self._close(groups)
                case Kind.CLOSE:
                    message = "多出的右括号，按标点处理"
                    self._lexer.say("unmatched_parenthesis", message, token.span)
                case Kind.NOT if followed:
                    group.pending = not group.pending
                case Kind.OR if followed and group.alternatives[-1] and not group.pending:
                    group.alternatives.append([])
                case Kind.AND if followed and group.alternatives[-1] and not group.pending:
                    pass
                case _:
                    if token.kind in _OPERATORS:
                        message = f"“{token.text.upper()}”前后缺少检索词，按文字查找"
                        self._lexer.say("lone_operator", message, token.span)
                    for node in self._operand(token):
                        group.add(node)
        while len(groups) > 1:
            self._lexer.say("unmatched_parenthesis", "左括号没有配对", _place(groups[-1]))
            self._close(groups)
        return groups[0].node() or Everything()

    def _close(self, groups: list[_Group]) -> None:
        closed = groups.pop()
        node = closed.node()
        if node is None:
            self._lexer.say("empty_group", "括号内没有内容，已忽略", _place(closed))
            return
        groups[-1].pending = closed.negate
        groups[-1].add(node)

    def _operand(self, token: Token) -> Iterator[Node]:
        """The node of a token; none for one that holds nothing but white space."""
        if token.node is not None:
            yield token.node
            return
        text = normal(token.text)
        if not text:
            self._lexer.say("empty_literal", "引号内没有文字，已忽略", token.span)
            return
        match token.kind:
            case Kind.LITERAL:
                yield Literal(text)
            case Kind.LOOSE:
                yield loose_literal(text)
            case Kind.FILTER:
                yield self._filter(token)
            case _:
                if token.kind is Kind.WORD and not without_punctuation(text):
                    self._lexer.say("only_punctuation", "只有标点，按标点查找", token.span)
                yield Words(text)

    def _filter(self, token: Token) -> Node:
        """The filter's clause. Every value is understood once, and never more than may stand."""
        asked = token.field, token.text
        if asked not in self._understood and len(self._understood) <= MAX_CLAUSES:
            self._understood[asked] = self._read(BY_KEY[token.field], token.text)
            self._tell(self._understood[asked], token)
        known = self._understood.get(asked) or Understood((normal(token.text),))
        clauses = [clause(token.field, value) for value in known.values]
        if token.operator is not None:
            clauses = [compared(each, token.operator) for each in clauses]
        return Or(tuple(clauses))

    def _tell(self, understood: Understood, token: Token) -> None:
        """Say what is odd about a value. Looking for near names is for the first few only."""
        if understood.code:
            known = understood.known if len(self._lexer.notices) < _NEAREST else ()
            message = understood.message + nearest(token.text, known)
            self._lexer.say(understood.code, message, token.span)


def loose_literal(text: str) -> Literal:
    """The literal of a normal text that ignores punctuation; of nothing else, it is plain."""
    letters = without_punctuation(text)
    return Literal(letters, loose=True) if letters else Literal(text)


def _place(group: _Group) -> tuple[int, int]:
    return group.opened.span if group.opened else (0, 0)
