"""One text, whatever encoding it came in; damage is said and does not stop the reading."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.encodings import decode
from tests.readers.helpers import document, paragraphs
from tests.readers.test_golden import ORIGINALS, needs_originals

TEXT = "一、总体情况\n2021年，𬇙浩镇主动公开政府信息322条（含重点领域），未收到申请。\n"
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + TEXT.encode(),
    "gb18030": TEXT.encode("gb18030"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "utf-16-le with mark": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16-be with mark": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
}
HAN = st.permutations("的一是在不了有和人这中大为上个国我以要他时来用们公开信息").map("".join)


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED.keys())
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    """UTF-8, GB18030 and UTF-16 in both orders, with and without their mark."""
    assert document(data).text == TEXT


@given(HAN, st.sampled_from(["utf-16-le", "utf-16-be", "gb18030", "utf-8"]))
def test_text_without_a_single_ascii_character_is_told_too(text: str, encoding: str) -> None:
    """UTF-16 shows no NUL then, and most of its bytes are valid GB18030."""
    decoded = decode(text.encode(encoding))

    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "cp936", "x-gbk", "GB18030", "utf-8"])
def test_a_declaration_of_a_part_of_gb18030_does_not_matter(declared: str) -> None:
    """The four-byte character survives, and a wrong declaration does no harm."""
    page = f'<meta charset="{declared}"><p>𬇙浩镇的情况</p>'
    for encoding in ("gb18030", "utf-8"):
        assert paragraphs(document(page.encode(encoding))) == ["𬇙浩镇的情况"]


def test_a_declared_big5_is_honoured() -> None:
    """Its bytes would be valid GB18030 as well."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>政府資訊公開</p>'

    assert paragraphs(document(page.encode("big5"))) == ["政府資訊公開"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_cut_last_character_is_said_and_left_out(encoding: str) -> None:
    """The rest is read as it stands."""
    data = (TEXT + "完").encode(encoding)[:-1]
    read_document = document(data)

    assert read_document.text == TEXT
    assert [notice.code for notice in read_document.notices] == ["encoding_damage"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_damage_is_said_with_its_place(encoding: str) -> None:
    """A byte that is wrong in every encoding becomes U+FFFD, and the notice points to it."""
    data = TEXT.encode(encoding) + b"\xff" + TEXT.encode(encoding)
    read_document = document(data)
    (notice,) = read_document.notices

    assert notice.code == "encoding_damage"
    assert notice.locator is not None
    assert read_document.slice(notice.locator.spans[:1]) == "\ufffd"
    assert read_document.text.startswith(TEXT)


def test_binary_data_is_no_text() -> None:
    """Nor is text that is mostly controls."""
    assert decode(bytes(range(256)) * 20) is None
    assert decode(b"\x01\x02\x03 a") is None


def _damaged(data: bytes) -> list[bytes]:
    """The bytes with one in the middle lost, and with one that is wrong."""
    middle = len(data) // 2
    return [data[:middle] + data[middle + 1 :], data[:middle] + b"\xff" + data[middle + 1 :]]


@needs_originals
@pytest.mark.parametrize(
    "name", [path.name for path in (*ORIGINALS.glob("*.txt"), *ORIGINALS.glob("*.html"))]
)
def test_a_wrong_byte_in_an_original_changes_nothing_around_it(name: str) -> None:
    """A lost one may shift those after it up to the next ASCII character, and no further."""
    data = (ORIGINALS / name).read_bytes()
    sound = decode(data)
    assert sound is not None
    wide = sound.encoding.startswith("utf-16")
    for broken in _damaged(data)[wide:]:
        decoded = decode(broken)
        assert decoded is not None
        text = decoded.text
        assert decoded.encoding == sound.encoding
        assert text[: len(text) // 3] == sound.text[: len(text) // 3]
        assert text[-len(text) // 3 :] == sound.text[-len(text) // 3 :]


def test_a_wrong_byte_does_not_make_utf8_of_another_kind() -> None:
    """What is left would be valid GB18030, and means nothing there."""
    data = "政府信息公开年度报告\n全镇主动公开政府信息，\n做好保密审查\n".encode()
    broken = data[:64] + b"\xb0" + data[65:]

    assert isinstance(broken.decode("gb18030"), str)
    assert document(broken).text.startswith("政府信息公开")
    assert [notice.code for notice in document(broken).notices] == ["encoding_damage"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("around", ["{}", "<html><body><p>{}</p></body></html>"])
def test_damage_in_pages_and_text_is_said_with_all_its_places(encoding: str, around: str) -> None:
    """Two broken bytes, two places."""
    whole = around.format(TEXT.replace("\n", "，") * 30).encode(encoding)
    comma = "，2021".encode(encoding)
    places = [place for place in range(len(whole)) if whole.startswith(comma, place)]
    wrong = bytearray(whole)
    for place in (places[3], places[9]):
        wrong[place + len(comma) - 4] = 0xFF
    (notice,) = document(bytes(wrong), "x.html").notices
    assert notice.locator is not None
    text = document(bytes(wrong), "x.html").text

    assert notice.code == "encoding_damage"
    assert [text[slice(*span)] for span in notice.locator.spans] == ["\ufffd"] * 2
