"""From the files to the answer: the specimens, and the real reports where they are at hand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.catalog.read import Catalog, open_catalog
from indexer.home import Home
from indexer.pipeline import add
from indexer.text import normal
from search_api.engines.base import Request
from search_api.engines.whoosh import open_engine
from search_api.search import SearchOptions
from search_api.session import Session, open_session
from search_api.tree import Literal
from tests.shared import SEEDS, needs_seeds

CORPUS = Path(__file__).parents[1] / "corpus"
_DRAWN = 400


def _home(files: Path, factory: pytest.TempPathFactory) -> Home:
    home = Home(factory.mktemp("home"))
    add(home, [files])
    return home


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home of the specimens."""
    return _home(CORPUS, tmp_path_factory)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A home of the five real reports, open."""
    with open_session(_home(SEEDS, tmp_path_factory).path, lambda _: None) as session:
        yield session


def passages(catalog: Catalog) -> dict[tuple[int, int], str]:
    """The normal text of every passage that is searched."""
    return {
        (passage.version, passage.n): normal(passage.text)
        for row in catalog.current()
        for passage in catalog.passages_of(row.version)
    }


@pytest.mark.parametrize("length", range(1, 13))
def test_a_literal_finds_what_a_plain_scan_finds(specimens: Home, length: int) -> None:
    """Random substrings of the specimens of every length: the same passages and the same count."""
    drawn = random.Random(length)
    with open_catalog(specimens) as catalog, closing(open_engine(specimens, catalog)) as engine:
        texts = passages(catalog)
        whole = "\n".join(texts.values())
        for _ in range(_DRAWN // 12):
            start = drawn.randrange(len(whole) - length)
            literal = normal(whole[start : start + length])
            if "\n" in whole[start : start + length] or not literal:
                continue
            found = engine.search(Request(Literal(literal), limit=len(texts)))
            wanted = {key for key, text in texts.items() if literal in text}

            assert {(hit.version, hit.n) for hit in found.hits} == wanted
            assert found.total == len(wanted)


def test_every_character_of_a_passage_is_in_the_document(specimens: Home) -> None:
    """A locator leads back to the characters that are shown."""
    with open_catalog(specimens) as catalog:
        for row in catalog.current():
            text = catalog.document_text(row.version)
            for passage in catalog.passages_of(row.version):
                spans = passage.locator.spans

                assert "".join(text[start:end] for start, end in spans) == passage.text


@pytest.mark.slow
@needs_seeds
def test_a_search_over_the_real_reports(seeds: Session) -> None:
    """Both towns are found, and nothing that lacks either word."""
    result = seeds.searcher.search("保密审查", SearchOptions(limit=100))
    found = {(hit.agency, hit.year) for hit in result.hits}

    assert {("昌乐县鄌郚镇人民政府", 2020), ("睢县蓼堤镇人民政府", 2021)} <= found
    assert all("保密" in hit.best.text and "审查" in hit.best.text for hit in result.hits)


@needs_seeds
@pytest.mark.parametrize(
    ("literal", "agency"),
    [("年底举办", "利通区胜利镇人民政府"), ("一名分管领导", "永安市贡川镇人民政府")],
)
def test_a_literal_over_a_page_break(seeds: Session, literal: str, agency: str) -> None:
    """A sentence that a page cut is whole again."""
    result = seeds.searcher.search(f'"{literal}"', SearchOptions())

    assert [hit.agency for hit in result.hits] == [agency]
    assert literal in normal(result.hits[0].best.text)


@needs_seeds
def test_a_real_report_is_no_specimen(seeds: Session) -> None:
    """Nor is its home."""
    assert not seeds.catalog.specimen()
    assert not any(row.specimen for row in seeds.catalog.current())


@needs_seeds
def test_what_was_read_of_the_figures_is_shown_beside_the_hit(seeds: Session) -> None:
    """未收到 in the prose, and 1 in the table beside it."""
    result = seeds.searcher.search('"未收到依申请公开事项"', SearchOptions())
    (hit,) = result.hits

    assert {figure.label: figure.value for figure in hit.figures}["新收"] == 1
