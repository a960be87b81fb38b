"""From a query to hits with text, marks, figures and links, and the counts around them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from indexer.catalog.read import Catalog
from indexer.errors import WrongUsage
from search_api.cursor import cursor_text, read_cursor
from search_api.engines.base import Engine, Matches, Request
from search_api.results import Hit
from search_api.search import Searcher, SearchOptions


def test_a_hit_is_a_passage_in_its_report(searcher: Searcher) -> None:
    """Named for good, shown with its marks, its report's figures and where they lead."""
    result = searcher.search("保密审查")
    hit = next(hit for hit in result.hits if hit.year == 2020)
    (mark,) = hit.best.snippet.marks

    assert (result.unit, result.total, result.literal_total) == ("passage", 3, 2)
    assert hit.best.passage == f"{hit.report}#p1"
    assert hit.best.snippet.text[mark.start : mark.end] == "保密审查"
    assert hit.region == ("溟州省", "霁川市", "林峪县", "青芷镇")
    assert hit.specimen
    assert [(f.key, f.value, f.status, f.disputed) for f in hit.figures] == [
        ("t3.result.denied.state_secret.total", None, "blank", False),
        ("t3.new_received.total", Decimal(1), "reported", True),
    ]
    assert hit.links.report == f"/reports/{hit.report}"
    assert hit.links.passage == f"/reports/{hit.report}#p1"
    assert hit.links.figures == f"/reports/{hit.report}/figures"
    assert hit.links.source is None


def test_words_are_found_apart_and_stand_below(searcher: Searcher) -> None:
    """The passage that holds both words apart is the last one, its words marked."""
    hit = searcher.search("保密审查").hits[-1]
    shown = hit.best.snippet

    assert hit.best.passage.endswith("#p2")
    assert [shown.text[m.start : m.end] for m in shown.marks] == ["审查", "保密"]


def test_without_text_reports_are_asked_for(searcher: Searcher) -> None:
    """Unless passages are wanted; with text, reports are grouped when asked for."""
    assert searcher.search("年:2021").unit == "report"
    assert searcher.search("年:2021").total == 2
    assert searcher.search("").total == 3
    assert searcher.search("年:2021", SearchOptions(group="passage")).total == 3

    grouped = searcher.search("审查", SearchOptions(group="report"))
    town = next(hit for hit in grouped.hits if hit.year == 2020)

    assert grouped.total == 2
    assert town.passage_total == 2
    assert {found.passage[-3:] for found in town.passages} == {"#p1", "#p2"}


def test_exact_takes_the_query_as_one_literal(searcher: Searcher) -> None:
    """Words apart are no hit then."""
    assert searcher.search("保密审查", SearchOptions(exact=True)).total == 2


@pytest.mark.parametrize(
    ("field", "written", "total"),
    [
        ("region", "溟州", 4),
        ("region", "溟州省", 4),
        ("region", "9901", 4),
        ("region", "霁川", 4),
        ("region", "青芷镇", 4),
        ("region", "青芷县", 2),
        ("region", "青芷", 6),
        ("agency", "青芷鎮", 4),
        ("kind", "部门", 2),
        ("section", "问题", 2),
        ("aspect", "问题", 1),
        ("topic", "保密审查", 3),
        ("finding", "收办结转勾稽", 4),
        ("year", "2018..2020", 3),
        ("published", "2021", 3),
    ],
)
def test_options_and_query_filters_mean_the_same(
    searcher: Searcher, field: str, written: str, total: int
) -> None:
    """By key, label, code or name, with or without its suffix."""
    option = searcher.search("", SearchOptions(filters={field: (written,)}, group="passage"))
    query = searcher.search(f"{field}:{written}", SearchOptions(group="passage"))

    assert option.total == total
    assert query.total == total


def test_several_places_of_one_name_all_count(searcher: Searcher) -> None:
    """A notice lists their codes, pointing at the filter."""
    (notice,) = searcher.search("区划:青芷").notices

    assert notice.code == "several_places"
    assert notice.span == (0, 5)
    assert "980121" in notice.message
    assert "990121101" in notice.message


@pytest.mark.parametrize(
    ("query", "near"),
    [("region:青止镇", "青芷镇"), ("agency:青芷县司法所", "青芷县司法局"), ("region:37", "37")],
)
def test_an_unknown_value_matches_nothing_and_names_the_nearest(
    searcher: Searcher, query: str, near: str
) -> None:
    """In the query and as an option."""
    result = searcher.search(query)
    field, _, written = query.partition(":")
    option = searcher.search("", SearchOptions(filters={field: (written,)}))

    assert (result.total, option.total) == (0, 0)
    assert near in result.notices[0].message
    assert near in option.notices[0].message


def test_facets_have_labels_and_places_are_a_tree(searcher: Searcher) -> None:
    """Each counted under everything but its own selection."""
    options = SearchOptions(
        filters={"region": ("青芷镇",)}, facets=("region", "kind"), group="passage"
    )
    facets = searcher.search("", options).facets
    province = facets["region"].buckets[0]
    prefecture = province.children[0]
    town = prefecture.children[0].children[0]

    assert facets["region"].label == "地区"
    assert [b.label for b in facets["region"].buckets] == ["溟州省", "澜州省"]
    assert (province.label, province.count, province.selected) == ("溟州省", 4, False)
    assert (prefecture.label, prefecture.value) == ("霁川市", "9901")
    assert (town.label, town.count, town.selected) == ("青芷镇", 4, True)
    assert [(b.label, b.count) for b in facets["kind"].buckets] == [("乡镇", 4)]


def test_a_place_without_a_name_does_not_stand_in_the_tree(searcher: Searcher) -> None:
    """A county right under a province: its prefecture code 9801 is 省直辖, no place."""
    facets = searcher.search("", SearchOptions(facets=("region",))).facets
    province = next(b for b in facets["region"].buckets if b.value == "98")

    assert [child.value for child in province.children] == ["980121"]


@pytest.mark.parametrize("sort", ["score", "newest", "oldest", "agency"])
def test_pages_joined_are_the_whole(searcher: Searcher, sort: str) -> None:
    """Through the cursors, which end with the last page."""
    options = SearchOptions(sort=sort, limit=1)
    whole = searcher.search("审查", replace(options, limit=100))
    hits: list[Hit] = []
    after = None
    for _ in range(whole.total):
        page = searcher.search("审查", replace(options, after=after))
        hits += page.hits
        after = page.next

    assert after is None
    assert tuple(hits) == whole.hits


def test_every_page_in_turn(searcher: Searcher) -> None:
    """For exports: all hits without a cursor in hand."""
    (page,) = searcher.pages("审查")

    assert len(page.hits) == page.total == 3


def test_a_cursor_of_an_older_generation_goes_on_and_says_so(searcher: Searcher) -> None:
    """After the same sort key."""
    first = searcher.search("审查", SearchOptions(limit=1))
    assert first.next is not None
    old = cursor_text(replace(read_cursor(first.next), generation=0, state="memory 0"))
    result = searcher.search("审查", SearchOptions(limit=1, after=old))

    assert [notice.code for notice in result.notices] == ["generation_changed"]
    assert result.hits != first.hits


@pytest.mark.parametrize(
    "options",
    [
        SearchOptions(sort="best"),
        SearchOptions(group="book"),
        SearchOptions(facets=("published",)),
        SearchOptions(filters={"nothing": ("x",)}),
        SearchOptions(filters={"agency": (" ",)}),
        SearchOptions(filters={"agency": ("x",) * 1000}),
        SearchOptions(limit=-1),
        SearchOptions(after="x"),
    ],
)
def test_options_that_mean_nothing_are_wrong_usage(
    searcher: Searcher, options: SearchOptions
) -> None:
    """Each with its next step; a query never is."""
    with pytest.raises(WrongUsage) as raised:
        searcher.search("审查", options)

    assert raised.value.next_step


def test_a_cursor_belongs_to_its_search(searcher: Searcher) -> None:
    """Going on in another one would leave hits out. Spaces and the page's size are no matter."""
    after = searcher.search("审查", SearchOptions(limit=1)).next

    for query, other in (
        ("审查", SearchOptions(after=after, sort="newest")),
        ("审查", SearchOptions(after=after, group="report")),
        ("审查", SearchOptions(after=after, exact=True)),
        ("审查", SearchOptions(after=after, filters={"year": ("2020",)})),
        ("保密", SearchOptions(after=after)),
    ):
        with pytest.raises(WrongUsage):
            searcher.search(query, other)
    assert len(searcher.search(" 审查　", SearchOptions(after=after, limit=9)).hits) == 2


def test_a_partial_answer_has_no_next_page(searcher: Searcher) -> None:
    """What was not found in time would be passed over."""
    engine = searcher._engine
    searcher._engine = _Hasty(engine)  # type: ignore[assignment]
    result = searcher.search("审查", SearchOptions(limit=1))

    assert (result.partial, len(result.hits), result.next) == (True, 1, None)


@pytest.mark.parametrize(
    "query", ["\ud800", "((((", '"', "-", "*", "AND", "年:", "甲 " * 3000, "保" * 200_000]
)
def test_no_query_raises(searcher: Searcher, query: str) -> None:
    """What comes back can be printed."""
    result = searcher.search(query)

    assert result.query.encode()


def test_a_word_of_too_many_words_is_refused(searcher: Searcher) -> None:
    """A bare word counts as many clauses as it has words."""
    result = searcher.search("".join(chr(0x4E00 + n) for n in range(4_000)))

    assert result.total == 0
    assert [notice.code for notice in result.notices] == ["too_many_clauses"]


def test_out_of_time(searcher: Searcher) -> None:
    """The hits so far, a lower bound, no facets."""
    result = searcher.search("审查", SearchOptions(timeout=-1.0, facets=("year",)))

    assert (result.partial, result.total_relation, result.facets) == (True, "gte", {})


def test_a_hit_that_the_catalog_lacks_is_said(searcher: Searcher, catalog: Catalog) -> None:
    """An index ahead of a pruned catalog shows what is left."""
    whole = searcher.search("审查")
    gone = {row.version for row in catalog.find(year=2020)}
    searcher._catalog = _Without(catalog, gone)  # type: ignore[assignment]
    result = searcher.search("审查")

    assert len(result.hits) == len(whole.hits) - 2
    assert [notice.code for notice in result.notices] == ["index_behind"]


class _Without:
    """A catalog from which versions were pruned."""

    def __init__(self, catalog: Catalog, gone: set[int]) -> None:
        self._catalog = catalog
        self._gone = gone
        self.findings = catalog.findings
        self.values = catalog.values
        self.figure_sets = catalog.figure_sets
        self.passages = catalog.passages

    def heads(self, versions: set[int]) -> object:
        """The versions that are left."""
        return self._catalog.heads(versions - self._gone)


class _Hasty:
    """An engine that says of every answer that time ran out."""

    name, generation = "memory", 1

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def search(self, request: Request) -> Matches:
        """The answer, said to be partial."""
        return replace(self._engine.search(request), partial=True)
