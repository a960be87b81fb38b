"""The figures that a query asks about: they stand beside every hit, before what belongs there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from indexer.model import Figure
from indexer.report.figure_labels import label_of
from search_api.results import HitFigure
from search_api.tree import Node, figured

MOST = 20


def asked_keys(node: Node) -> tuple[str, ...]:
    """The keys that its conditions name, negated ones too, in reading order; the first of many."""
    return tuple(dict.fromkeys(condition.key for condition in figured(node)))[:MOST]


def with_asked(
    asked: Sequence[str],
    figures: Mapping[str, Figure],
    disputed: Collection[str],
    others: Sequence[HitFigure],
) -> tuple[HitFigure, ...]:
    """The figures asked about that the report has, whatever their status, then the others."""
    first = [
        HitFigure(key, label_of(key), figure.value, figure.status.value, key in disputed)
        for key in asked
        if (figure := figures.get(key)) is not None
    ]
    return (*first, *(figure for figure in others if figure.key not in asked))
