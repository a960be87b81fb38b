"""Passages → words, by jieba in search mode, on the text's runs of Han alone.

jieba guesses at words that its dictionary lacks (HMM) by their neighbours, so a query would be cut
unlike the passage; the guess is off. The one fixed user dictionary is part of ANALYZER_VERSION.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import jieba
from platformdirs import user_cache_path

from indexer.text import DATA
from indexer.tokens import words

jieba.setLogLevel(logging.ERROR)


def user_dictionary() -> dict[str, int]:
    """The words added to jieba's own, with their frequencies."""
    lines = (DATA / "dictionary.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: int(frequency) for word, frequency in pairs}


@cache
def _tokenizer() -> jieba.Tokenizer:
    folder = user_cache_path("gongkai-search", ensure_exists=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(folder)
    tokenizer.initialize()
    for word, frequency in user_dictionary().items():
        tokenizer.add_word(word, frequency)
    return tokenizer


@cache
def _rjieba() -> Callable[[str], Iterator[str]] | None:
    """jieba in Rust, of the extra `fast`: the same words about seven times faster."""
    if find_spec("rjieba") is None:
        return None
    fast = import_module("rjieba").Jieba()
    for word, frequency in user_dictionary().items():
        fast.add_word(word, frequency, None)
    return lambda run: iter(fast.cut_for_search(run, hmm=False))


@cache
def _frequencies() -> bytes:
    """Both dictionaries as one file. A word of both has our frequency; the total counts it twice,
    as jieba's does."""
    with jieba.Tokenizer().get_dict_file() as file:
        told = file.read().split()  # a word, its frequency, its kind
    ours = user_dictionary()
    total = sum(map(int, told[1::3])) + sum(ours.values())
    kept = dict(zip(told[::3], told[1::3], strict=True))
    kept |= {word.encode(): str(frequency).encode() for word, frequency in ours.items()}
    lines = map(b"%s\t%s\n".__mod__, sorted(kept.items()))
    return b"\t%d\n" % total + b"".join(lines)


class PassageSegmenter:
    """Cuts passages for the index, with rjieba where it is installed."""

    def __init__(self, *, fast: bool = True) -> None:
        self._cut = (fast and _rjieba()) or self._jieba

    @cached_property
    def _tokenizer(self) -> jieba.Tokenizer:
        return _tokenizer()

    def _jieba(self, run: str) -> Iterator[str]:
        return iter(self._tokenizer.lcut_for_search(run, HMM=False))

    def words(self, normal_text: str) -> list[str]:
        """The words of a normal text, long ones also in their parts, in reading order."""
        return words(normal_text, self._cut)

    def write_frequencies(self, path: Path) -> None:
        """The dictionary as `indexer.cut` reads it: lines `word TAB frequency`, sorted by bytes.

        The disk has it when this returns.
        """
        with path.open("wb") as file:
            file.write(_frequencies())
            file.flush()
            os.fsync(file.fileno())
