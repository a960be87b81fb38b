"""Whatever the bytes, the answer is a Document or a Refusal, and the content decides which."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.document import Document, Refusal
from indexer.readers.read import INPUT_LIMIT, READERS, TEXT_READERS, read
from indexer.readers.refusals import UNSUPPORTED_FORMATS
from indexer.readers.soffice import VARIABLE
from tests.readers.helpers import (
    archive,
    badly_covered,
    cells_hold,
    compound,
    document,
    docx,
    p,
    refusal,
    tbl,
    tc,
    tr,
    word_start,
)
from tests.shared import HANGS, SHARED

CORPUS = Path(__file__).parents[2] / "corpus"
ORIGINALS = SHARED / "originals"
_SMALL_DOCX = docx(p("一、总体情况") + tbl(tr(tc("规章"), tc("0")), tr(tc("总计"), tc("1"))))
_SMALL_HTML = "<p>一、总体情况<table><tr><td>规章<td>0<tr><td>总计<td>1</table>".encode()

UNSUPPORTED = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"): "电子表格",
    compound({"MatOST": b""}): "Works",
    compound({"Other": b""}): "OLE2",
    b"Rar!\x1a\x07": "压缩包",
    archive({"xl/workbook.xml": ""}): "电子表格",
    archive({"a.txt": "x"}): "压缩包",
}


@pytest.mark.parametrize(("data", "format"), UNSUPPORTED.items(), ids=UNSUPPORTED.values())
def test_known_formats_without_a_reader_are_named(data: bytes, format: str) -> None:
    """The message says which format it is, and the next step how to get round it."""
    refused = refusal(data, "report.docx")

    assert refused.code == "format_unsupported"
    assert format in refused.message
    assert "添加" in refused.next_step


def test_the_content_decides_and_not_the_name() -> None:
    """A .doc that is HTML, a .pdf that is a .docx, a .docx that is text."""
    assert document(_SMALL_HTML, "a.doc").format == "html"
    assert document(_SMALL_DOCX, "a.pdf").format == "docx"
    assert document("一、总体情况", "a.docx").format == "txt"


def test_the_name_decides_between_text_and_a_fragment_of_html() -> None:
    """`<b>` is markup in a .html and two signs in a .txt."""
    assert document("情况<b>良好</b>", "a.html").format == "html"
    assert document("情况<b>良好</b>", "a.txt").format == "txt"
    assert document("没有标记", "a.html").format == "txt"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\0" * 500, "binary"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        (compound({"WordDocument": word_start(0xC1)})[:1800], "damaged"),
        (compound({"WordDocument": b"not Word's".ljust(4096)}), "damaged"),
        (compound({"WordDocument": word_start(0xC1, 0x0100)}), "encrypted"),
        (compound({"WordDocument": word_start(0xC1, 0x0100)[:600]}), "encrypted"),
        (_SMALL_DOCX[:-40], "damaged"),
        (archive({"word/document.xml": "<w:document"}), "damaged"),
        (archive({"word/other.xml": "<a/>"}), "damaged"),
        (archive({"word/document.xml": "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"}), "damaged"),
        (docx(p("")), "no_text"),
        (b"<html><body><script>var a = 1</script></body></html>", "no_text"),
        (b"[image: x]\n", "no_text"),
        (b"\x89PNG\r\n\x1a\n", "scan"),
        (b"%PDF-1.7 ...", "damaged"),
        (b"<div>" * 2000 + b"x", "too_complex"),
        (b"\n" * 300_000 + b"x", "too_complex"),
        (b"\tx\n\ty\n\n" * 6_000, "too_large"),
        (b"<table>" + b"<tr><td>1<td>2" * 6_000, "too_large"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
    ],
)
def test_unreadable_material_is_refused_with_a_next_step(data: bytes, code: str) -> None:
    """Each way of being unreadable has its code, a message and something to do."""
    refused = refusal(data)

    assert (refused.code, bool(refused.message)) == (code, True)
    assert "添加" in refused.next_step or "识别" in refused.next_step


def test_a_file_over_the_limit_is_not_looked_at() -> None:
    """The size alone refuses it."""
    assert refusal(bytes(INPUT_LIMIT + 1)).code == "too_large"


def test_every_format_has_a_reader_or_a_refusal_but_not_both() -> None:
    """The registries do not overlap."""
    assert not (set(READERS) | set(TEXT_READERS)) & UNSUPPORTED_FORMATS


@given(
    data=st.binary(max_size=300), lead=st.sampled_from([b"", b"PK\x03\x04", b"<p>", b"\xff\xfe"])
)
def test_no_bytes_raise(data: bytes, lead: bytes) -> None:
    """Any bytes give a Document or a Refusal."""
    assert isinstance(read(lead + data, "x.html"), Document | Refusal)


@settings(max_examples=150)
@given(
    st.sampled_from([_SMALL_DOCX, _SMALL_HTML]),
    st.lists(st.tuples(st.integers(0), st.binary(max_size=4)), max_size=6),
)
def test_no_damage_raises(data: bytes, changes: list[tuple[int, bytes]]) -> None:
    """Nor does a sound file with bytes changed; what is still read is covered."""
    for place, new in changes:
        data = data[: place % len(data)] + new + data[place % len(data) + len(new) :]
    result = read(data, "x")

    assert isinstance(result, Refusal) or not badly_covered(result)


@pytest.mark.slow
@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="../shared/originals is not here")
def test_every_original_is_covered_or_refused_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound, odd and hostile files end in bounded time, every character in one place.

    Without LibreOffice, which test_office.py runs on those that need it.
    """
    monkeypatch.setenv(VARIABLE, "/nowhere/soffice")
    files = [path for path in sorted(ORIGINALS.rglob("*")) if path.is_file()]
    assert len(files) > 100
    for path in files:
        begun = time.process_time()
        result = read(path.read_bytes(), path.name)

        assert time.process_time() - begun < HANGS, path
        if isinstance(result, Document):
            assert badly_covered(result) == [], path
            assert cells_hold(result), path


@pytest.mark.skipif(not (CORPUS / "sources.toml").exists(), reason="corpus/ is not here")
def test_every_specimen_is_read_and_covered() -> None:
    """All files of the corpus, in three formats."""
    files = [path for path in CORPUS.iterdir() if path.suffix in (".txt", ".html", ".docx")]
    assert files
    for path in files:
        result = document(path.read_bytes(), path.name)

        assert badly_covered(result) == [], path
        assert cells_hold(result), path


def test_binary_data_is_not_said_to_want_a_format_among_few() -> None:
    """PDF, OFD and others are read too, so the next step names no formats."""
    assert "." not in refusal(bytes(range(256)) * 40).next_step
