"""The same query with any of its words in place of all: what helps where nothing holds them all."""

from __future__ import annotations

from search_api.simplify import simplify
from search_api.tree import And, Node, Or, Words


def any_word(node: Node) -> Node | None:
    """The tree with OR between the words of its bare words; its other clauses stay.

    None where that asks for the same: with one word, or with none side by side.
    """
    clauses = node.clauses if isinstance(node, And) else (node,)
    bare = [clause for clause in clauses if isinstance(clause, Words)]
    words = dict.fromkeys(Words(word, (word,)) for clause in bare for word in clause.words)
    others = [clause for clause in clauses if not isinstance(clause, Words)]
    return simplify(And((*others, Or(tuple(words))))) if len(words) > 1 else None
