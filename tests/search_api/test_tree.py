"""Trees are made simple without changing what they mean, however deep they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search_api.simplify import simplify
from search_api.tree import (
    MAX_CLAUSES,
    And,
    Everything,
    Keyword,
    Literal,
    Node,
    Not,
    Nothing,
    Or,
    Words,
    bare_words,
    clause_count,
    levels,
    looks_at_text,
    parts,
    walk,
    with_words,
)

LEAVES: st.SearchStrategy[Node] = st.sampled_from(
    [Literal("甲"), Literal("乙"), Words("丙"), Keyword("year", "1"), Everything(), Nothing()]
)
TREES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, max_size=4).map(lambda nodes: And(tuple(nodes))),
        st.lists(below, max_size=4).map(lambda nodes: Or(tuple(nodes))),
        below.map(Not),
    ),
    max_leaves=15,
)


def holds(node: Node, true: frozenset[Node]) -> bool:
    """The tree as a formula in which these leaves are true."""
    match node:
        case And(clauses):
            return all(holds(clause, true) for clause in clauses)
        case Or(clauses):
            return any(holds(clause, true) for clause in clauses)
        case Not(clause):
            return not holds(clause, true)
        case Everything():
            return True
        case Nothing():
            return False
        case _:
            return node in true


@given(
    TREES,
    st.frozensets(
        st.sampled_from([Literal("甲"), Literal("乙"), Words("丙"), Keyword("year", "1")])
    ),
)
def test_simplify_keeps_the_meaning(node: Node, true: frozenset[Node]) -> None:
    """Whatever is true of the leaves, the simple tree says what the tree said."""
    assert holds(simplify(node), true) == holds(node, true)


@given(TREES)
def test_simple_is_simple(node: Node) -> None:
    """Flat, without double negation, each leaf once, Everything and Nothing only alone."""
    simple = simplify(node)

    assert simplify(simple) == simple
    for this, _ in walk(simple):
        below = parts(this)
        assert not (isinstance(this, Not) and isinstance(below[0], Not))
        assert not any(isinstance(part, Everything | Nothing) for part in below)
        if isinstance(this, And | Or):
            assert len(below) > 1
            assert not any(type(part) is type(this) for part in below)
            leaves = [part for part in below if not parts(part)]
            assert len(leaves) == len(set(leaves))


def test_depth_is_no_matter() -> None:
    """100,000 levels are counted and simplified without recursion."""
    node: Node = Literal("甲")
    for _ in range(100_000):
        node = Not(And((node,)))

    assert levels(node) == 200_001
    assert simplify(node) == Literal("甲")


def test_too_many_clauses_are_not_copied_at_every_level() -> None:
    """Nested groups beyond the limit stay where they are, in linear time."""
    node: Node = And(tuple(Literal(str(n)) for n in range(50_000)))
    for n in range(500):
        node = And((node, Literal(f"x{n}")))

    assert clause_count(simplify(node)) > MAX_CLAUSES


def test_bare_words_are_those_not_negated() -> None:
    """Each once, in reading order; two Nots are none."""
    node = And((Words("甲"), Not(Words("乙")), Not(Not(Words("丙"))), Or((Words("甲"),))))

    assert bare_words(node) == (Words("甲"), Words("丙"))


def test_words_are_cut_once() -> None:
    """Every bare word has its words, each once; they count as clauses."""
    node = with_words(Not(And((Words("甲乙甲"), Literal("甲")))), list)

    assert node == Not(And((Words("甲乙甲", ("甲", "乙")), Literal("甲"))))
    assert clause_count(node) == 3


def test_who_looks_at_text() -> None:
    """Words and literals do, negated too; filters do not."""
    assert looks_at_text(Not(Literal("甲")))
    assert not looks_at_text(And((Keyword("year", "2020"), Everything())))
