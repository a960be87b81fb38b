"""A hit shows the figures that its query asked about."""

from __future__ import annotations

from decimal import Decimal

from search_api.asked import MOST, asked_keys, with_asked
from search_api.results import Hit
from search_api.search import Searcher, SearchOptions
from search_api.shapes import hit_json
from search_api.tree import And, Compare, FigureStatus, Literal, Node, Not, Operator, Or
from tests.make import figure

NEW, SECRET = "t3.new_received.total", "t3.result.denied.state_secret.total"
SOME = Compare(NEW, Operator.MORE, Decimal(0))


def only(searcher: Searcher, node: Node) -> Hit:
    """The one hit."""
    (hit,) = searcher.search(node).hits
    return hit


def test_what_was_asked_stands_first(searcher: Searcher) -> None:
    """With its name, its value, how it stands and whether it is disputed."""
    hit = only(searcher, And((FigureStatus(SECRET, "blank"), SOME)))

    assert [(f.key, f.value, f.status, f.disputed) for f in hit.figures[:2]] == [
        (SECRET, None, "blank", False),
        (NEW, Decimal(1), "reported", True),
    ]
    assert all(figure.label != figure.key for figure in hit.figures[:2])
    assert list(hit_json(hit)["figures"])[:2] == [SECRET, NEW]


def test_what_was_asked_of_stands_where_nothing_would(searcher: Searcher) -> None:
    """Also where the condition is negated; a figure that the report does not have is no entry."""
    training = Literal("开展培训")
    many, blank = Compare(NEW, Operator.MORE, Decimal(5)), FigureStatus("d.denied", "blank")
    plain = only(searcher, And((training, Not(Literal("无")))))
    asked = only(searcher, And((training, Not(many))))
    other = only(searcher, And((training, Not(blank))))

    assert plain.figures == other.figures
    assert asked.figures[0].key == NEW
    assert plain.figures[0].key != NEW


def test_a_figure_stands_once(searcher: Searcher) -> None:
    """Asked about, it is not a headline figure once more."""
    hit = only(searcher, And((Literal("未收到申请"), SOME)))
    keys = [figure.key for figure in hit.figures]

    assert keys == [NEW, SECRET]


def test_no_more_than_can_be_read() -> None:
    """A query may name many figures; the first ones are shown."""
    node = Or(tuple(FigureStatus(f"t3.{n}", "blank") for n in range(99)))
    figures = {f"t3.{n}": figure(f"t3.{n}", "1") for n in range(99)}
    keys = asked_keys(node)

    assert keys == tuple(f"t3.{n}" for n in range(MOST))
    assert len(with_asked(keys, figures, (), ())) == MOST


def test_reports_show_it_too(searcher: Searcher) -> None:
    """A condition on figures alone asks for reports."""
    result = searcher.search(SOME, SearchOptions())

    assert result.unit == "report"
    assert [hit.figures[0].value for hit in result.hits] == [Decimal(1)]


def test_too_many_conditions_are_refused(searcher: Searcher) -> None:
    """Each would be a set of all reports."""
    node = Or(tuple(Compare(NEW, Operator.MORE, Decimal(n)) for n in range(65)))
    result = searcher.search(node)

    assert (result.total, [n.code for n in result.notices]) == (0, ["too_many_figures"])
