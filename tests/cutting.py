"""Cutting as jieba itself cuts a query: precisely, each character in one word."""

from __future__ import annotations

from indexer.segment import PassageSegmenter
from indexer.tokens import words


def precise(segmenter: PassageSegmenter, text: str) -> list[str]:
    """The words of a normal text."""
    jieba = segmenter._tokenizer
    return words(text, lambda run: iter(jieba.lcut(run, HMM=False)))
