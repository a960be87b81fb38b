"""What is offered while a query is being typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog.read import Catalog
from indexer.home import Home
from search_api.engines.base import PASSAGE
from search_api.search import Searcher, SearchOptions
from search_api.session import Session
from search_api.suggest import Suggestion, suggestion_json, suggestions


@pytest.fixture
def session(catalog: Catalog, searcher: Searcher, tmp_path: Path) -> Session:
    """The three reports; pairs of characters are words."""
    return Session(Home(tmp_path / "home"), catalog, searcher)


def offered(session: Session, text: str, kind: str) -> list[Suggestion]:
    """What is offered of one kind."""
    return [one for one in suggestions(session, text) if one.kind == kind]


def test_an_agency_is_offered_by_any_part_of_its_name(session: Session) -> None:
    """As a filter, with the number of its reports; what was typed for it leaves the box."""
    assert offered(session, "审查 司法", "agency") == [
        Suggestion("agency", "青芷县司法局", 1, "审查", "agency", "青芷县司法局", "澜州省青芷县")
    ]


def test_places_of_one_name_are_told_apart(session: Session) -> None:
    """By what they lie in; each is counted with all that lies in it."""
    found = {
        one.value: (one.label, one.detail, one.count) for one in offered(session, "青", "place")
    }

    assert found["980121"] == ("青芷县", "澜州省", 1)
    assert sum(count for _, _, count in found.values()) == 3


def test_a_filter_finds_what_its_suggestion_counts(session: Session) -> None:
    """Of every kind that is a filter."""
    for typed in ("青", "司法", "审查"):
        for one in suggestions(session, typed):
            if one.field is None or one.value is None:
                continue
            group = PASSAGE if one.kind == "topic" else "report"
            options = SearchOptions(filters={one.field: (one.value,)}, group=group, limit=0)

            assert session.searcher.search("", options).total == one.count, one


def test_words_are_those_of_the_texts(session: Session) -> None:
    """What stands in most passages first, with how many; longer than one character."""
    terms = [(one.label, one.count) for one in offered(session, "审", "term")]

    assert terms[0] == ("审查", 3)
    assert all(len(term) > 1 for term, _ in terms)
    assert offered(session, "没有的词", "term") == []


def test_a_word_is_put_where_it_was_typed(session: Session) -> None:
    """What stands before it, and what opens it, stays."""
    for text, expected in (("保密 审", "保密 审查"), ('保密 "审', '保密 "审查'), ("-审", "-审查")):
        assert offered(session, text, "term")[0].query == expected


def test_the_name_of_a_field_asks_for_its_values(session: Session) -> None:
    """In Chinese or English; what has no such values offers nothing."""
    for text in ("机关:青", "agency:青", "机关：青"):
        assert {one.kind for one in suggestions(session, text)} == {"agency"}
    assert suggestions(session, "年份:20") == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["", " ", "审查 ", "\ud800", "\0", "a" * 100_000, "审 " * 50_000, "(", ":", "2"]
)
def test_odd_texts_offer_nothing(session: Session, text: str) -> None:
    """And none of them fails."""
    assert suggestions(session, text) == ()


def test_a_suggestion_as_json(session: Session) -> None:
    """A term has no filter."""
    agency, term = offered(session, "司法", "agency")[0], offered(session, "审", "term")[0]

    assert suggestion_json(agency)["filter"] == {"field": "agency", "value": "青芷县司法局"}
    assert suggestion_json(term)["filter"] is None
