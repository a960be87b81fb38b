"""A query as a tree, independent of any engine. What a node means: `engines.memory.matches`.

Trees may come from anywhere and nest as deep as they like: nothing here recurses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar, assert_never

MAX_CLAUSES = 1024
MAX_LEVELS = 64

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """A bare word: the passage holds `text` literally, or holds every one of `words`.

    `text` is normal. `words` is what the query cutter makes of it (`with_words`); with none the
    literal alone decides.
    """

    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """Exactly these characters of the normal text; `loose`: of the text without punctuation.

    The text of a loose literal holds letters and digits only.
    """

    text: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Keyword:
    """The field has this value, in the way `indexer.fields` says the field is matched."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Range:
    """The field has a value from `low` to `high`, both included, None for no bound."""

    field: str
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class And:
    """All of the clauses; with none, everything."""

    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the clauses; with none, nothing."""

    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Every passage that the clause does not match."""

    clause: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Every passage."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No passage."""


Leaf = Words | Literal | Keyword | Range | Everything | Nothing
Node = Leaf | And | Or | Not


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly under this one."""
    match node:
        case And(clauses) | Or(clauses):
            return clauses
        case Not(clause):
            return (clause,)
        case Words() | Literal() | Keyword() | Range() | Everything() | Nothing():
            return ()
        case _:
            assert_never(node)


def fold(node: Node, make: Callable[[Node, tuple[T, ...]], T]) -> T:
    """What `make` says of the node, given what it says of the nodes under it, leaves first."""
    made: list[T] = []
    waiting: list[tuple[Node, bool]] = [(node, False)]
    while waiting:
        this, ready = waiting.pop()
        below = parts(this)
        if below and not ready:
            waiting.append((this, True))
            waiting.extend((part, False) for part in reversed(below))
            continue
        first = len(made) - len(below)
        made[first:] = [make(this, tuple(made[first:]))]
    return made[0]


def walk(node: Node) -> Iterator[tuple[Node, bool]]:
    """Every node with whether it is negated (under an odd number of Nots), in reading order."""
    waiting = [(node, False)]
    while waiting:
        this, negated = waiting.pop()
        yield this, negated
        below = not negated if isinstance(this, Not) else negated
        waiting.extend((part, below) for part in reversed(parts(this)))


def bare_words(node: Node) -> tuple[Words, ...]:
    """The bare words that are not negated, each once: those that `literal_total` is about."""
    return tuple(
        dict.fromkeys(
            this for this, negated in walk(node) if isinstance(this, Words) and not negated
        )
    )


def looks_at_text(node: Node) -> bool:
    """Whether any clause looks at text; where none does, reports are what is asked for."""
    return any(isinstance(this, Words | Literal) for this, _ in walk(node))


def levels(node: Node) -> int:
    """How deep the tree is; a leaf has one level."""
    return fold(node, lambda _, below: 1 + max(below, default=0))


def clause_count(node: Node) -> int:
    """How many things are looked up: every leaf, and every word of a bare word."""
    return sum(
        max(1, len(this.words)) if isinstance(this, Words) else 1
        for this, _ in walk(node)
        if not parts(this)
    )


def with_words(node: Node, cut: Callable[[str], list[str]]) -> Node:
    """The tree with each bare word cut into its words, each once."""

    def make(this: Node, below: tuple[Node, ...]) -> Node:
        if isinstance(this, Words):
            return Words(this.text, tuple(dict.fromkeys(cut(this.text))))
        return _rebuilt(this, below)

    return fold(node, make)


def simplify(node: Node) -> Node:
    """The same meaning with fewer nodes.

    Ands inside Ands and Ors inside Ors are one, double negation is gone, a leaf stands once, and
    Everything and Nothing are only ever the whole tree. (One with more than MAX_CLAUSES clauses is
    left where it is: the tree is refused anyway, and nested ones would be copied at every level.)
    """
    return fold(node, lambda this, below: _simple(_rebuilt(this, below)))


def _rebuilt(node: Node, below: tuple[Node, ...]) -> Node:
    match node:
        case And():
            return And(below)
        case Or():
            return Or(below)
        case Not():
            return Not(below[0])
        case _:
            return node


def _simple(node: Node) -> Node:
    """`simplify` for a node whose parts are simple."""
    match node:
        case And(clauses):
            return _joined(And, clauses, Everything(), Nothing())
        case Or(clauses):
            return _joined(Or, clauses, Nothing(), Everything())
        case Not(Not(clause)):
            return clause
        case Not(Everything()):
            return Nothing()
        case Not(Nothing()):
            return Everything()
        case _:
            return node


def _joined(
    kind: type[And] | type[Or], clauses: tuple[Node, ...], neutral: Node, deciding: Node
) -> Node:
    flat: list[Node] = []
    seen: set[Node] = set()
    for clause in clauses:
        joins = isinstance(clause, kind) and len(parts(clause)) <= MAX_CLAUSES
        for part in parts(clause) if joins else (clause,):
            if isinstance(part, type(deciding)):
                return deciding
            if isinstance(part, type(neutral)):
                continue
            if not parts(part):  # a leaf: comparing it cannot recurse
                if part in seen:
                    continue
                seen.add(part)
            flat.append(part)
    if not flat:
        return neutral
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
