"""A query is cut as jieba cuts, without jieba."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.cut import QueryCutter
from indexer.errors import IndexUnusable
from indexer.segment import PassageSegmenter
from indexer.text import normal
from indexer.tokens import words
from tests.cutting import precise

CORPUS = Path(__file__).parents[1] / "corpus"
_DRAWN = 2000


@pytest.fixture(scope="module")
def segmenter() -> PassageSegmenter:
    """jieba with the project's dictionary."""
    return PassageSegmenter()


@pytest.fixture(scope="module")
def cutter(
    segmenter: PassageSegmenter, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[QueryCutter]:
    """A cutter on that dictionary's frequencies."""
    path = tmp_path_factory.mktemp("cut") / "words.tsv"
    segmenter.write_frequencies(path)
    with QueryCutter(path) as made:
        yield made


@pytest.fixture(scope="module")
def text() -> str:
    """All specimens in plain text, normalised."""
    return "。".join(normal(path.read_text("utf-8")) for path in sorted(CORPUS.glob("*.txt")))


def test_pieces_of_reports_are_cut_as_jieba_cuts(
    cutter: QueryCutter, segmenter: PassageSegmenter, text: str
) -> None:
    """Random pieces of the specimens, of up to 40 characters."""
    drawn = random.Random(2020)
    for _ in range(_DRAWN):
        start = drawn.randrange(len(text))
        piece = text[start : start + drawn.randrange(1, 40)]

        assert cutter.words(piece) == precise(segmenter, piece)


def test_random_characters_are_cut_as_jieba_cuts(
    cutter: QueryCutter, segmenter: PassageSegmenter, text: str
) -> None:
    """Characters thrown together, rare ones and other scripts among them."""
    drawn = random.Random(7)
    alphabet = sorted(set(text)) + list("鄌郚𬇙a1Б　の")
    for _ in range(_DRAWN):
        piece = "".join(drawn.choices(alphabet, k=drawn.randrange(1, 20)))

        assert cutter.words(piece) == precise(segmenter, piece)


def test_the_frequencies_are_those_that_jieba_cuts_with(
    segmenter: PassageSegmenter, tmp_path: Path
) -> None:
    """And their sum, which is made without loading them into jieba."""
    path, jieba = tmp_path / "words.tsv", segmenter._tokenizer
    segmenter.write_frequencies(path)
    total, *lines = path.read_text("utf-8").splitlines()
    told = dict(line.split("\t") for line in lines)

    assert total == f"\t{jieba.total}"
    assert told == {word: str(found) for word, found in jieba.FREQ.items() if found}
    assert lines == sorted(lines)


def test_the_words_of_a_query_are_among_those_of_the_passage(
    cutter: QueryCutter, segmenter: PassageSegmenter
) -> None:
    """Search mode cuts long words into their parts as well."""
    assert cutter.words("保密审查") == ["保密", "审查"]
    assert {"保密", "审查"} <= set(segmenter.words("做好保密审查工作"))
    assert {"信息", "处理", "信息处理"} <= set(segmenter.words("信息处理费"))


def test_names_of_rare_characters_are_words(segmenter: PassageSegmenter) -> None:
    """jieba's own dictionary breaks them into single characters."""
    assert "鄌郚镇" in segmenter.words("鄌郚镇人民政府")


def test_runs_of_other_scripts_are_words() -> None:
    """Digits, Latin and other letters; punctuation is none."""
    found = words("2020年ipv6支持率100%，共12345热线", lambda run: iter([run]))

    assert found == ["2020", "年", "ipv6", "支持率", "100", "共", "12345", "热线"]


def test_a_file_that_is_no_dictionary_is_told(tmp_path: Path) -> None:
    """An absent or foreign file is an unusable index, with the next step."""
    foreign = tmp_path / "words.tsv"
    foreign.write_bytes(b"\x00\xff nothing of the kind")
    for path in (foreign, tmp_path / "absent.tsv"):
        with pytest.raises(IndexUnusable, match="indexer rebuild"):
            QueryCutter(path)


def test_cutting_a_query_does_not_load_jieba() -> None:
    """Its dictionary alone takes longer than a whole search may."""
    code = "import sys, indexer.cut; sys.exit('jieba' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_rjieba_cuts_the_same_words(text: str) -> None:
    """The faster segmenter of the extra `fast` gives the same words on Han text."""
    pytest.importorskip("rjieba", reason="rjieba is not installed")
    fast, plain = PassageSegmenter(), PassageSegmenter(fast=False)
    for piece in text.split("。"):
        assert fast.words(piece) == plain.words(piece)
