"""The text file: a scan finds exactly the texts that hold the characters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.stores.texts import STARTS, TEXTS, Texts, TextWriter
from indexer.text import normal

_ALPHABET = "保密审查公开政府ab1。，\ud800𬇙"


def _write(folder: Path, texts: list[str]) -> tuple[int, int]:
    writer = TextWriter(folder, 0, 0)
    for n, text in enumerate(texts, 1):
        writer.add(text, 7, n)
    writer.sync()
    writer.close()
    return writer.size, writer.count


@settings(max_examples=200)
@given(st.lists(st.text(_ALPHABET, max_size=12), max_size=8), st.text(_ALPHABET, max_size=3))
def test_a_scan_is_a_plain_scan(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], literal: str
) -> None:
    """Also for one character, half of a surrogate pair, the empty text and the empty literal."""
    folder = tmp_path_factory.mktemp("texts")
    size, count = _write(folder, texts)
    with Texts(folder, size, count) as found:
        scan = [n for piece in found.holding(literal) for n in piece]
        assert scan == [n for n, text in enumerate(texts) if literal in text]
        assert [found.text(n) for n in range(count)] == texts
        assert list(found.ns) == list(range(1, count + 1))


def test_a_scan_goes_through_every_piece(tmp_path: Path) -> None:
    """The file is scanned in pieces, so that a scan can be broken off; none is left out."""
    texts = ["保密", "", "审查。"] * 12_000
    with Texts(tmp_path, *_write(tmp_path, texts)) as found:
        pieces = list(found.holding("查"))

        assert len(pieces) > 2
        assert [n for piece in pieces for n in piece] == list(range(2, len(texts), 3))
        assert [n for piece in found.holding("") for n in piece] == list(range(len(texts)))


def test_a_line_break_is_in_no_normal_text() -> None:
    """So a needle cannot cross from one text to the next."""
    assert "\n" not in normal("保密\n审查\r\nopen\ngovernment\u2028x\x0b")


def test_what_a_broken_off_writer_left_is_cut_away(tmp_path: Path) -> None:
    """Only what the manifest names counts; later texts take its place."""
    size, count = _write(tmp_path, ["保密", "审查"])
    broken = TextWriter(tmp_path, size, count)
    broken.add("never committed", 8, 1)
    broken.sync()
    broken.close()
    going_on = TextWriter(tmp_path, size, count)
    number = going_on.add("公开", 9, 1)
    going_on.sync()
    going_on.close()
    with Texts(tmp_path, going_on.size, going_on.count) as found:
        assert number == 2
        assert [found.text(n) for n in range(3)] == ["保密", "审查", "公开"]


@pytest.mark.parametrize("name", [TEXTS, STARTS])
def test_a_truncated_file_is_told(tmp_path: Path, name: str) -> None:
    """Never a scan of half the texts."""
    size, count = _write(tmp_path, ["保密", "审查"])
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(ValueError, match="shorter"):
        Texts(tmp_path, size, count)
