"""The judged set is sound, and no engine ranks it worse than plain words do."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

import pytest

from tests.relevance.judgments import GRADES, judged
from tests.relevance.measured import PLAIN, WAYS, Way, scores
from tests.relevance.specimens import Specimens, specimens

# A little below what every engine had when this was written: 0.503 and 0.744.
FLOORS = {"as typed": 0.48, "或 between the words": 0.71}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Specimens]:
    """The specimens with every engine over them."""
    with specimens(tmp_path_factory.mktemp("home")) as made:
        yield made


def test_there_are_enough_judged_queries_of_several_grades() -> None:
    """At least forty, each asked once, each with a need and something to be found."""
    queries = judged()

    assert len(queries) == len({query.query for query in queries}) >= 40
    assert all(query.grades and query.need for query in queries)
    assert {grade for query in queries for grade in query.grades.values()} == set(GRADES.values())
    assert all(set(query.grades.values()) != {1} for query in queries)


def test_every_judgment_names_one_passage_and_no_passage_has_two_grades(corpus: Specimens) -> None:
    """So that a cut that moves is noticed here, not in the figures."""
    for query in judged():
        named = {place: corpus.names(place) for place in query.grades}

        assert [place for place, names in named.items() if len(names) != 1] == []
        assert len({names[0] for names in named.values()}) == len(named), query.query


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_engines_rank_at_least_as_well_as_plain_words(corpus: Specimens, way: Way) -> None:
    """On the mean over all queries, and never below what they have reached."""
    told = {name: fmean(values) for name, values in scores(corpus, way, judged()).items()}
    plain = told.pop(PLAIN)

    assert {name: mean for name, mean in told.items() if mean < max(plain, FLOORS[way.name])} == {}
    assert set(told) == set(corpus.engines)
