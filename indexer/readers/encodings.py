"""In which encoding do these bytes make Chinese text?

Tried in order: byte order mark, UTF-16 by its NULs, UTF-8, a declared Big5, GB18030, and at last
whichever of UTF-8 and GB18030 leaves fewer broken characters. gb2312, gbk, cp936 and x-gbk are
parts of GB18030, and pages declare them for text that only GB18030 holds, so those declarations
need no case of their own.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE
)
_BIG5 = frozenset({"big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5", "big-5"})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16 = ("utf-16-le", "utf-16-be")
_SAMPLE = 4_000
# A reading is taken for another only where its likeness is greater by so much.
_BETTER = 0.2
_COMMON_HAN = bytes(
    byte for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFF) for byte in (lead, trail)
).decode("gb2312")
_COMMON = frozenset(_COMMON_HAN + "，。、；：？！“”（）《》〈〉〔〕【】·—　\t\n\r 0123456789")
_COMMON_OR_ASCII = _COMMON | frozenset(map(chr, range(0x20, 0x7F)))
_BLANKS = frozenset("\t\n\r\f\v\x1a\x1c\x1d\x1e\x1f\x85")
_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """`cut`: the file ends within a character, which is left out. Other damage is U+FFFD."""

    text: str
    encoding: str
    cut: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of the bytes without its byte order mark; None if they make no text.

    `declared` is what was said of their encoding outside them; it counts before what they say.
    """
    decoded = _decode(data, declared or _declared(data))
    return decoded if _is_text(decoded.text) else None


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:8192])
    return found[1].decode("ascii") if found else ""


def _decode(data: bytes, declared: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            decoded = _strict(data, encoding) or _replaced(data, encoding)
            return Decoded(decoded.text.lstrip("\ufeff"), encoding, decoded.cut)
    if b"\0" in data and (by_nul := _utf16(data, _COMMON_OR_ASCII, 0.5)):
        return _strict(data, by_nul) or _replaced(data, by_nul)
    utf8 = _strict(data, "utf-8")
    if utf8 and not utf8.cut:
        return utf8
    if declared.lower() in _BIG5:
        return _strict(data, "big5hkscs") or _replaced(data, "big5hkscs")
    if utf8 and not utf8.text.isascii():
        return utf8
    gb18030 = _strict(data, "gb18030")
    as_gb = _likeness((gb18030 or _replaced(data, "gb18030")).text)
    if gb18030 and as_gb + _BETTER >= 1:
        return gb18030
    if by_words := _utf16(data, _COMMON, max(0.6, as_gb + _BETTER)):
        return _strict(data, by_words) or _replaced(data, by_words)
    as_utf8 = _replaced(data, "utf-8")
    if gb18030:
        # One wrong byte can make of UTF-8 what is valid GB18030 and means nothing.
        better = _likeness(as_utf8.text) > as_gb + _BETTER
        return as_utf8 if better else gb18030
    choices = [as_utf8, _replaced(data, "gb18030")]
    return min(choices, key=lambda decoded: decoded.text.count("\ufffd"))


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """None if a byte is wrong; bytes that lack their end are left out."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding, bool(decoder.getstate()[0]))


def _replaced(data: bytes, encoding: str) -> Decoded:
    return Decoded(data.decode(encoding, "replace"), encoding)


def _utf16(data: bytes, common: frozenset[str], least: float) -> str | None:
    """The byte order in which the bytes look most like Chinese, if they do to at least `least`."""
    likeness = {
        encoding: _likeness(data[:_SAMPLE].decode(encoding, "replace"), common)
        for encoding in _UTF16
    }
    best = max(_UTF16, key=lambda encoding: likeness[encoding])
    return best if likeness[best] > least else None


def _likeness(text: str, common: frozenset[str] = _COMMON) -> float:
    """The share of frequent Chinese characters, their punctuation and digits."""
    sample = text[:_SAMPLE]
    return sum(map(common.__contains__, sample)) / max(1, len(sample))


def _is_text(text: str) -> bool:
    """At most one character in ten is a control, unassigned, private or a broken one."""
    sample = text[:: max(1, len(text) // 20_000)]
    counts = Counter(sample)
    bad = sum(counts[char] for char in counts.keys() - _COMMON_OR_ASCII if _is_bad(char))
    return bad * 10 <= len(sample)


def _is_bad(char: str) -> bool:
    return char == "\ufffd" or (char not in _BLANKS and unicodedata.category(char) in _NO_TEXT)
