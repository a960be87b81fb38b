"""What every engine promises, engine by engine, against the meaning in `memory.matches`."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from indexer.fields import FIELDS
from indexer.text import normal
from search_api.engines.base import PASSAGE, REPORT, SORTS, Engine, Ranked, Request
from search_api.engines.memory import Held
from search_api.engines.ranking import rounded
from search_api.filters import clause
from search_api.tree import And, Everything, Literal, Node, Or, Words, bare_words
from tests.contract.conftest import REPORTS, SEEDS, World
from tests.contract.trees import filters, substring, tree

ALL = 10_000
FACETS = tuple(field.key for field in FIELDS if field.facet)


def key(passage: Held) -> tuple[int, int]:
    """A passage's name."""
    return passage.entry.version, passage.entry.n


def found(engine: Engine, request: Request) -> set[tuple[int, int]]:
    """The passages an engine finds, all of them."""
    answer = engine.search(replace(request, limit=ALL))
    hits = {(hit.version, hit.n) for hit in answer.hits}

    assert len(answer.hits) == len(hits) == answer.total
    assert not answer.more
    assert not answer.partial
    return hits


def selected(node: Node, chosen: dict[str, tuple[str, ...]], but: str | None = None) -> Node:
    """The query joined with the filters, but for one field's."""
    return And(
        (
            node,
            *(
                Or(tuple(clause(field, value) for value in values))
                for field, values in chosen.items()
                if field != but
            ),
        )
    )


def test_random_trees_find_what_they_mean(
    world: World, engine: Engine, pytestconfig: pytest.Config
) -> None:
    """The set of passages of any tree is the oracle's, for `--trees` trees over all corpora."""
    rng = random.Random(world.seed)
    for _ in range(pytestconfig.getoption("--trees") // len(SEEDS)):
        node = world.ready(tree(rng, world.passages))

        assert found(engine, world.request(node)) == world.meant(node), node


def test_a_literal_finds_what_a_plain_scan_finds(world: World, engine: Engine) -> None:
    """Any string of 1 to 12 characters, also over layout breaks and width forms."""
    rng = random.Random(world.seed)
    for _ in range(60):
        wanted = substring(rng, world.passages)
        scan = {key(passage) for passage in world.passages if wanted in passage.entry.text}

        assert found(engine, Request(Literal(wanted))) == scan, wanted


def test_what_was_replaced_is_not_found(world: World, engine: Engine) -> None:
    """Not by everything, and not by what only an old version holds."""
    versions = {passage.entry.version for passage in world.passages}
    texts = {
        normal(passage.text)
        for version in range(1, max(versions) + 1)
        for passage in world.catalog.passages_of(version)
        if version not in versions
    }

    assert len(versions) <= REPORTS < max(versions)
    assert found(engine, Request(Everything())) == {key(passage) for passage in world.passages}
    for text in texts:
        scan = {key(passage) for passage in world.passages if text in passage.entry.text}

        assert found(engine, Request(Literal(text))) == scan, text


def test_a_bare_word_misses_nothing_that_its_literal_finds(world: World, engine: Engine) -> None:
    """The literal's passages are among the word's, and are as many as `literal_total` says."""
    rng = random.Random(world.seed)
    for _ in range(30):
        text = substring(rng, world.passages, 6)
        node = world.ready(Words(text))
        literal = found(engine, Request(Literal(text)))
        answer = engine.search(replace(world.request(node), limit=ALL))

        assert literal <= {(hit.version, hit.n) for hit in answer.hits}
        assert answer.literal_total == len(literal)


def test_literal_holders_come_first(world: World, engine: Engine) -> None:
    """No passage that holds only the words stands above one that holds the bare word."""
    node = world.ready(Words("保密审查"))
    texts = {key(passage): passage.entry.text for passage in world.passages}
    holds = [
        "保密审查" in texts[hit.version, hit.n]
        for hit in engine.search(replace(world.request(node), limit=ALL)).hits
    ]

    assert holds == sorted(holds, reverse=True)
    assert set(holds) == {True, False}


def test_literal_total_is_about_bare_words_that_are_not_negated(
    world: World, engine: Engine
) -> None:
    """It counts hits that hold all of them, in either unit; without one it is None."""
    rng = random.Random(world.seed)
    texts = {key(passage): passage.entry.text for passage in world.passages}
    for _ in range(30):
        node = world.ready(tree(rng, world.passages))
        bare = bare_words(node)
        hold = [
            name for name in world.meant(node) if all(words.text in texts[name] for words in bare)
        ]
        passages = engine.search(world.request(node)).literal_total
        reports = engine.search(replace(world.request(node), unit=REPORT)).literal_total

        assert passages == (len(hold) if bare else None)
        assert reports == (len({version for version, _ in hold}) if bare else None)


@pytest.mark.slow
def test_filters_are_clauses(world: World, engine: Engine) -> None:
    """A selection is the query joined with its clauses; values of one field are OR-ed."""
    rng = random.Random(world.seed)
    for _ in range(40):
        node = world.ready(tree(rng, world.passages, 2))
        chosen = filters(rng, world.passages)
        for facets in ((), FACETS):
            hits = found(engine, replace(world.request(node), filters=chosen, facets=facets))

            assert hits == world.meant(selected(node, chosen)), (node, chosen)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("unit", [PASSAGE, REPORT])
def test_pages_joined_are_the_whole_list(
    world: World, engine: Engine, unit: str, sort: str
) -> None:
    """In the declared order, nothing twice, nothing left out, the same total on each page."""
    node = world.ready(Or((Words("公开"), Words("保密审查"))))
    request = Request(node, {"year": ("2018..",)}, sort=sort, unit=unit)
    whole = engine.search(replace(request, limit=ALL))
    joined: list[Ranked] = []
    page = engine.search(replace(request, limit=3))
    while True:
        joined += page.hits

        assert page.total == whole.total
        if not page.more:
            break
        page = engine.search(replace(request, limit=3, after=page.hits[-1].key))

    assert tuple(joined) == whole.hits
    assert [hit.key for hit in joined] == sorted(hit.key for hit in joined)


def test_a_page_of_ties_is_the_beginning_of_the_whole_list(world: World, engine: Engine) -> None:
    """Also where every passage has one score, and many more tie than are shown."""
    for node in (Everything(), Literal("公"), Literal("不")):
        whole = engine.search(Request(node, limit=ALL)).hits
        for limit in (1, 2, 5):
            assert engine.search(Request(node, limit=limit)).hits == whole[:limit]


def test_order_is_score_then_year_then_report_then_place(world: World, engine: Engine) -> None:
    """Scores have six significant digits; ties are settled by what does not change."""
    years = {p.entry.version: p.entry.year for p in world.passages}
    hits = engine.search(Request(world.ready(Words("公开")), limit=ALL)).hits
    keys = [(-hit.score, -years[hit.version], hit.report, hit.n) for hit in hits]

    assert keys == sorted(keys)
    assert all(hit.score == rounded(hit.score) for hit in hits)


@pytest.mark.parametrize(
    ("sort", "order"),
    [("newest", lambda year: -year), ("oldest", lambda year: year)],
)
def test_order_by_year(world: World, engine: Engine, sort: str, order: object) -> None:
    """Newest or oldest first."""
    years = {p.entry.version: p.entry.year for p in world.passages}
    hits = engine.search(Request(Literal("公"), sort=sort, limit=ALL)).hits
    shown = [years[hit.version] for hit in hits]

    assert callable(order)
    assert shown == sorted(shown, key=order)


def test_order_by_agency(world: World, engine: Engine) -> None:
    """By the normal name; an agency's reports newest first, passages as they stand."""
    of = {p.entry.version: p.entry for p in world.passages}
    hits = engine.search(Request(Literal("公"), sort="agency", limit=ALL)).hits
    keys = [(of[h.version].agency, -of[h.version].year, h.report, h.n) for h in hits]

    assert keys == sorted(keys)


def test_unit_report_shows_each_report_once(world: World, engine: Engine) -> None:
    """With its best three passages, the best first, and how many match."""
    node = world.ready(Words("公开"))
    single = engine.search(replace(world.request(node), limit=ALL)).hits
    for hit in engine.search(Request(node, unit=REPORT, limit=ALL)).hits:
        own = [(other.n, other.score) for other in single if other.version == hit.version]

        assert hit.passages == tuple(own[:3])
        assert (hit.n, hit.score) == own[0]
        assert hit.passage_total == len(own)


def test_out_of_time_is_partial_and_counts_nothing(world: World, engine: Engine) -> None:
    """What was found, said to be less than all, and no facets."""
    node = world.ready(Words("公开"))
    answer = engine.search(Request(node, facets=FACETS, deadline=time.monotonic() - 1))

    assert answer.partial
    assert answer.facets == {}
    assert answer.total <= engine.search(world.request(node)).total


def test_limit_zero_counts_only(engine: Engine) -> None:
    """The total without a hit."""
    answer = engine.search(Request(Everything(), limit=0))

    assert answer.hits == ()
    assert answer.total > 0


def test_an_engine_names_its_state(world: World, name: str) -> None:
    """Its key and the catalog's generation."""
    engine = world.engines[name]

    assert (engine.name, engine.generation) == (name, world.catalog.generation())
