"""A query as a tree, independent of any engine. What a node means: `engines.memory.matches`.

Trees may come from anywhere and nest as deep as they like: nothing here recurses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar, assert_never

MAX_CLAUSES = 1024
MAX_LEVELS = 64
# What a Near or a Pattern may hold: each character may be compared at every place of a text, and
# each star goes through the places once more.
MAX_PLACED = 1_000
MAX_STARS = 16
MAX_FIGURED = 64  # conditions on figures: each becomes a set of up to all reports

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
class Near:
    """Both normal texts, not overlapping, in any order, at most `distance` characters between."""

    first: str
    second: str
    distance: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Normal texts one after another, with a gap between each and the next.

    A gap is made of `?`, one character, and `*`, none or more inside a sentence; there is one gap
    fewer than pieces, neither is empty.
    """

    pieces: tuple[str, ...]
    gaps: tuple[str, ...]


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


class Operator(StrEnum):
    """How a figure is compared."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "="
    OTHER = "!="


@dataclass(frozen=True, slots=True)
class Compare:
    """The report's figure has a value, and it compares so with this one.

    A figure without a value satisfies no comparison.
    """

    key: str
    operator: Operator
    value: Decimal


@dataclass(frozen=True, slots=True)
class FigureStatus:
    """The report's figure has this status, one of `indexer.model.Status`."""

    key: str
    status: str


class Unit(StrEnum):
    """What `Within` looks for the passage in."""

    REPORT = "report"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Within:
    """Some passage of the same report, or of the same section of it, matches the clause.

    The passages of one section are those of one report that have one slot.
    """

    unit: Unit
    clause: Node


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


Figured = Compare | FigureStatus
Leaf = Words | Literal | Near | Pattern | Keyword | Range | Figured | Everything | Nothing
Node = Leaf | Within | And | Or | Not


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly under this one."""
    match node:
        case And(clauses) | Or(clauses):
            return clauses
        case Not(clause) | Within(_, clause):
            return (clause,)
        case Words() | Literal() | Near() | Pattern() | Keyword() | Range():
            return ()
        case Compare() | FigureStatus() | Everything() | Nothing():
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


def walk(node: Node, *, inside: bool = True) -> Iterator[tuple[Node, bool]]:
    """Every node with whether it is negated (under an odd number of Nots), in reading order.

    `inside`: also what stands under a Within, which may speak of other passages than the hit.
    """
    waiting = [(node, False)]
    while waiting:
        this, negated = waiting.pop()
        yield this, negated
        if isinstance(this, Within) and not inside:
            continue
        below = not negated if isinstance(this, Not) else negated
        waiting.extend((part, below) for part in reversed(parts(this)))


def bare_words(node: Node) -> tuple[Words, ...]:
    """The bare words that are not negated, each once: those that `literal_total` is about.

    Those of a Within are not among them: they need not stand in the hit.
    """
    return tuple(
        dict.fromkeys(
            this
            for this, negated in walk(node, inside=False)
            if isinstance(this, Words) and not negated
        )
    )


def figured(node: Node) -> tuple[Figured, ...]:
    """The conditions on figures, each once, in reading order."""
    return tuple(
        dict.fromkeys(this for this, _ in walk(node) if isinstance(this, Compare | FigureStatus))
    )


def looks_at_text(node: Node) -> bool:
    """Whether any clause looks at the hit's text; where none does, reports are what is asked for.

    What stands under a Within says which reports or sections, not which passages.
    """
    text = Words | Literal | Near | Pattern
    return any(isinstance(this, text) for this, _ in walk(node, inside=False))


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


def too_long_to_place(node: Node) -> bool:
    """Whether a Near or a Pattern in it is more than is looked for."""
    for this, _ in walk(node):
        match this:
            case Near(first, second):
                if len(first) + len(second) > MAX_PLACED:
                    return True
            case Pattern(pieces, gaps):
                signs = "".join(gaps)
                if sum(map(len, pieces)) + len(signs) > MAX_PLACED or signs.count("*") > MAX_STARS:
                    return True
    return False


def with_words(node: Node, cut: Callable[[str], list[str]]) -> Node:
    """The tree with each bare word cut into its words, each once."""

    def make(this: Node, below: tuple[Node, ...]) -> Node:
        if isinstance(this, Words):
            return Words(this.text, tuple(dict.fromkeys(cut(this.text))))
        return rebuilt(this, below)

    return fold(node, make)


def rebuilt(node: Node, below: tuple[Node, ...]) -> Node:
    """The node with other nodes under it."""
    match node:
        case And():
            return And(below)
        case Or():
            return Or(below)
        case Not():
            return Not(below[0])
        case Within(unit):
            return Within(unit, below[0])
        case _:
            return node
