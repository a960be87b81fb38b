"""Which number a cell's text is. Nothing is guessed: what has two readings has no value.

Only ASCII and full-width characters are folded, for NFKC would turn a footnote mark into a digit
(`5①` into 51). A dash, a stroke or a word is no number and never 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from indexer.forms.form import Kind
from indexer.model import Status
from indexer.text import fold

LONGEST = 48
"""Characters. A longer text is no number that could be kept, whatever white space it holds."""
MICRO = 6
LARGEST = Decimal(2**63 - 1).scaleb(-MICRO)
DIGITS = 15
_GROUPED = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)", re.ASCII)
_SPLIT = re.compile(r"[1-9]\d* \d+", re.ASCII)
_PLAIN = re.compile(r"\d+", re.ASCII)
_NUMBER = re.compile(
    r"(?P<sign>[-+\u2212\u2013\u2014]?) ?(?P<whole>\d[\d, ]*)(?:\.(?P<part>\d+))?"
    r" ?(?P<unit>\D{0,4})",
    re.ASCII,
)
_BROKEN = re.compile(r"\d\s*[\t\n\r\f\v]\s*\d")
_VALUE = re.compile(
    r"〓?[-+\u2212\u2013\u2014]? ?\d[\d,. ]*(?:亿元|万元|元|件|条|项|个|次|人次|人|%)?〓?", re.ASCII
)
"""〓 stands where a number was divided by the line between two cells."""
_ENDLESS = re.compile(r"\s*\d[\d\s]*")
_UNITS = {
    "count": frozenset({"", "件", "条", "项", "个", "次", "人", "人次", "宗", "起", "份", "篇"}),
    "change": frozenset({"", "件", "条", "项", "个"}),
    "amount": frozenset({"", "元", "万元", "亿元"}),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A cell's number. `unit` is what the cell prints; `oversized` says why there is no value."""

    value: Decimal | None
    status: Status
    unit: str | None = None
    oversized: bool = False


def read_quantity(text: str, kind: Kind = "count", *, whole: bool = True) -> Quantity:
    """The number a cell holds: reported, blank, ambiguous (several readings) or unreadable.

    `whole`: the source told where the cell ends, so that one space inside a number (`1 2345`) is
    part of it; in flattened text it may stand between two cells. Digits on two lines, or with a tab
    between them, are two numbers or one.

    >>> read_quantity("１２"), read_quantity("-")
    (Quantity(value=Decimal('12'), status=<Status.REPORTED: 'reported'>, unit=None, \
oversized=False), Quantity(value=None, status=<Status.UNREADABLE: 'unreadable'>, unit=None, \
oversized=False))
    """
    read = _remembered if len(text) <= LONGEST else _read
    return read(text, kind, whole)


def _read(text: str, kind: Kind, whole: bool) -> Quantity:
    plain = plain_text(text)
    if not plain:
        return Quantity(None, Status.BLANK)
    if len(plain) > LONGEST:
        return Quantity(None, Status.UNREADABLE, oversized=plain.isdigit())
    if _BROKEN.search(text):
        return Quantity(None, Status.AMBIGUOUS)
    found = _NUMBER.fullmatch(plain)
    if found is None or found["unit"] not in _UNITS[kind]:
        return Quantity(None, Status.UNREADABLE)
    sign, digits, part = found["sign"], found["whole"].rstrip(), found["part"]
    if (part and kind != "amount") or (sign not in ("", "+") and kind != "change"):
        return Quantity(None, Status.UNREADABLE)
    status = _grouping(digits, whole)
    if status is not Status.REPORTED:
        return Quantity(None, status)
    digits = digits.replace(",", "").replace(" ", "")
    fraction = (part or "").rstrip("0")
    if len(digits) + len(fraction) > DIGITS or len(fraction) > MICRO:
        return Quantity(None, Status.UNREADABLE, oversized=True)
    value = Decimal(f"{digits}.{part}" if part else digits)
    if value > LARGEST:
        return Quantity(None, Status.UNREADABLE, oversized=True)
    negative = sign not in ("", "+") and value != 0
    return Quantity(-value if negative else value, Status.REPORTED, found["unit"] or None)


_remembered = lru_cache(maxsize=4096)(_read)
"""For the same few numbers stand in most cells, and each cell is read for itself and in sums."""


def plain_text(text: str) -> str:
    """Full-width forms as ASCII, controls left out, each run of white space one space."""
    return " ".join(text.translate(_AS_ASCII).split())


def looks_numeric(text: str) -> bool:
    """Whether a text is a number, or a mark that stands in the place of one."""
    if len(text) > LONGEST:
        return _ENDLESS.fullmatch(text) is not None
    if "\u3400" <= text[:1] <= "\u9fff" and len(text.strip()) > 1:
        return False
    return _is_number(text)


@lru_cache(maxsize=4096)
def _is_number(text: str) -> bool:
    """Remembered, for the same few numbers and labels are asked about at every row."""
    plain = plain_text(text)
    return plain in MARKS or _VALUE.fullmatch(plain) is not None


MARKS = frozenset({"-", "--", "/", "\\", "\u2014", "\u2014\u2014", "\u2013", "\u2212", "无", "*"})


class _AsAscii(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if "\uff01" <= char <= "\uff5e":
            self[code] = chr(code - 0xFEE0)
        elif char.isspace():
            self[code] = " "
        else:
            self[code] = char if fold(char) else ""
        return self[code]


_AS_ASCII = _AsAscii()


def _grouping(digits: str, whole: bool) -> Status:
    """`1 234` and `4,567` are grouped by thousands, `1 2345` was broken once; `0 0` is two."""
    if _PLAIN.fullmatch(digits):
        return Status.REPORTED if digits == "0" or digits[0] != "0" else Status.AMBIGUOUS
    if _GROUPED.fullmatch(digits):
        return Status.REPORTED if digits[0] != "0" else Status.AMBIGUOUS
    if whole and _SPLIT.fullmatch(digits):
        return Status.REPORTED
    return Status.AMBIGUOUS if " " in digits else Status.UNREADABLE
