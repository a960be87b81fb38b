"""A page saved as one file gives what the page gives."""

import base64
import quopri
from collections.abc import Callable

import pytest

from indexer.readers.limits import MIME_LINES, MIME_NESTING, MIME_PARTS
from tests.readers.helpers import badly_covered, document, paragraphs, refusal, tables

PAGE = (
    "<html><head><title>报告</title></head><body><h1>鄌郚镇2021年度报告</h1><p>一、总体情况</p>"
    "<table><tr><td>规章<td>0<tr><td>行政规范性文件<td>12</table></body></html>"
)


_PACKED: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
    "8bit": bytes,
}


def part(content: bytes, *headers: str, encoding: str = "base64", kind: str = "text/html") -> bytes:
    """One part, as its header says."""
    packed = _PACKED[encoding](content)
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + packed + b"\r\n"


def saved(*parts: bytes, more: str = "", before: str = "") -> bytes:
    """A page saved with its parts."""
    head = f'{before}MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\t{more}boundary="b"'
    return head.encode() + b"\r\n\r\n" + b"".join(b"--b\r\n" + one for one in parts) + b"--b--\r\n"


_PICTURE = part(b"\x89PNG", "Content-Location: a.png", kind="image/png")


@pytest.mark.parametrize(
    ("charset", "encoding", "codec"),
    [
        ("utf-8", "quoted-printable", "utf-8"),
        ("gb2312", "quoted-printable", "gb18030"),
        ("gb2312", "base64", "gb18030"),
        ("unicode", "base64", "utf-16"),
        ("big5", "8bit", "big5hkscs"),
        ("utf-8", "8bit", "utf-8"),
    ],
)
def test_the_page_is_decoded_as_its_part_says(charset: str, encoding: str, codec: str) -> None:
    """As Chrome, Internet Explorer and Word save it."""
    page = PAGE.replace("鄌郚镇", "臺中") if codec == "big5hkscs" else PAGE
    page = page.replace("总", "總") if codec == "big5hkscs" else page
    page = page.translate(str.maketrans("报规范", "報規範")) if codec == "big5hkscs" else page
    kind = f'text/html;\r\n\tcharset="{charset}"'
    read = document(
        saved(part(page.encode(codec), encoding=encoding, kind=kind), _PICTURE), "a.doc"
    )

    assert read.format == "mhtml"
    assert paragraphs(read)[0][-6:] == page[page.index("</h1>") - 6 : page.index("</h1>")]
    assert [row[1] for row in tables(read)[0]] == ["0", "12"]
    assert badly_covered(read) == []


def test_the_page_is_the_part_that_is_to_be_shown_first() -> None:
    """As `start` says, or else by its address; frames and headers are pages as well."""
    other = part("<p>页眉</p>".encode(), "Content-Location: http://a.gov.cn/header.htm")
    address = "http://a.gov.cn/2021.html"
    page = part(PAGE.encode(), "Content-ID: <page>", f"Content-Location: {address}")
    by_id = saved(other, page, more='start="<page>"; ')
    by_place = saved(other, page, before=f"Snapshot-Content-Location: {address}\r\n")

    assert "总体情况" in document(by_id).text
    assert "总体情况" in document(by_place).text
    assert (document(by_id).head.url, document(by_place).head.url) == (address, address)
    assert document(saved(other, page)).text == "页眉\n"


def test_a_page_of_one_part_is_read() -> None:
    """Internet Explorer saves a page without pictures so."""
    data = b"MIME-Version: 1.0\r\n" + part(PAGE.encode("gb18030"), encoding="quoted-printable")

    assert document(data).format == "mhtml"


def test_a_page_that_was_cut_off_says_so() -> None:
    """What is there is read."""
    read = document(saved(part(PAGE.encode(), encoding="8bit"))[:-8])

    assert "总体情况" in read.text
    assert [(one.code, "没有结尾" in one.message) for one in read.notices] == [
        ("encoding_damage", True)
    ]
    assert document(saved(part(PAGE.encode()))).notices == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (saved(_PICTURE), "no_text"),
        (saved(part(b"")), "no_text"),
        (saved(part(bytes(range(256)) * 9)), "binary"),
        (saved(part(b"<p>" + b"a" * (21 << 20))), "too_large"),
        (saved(*[b"\r\n\r\n"] * (MIME_PARTS + 1)), "too_complex"),
        (
            b"".join(
                b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n"
                % (at, at)
                for at in range(5_000)
            ),
            "too_complex",
        ),
        (saved(part(b"\n" * MIME_LINES, encoding="8bit")), "too_complex"),
        (saved(*[part(b"x", kind="message/rfc822")] * (MIME_NESTING + 1)), "too_complex"),
    ],
    ids=range(8),
)
def test_what_is_no_page_is_refused(data: bytes, code: str) -> None:
    """Parts without a page, and more of them than any page has."""
    assert refusal(data).code == code


def test_a_letter_in_plain_text_is_no_page() -> None:
    """Nor is text that speaks of a type."""
    assert document("Content-Type: text/html\n\n一、总体情况").format == "txt"
