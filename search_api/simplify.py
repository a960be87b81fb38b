"""The same query with fewer nodes."""

from __future__ import annotations

from search_api.tree import (
    MAX_CLAUSES,
    And,
    Everything,
    Node,
    Not,
    Nothing,
    Or,
    Unit,
    Within,
    fold,
    parts,
    rebuilt,
)


def simplify(node: Node) -> Node:
    """The same meaning with fewer nodes.

    Ands inside Ands and Ors inside Ors are one, double negation is gone, a leaf stands once, and
    Everything and Nothing are only ever the whole tree. (One with more than MAX_CLAUSES clauses is
    left where it is: the tree is refused anyway, and nested ones would be copied at every level.)
    """
    return fold(node, lambda this, below: _simple(rebuilt(this, below)))


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
        case Within(_, (Everything() | Nothing() | Within(Unit.REPORT)) as clause):
            return clause
        case Within(Unit.REPORT, Within(Unit.SECTION, clause)):
            return Within(Unit.REPORT, clause)
        case Within(Unit.SECTION, Within(Unit.SECTION) as clause):
            return clause
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
