"""What a child may send: an honest answer comes back as it was, anything else is garbled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from indexer.divisions import load_divisions
from indexer.document import Refusal
from indexer.model import Given, Report, Source
from indexer.reading.report import report_of
from indexer.reading.wire import Column, Garbled, column, decode, encode

TOWN = Path(__file__).parents[1] / "corpus" / "qingzhi-town-2019.txt"
SOURCE = Source("/x.txt", "0" * 64, 3, "", Given(agency="某局"))


@pytest.fixture(scope="module")
def body() -> bytes:
    """An answer."""
    report = report_of(str(TOWN), TOWN.read_bytes(), Given(), load_divisions())
    assert isinstance(report, Report)
    return encode(report)


def test_the_source_is_what_was_asked_for(body: bytes) -> None:
    """A child cannot answer for another file; of the source it tells the format alone."""
    report = decode(body, SOURCE)

    assert isinstance(report, Report)
    assert report.source == Source("/x.txt", "0" * 64, 3, "txt", Given(agency="某局"))


def test_a_refusal_comes_back() -> None:
    """Word for word."""
    refusal = Refusal("damaged", "文件已损坏。", "请重新下载。")

    assert decode(encode(refusal), SOURCE) == refusal


NOT_ANSWERS = {
    "nothing": b"",
    "no JSON": b"\x80\x05cos\nsystem\n.",
    "no text": b'["refusal",[["a"],["b"],["\xff"]]]',
    "half a character": rb'["refusal",[["a"],["b"],["\ud800"]]]',
    "another kind": b'["pickle",[]]',
    "no kind": b"7",
    "a kind that is a list": b"[[],[]]",
    "too few": b'["refusal",[["a"],["b"]]]',
    "too many": b'["refusal",[["a"],["b"],["c"],["d"]]]',
    "no texts": b'["refusal",[["a"],["b"],[3]]]',
    "no lists": b'["refusal",["a","b","c"]]',
    "two answers": b'["refusal",[["a","a"],["b","b"],["c","c"]]]',
    "no answer": b'["refusal",[[],[],[]]]',
    "a column too long": b'["refusal",[["a"],["b","b"],["c"]]]',
    "a dict": b'["refusal",{"code":["a"]}]',
    "deep": b'["refusal",' + b"[" * 200_000 + b"]" * 200_000 + b"]",
    "long": b'["refusal",[[' + b'"",' * 3_100_000 + b'""]]]',
    "a long number": b'["refusal",[[' + b"9" * 10_000 + b"]]]",
}


@pytest.mark.parametrize("name", NOT_ANSWERS)
def test_what_is_no_answer_is_told(name: str) -> None:
    """By one exception, whatever it is."""
    with pytest.raises(Garbled):
        decode(NOT_ANSWERS[name], SOURCE)


def test_a_fault_in_making_a_value_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As of what no check foresees: it is the file's, and ends no ingest."""

    def fails(_: object) -> Sequence[object]:
        raise AttributeError("items")

    monkeypatch.setattr("indexer.reading.wire.column", lambda kind: Column(list, fails))
    with pytest.raises(Garbled, match="AttributeError: items"):
        decode(b'["refusal",[]]', SOURCE)


@pytest.mark.parametrize(
    "value",
    [
        [[2], [1]],  # a tuple of two, and one value
        [[-1, 2], [1]],  # a length that makes up for another
        [[10**12], []],  # more than there can be
        [[1.0], [1]],
        [[True], [1]],
        [[1], [True]],
        [[1], [1], [1]],
        [[1], 1],
        {},
    ],
)
def test_what_does_not_come_out_even_is_no_tuple(value: Any) -> None:
    """However long a sender says that a tuple is, only what was sent is made."""
    with pytest.raises((Garbled, ValueError)):
        column(tuple[int, ...]).made(value)


def test_absent_values_come_back() -> None:
    """All, some or none of them."""
    texts = column(str | None)
    for values in (["a", "b"], ["a", None], [None, None], []):
        assert texts.made(texts.sent(values)) == values
    for wrong in ([[True], []], [[False], ["a"]], [[1], ["a"]], [["a"], ["a"]], [None]):
        with pytest.raises((Garbled, ValueError)):
            texts.made(wrong)


@pytest.mark.slow
@pytest.mark.parametrize(
    "value", [None, 1.5, True, [], {}, [[]], "1e999999999", "NaN", "Infinity", 1 << 70, -1, "", "x"]
)
def test_a_value_of_another_type_is_no_answer(body: bytes, value: Any) -> None:
    """Wherever in a report it stands: either the type fits, or it is told."""
    whole = json.loads(body)
    fields = [(whole[1], key) for key in range(len(whole[1]))]
    places = list(_places(whole[1]))
    for holder, key in fields + Random(str(value)).sample(places, 40):
        kept, holder[key] = holder[key], value
        try:
            report = decode(json.dumps(whole).encode(), SOURCE)
        except Garbled:
            continue
        else:
            assert isinstance(report, Report)
            assert decode(encode(report), SOURCE) == report
        finally:
            holder[key] = kept


def _places(value: Any) -> Any:
    """Every place in a tree of JSON."""
    keys = range(len(value)) if isinstance(value, list) else list(value)
    for key in keys:
        yield value, key
        if isinstance(value[key], list | dict):
            yield from _places(value[key])
