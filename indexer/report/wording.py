"""What a heading's words say: its slot, where its title ends, and whether a line is table labels.

The words are data/slots.toml; here they are made into matchers. Titles are given in normal form.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import pairwise

from indexer.text import DATA, normal, normal_with_origins

_TITLE_WINDOW = 64
_TITLE_END = "。:：．.;；"


@dataclass(frozen=True, slots=True)
class Rule:
    """Titles matching `title` name `slot`; `prose` is the slot of such a part without a table."""

    slot: str
    title: re.Pattern[str]
    prose: str | None


_SLOTS = tomllib.loads((DATA / "slots.toml").read_text("utf-8"))


def _rules(family: str) -> tuple[Rule, ...]:
    return tuple(
        Rule(row["slot"], re.compile(row["title"]), row.get("prose")) for row in _SLOTS[family]
    )


TOP = _rules("top")
FAMILIES = {family: _rules(family) for family in ("overview", "five", "other")}
PROSE = {rule.slot: rule.prose for rule in TOP if rule.prose}


def _words(key: str) -> str:
    words = sorted(_SLOTS["grammar"][key], key=len, reverse=True)
    return "|".join(map(re.escape, words))


# Atomic groups: each place of a title is read as one word, so no title is tried in many ways.
_WORD, _CLOSER = rf"(?>{_words('words')})", rf"(?>{_words('closers')})"
_ONE = rf"(?:(?!{_CLOSER}){_WORD}){{0,16}}+{_CLOSER}"
_CLOSED = re.compile(rf"(?:\d{{4}}年度?)?+{_ONE}(?:(?>{_words('connectors')})++{_ONE})*+")
_OPEN = re.compile(rf"(?:\d{{4}}年度?)?+(?:{_WORD}|{_CLOSER}){{1,20}}+")
_ENDS_TITLE = re.compile(rf"(?:{_words('closers')})$")
_LONG_TITLE = 16
_STATUTORY = re.compile("|".join(_SLOTS["form"]["statutory"]))
_SINCE_2019 = re.compile(_SLOTS["form"]["since_2019"])
_ROW_HEAD = re.compile(_SLOTS["form"]["row_heads"])
_LABEL = re.compile("|".join(sorted(_SLOTS["form"]["labels"], key=len, reverse=True)))
_SENTENCE = re.compile(r"[。;!?,]")
_LIST = re.compile(r"^(?:、|和|及|与|或|等)")
_CELL_GAP = 24
# A table whose ruling was lost begins within this much of its part.
_TABLE_WINDOW = 20_000
_NUMBERS = re.compile(r"[-+—–/\d,.%\s]*(?:万?元|件|条)?")


def bare(title: str) -> str:
    """A title in normal form without the punctuation it ends in."""
    return normal(title).rstrip(_TITLE_END + " ")


def top_slot(title: str) -> str | None:
    """The slot of a title of first rank."""
    return next((rule.slot for rule in TOP if rule.title.search(title)), None)


def sub_slot(family: str, title: str) -> str | None:
    """The slot of a title inside a family of parts; inside 总体情况 the first cue in it decides."""
    found = [(rule.title.search(title), rule.slot) for rule in FAMILIES.get(family, ())]
    places = [(match.start(), slot) for match, slot in found if match]
    if not places:
        return None
    return min(places, key=lambda place: place[0])[1] if family == "overview" else places[0][1]


def is_statutory(title: str) -> bool:
    """The title is a heading of the form, complete."""
    return bool(_STATUTORY.search(title))


def says_since_2019(title: str) -> bool:
    """Only the forms of 2019 onward have this wording."""
    return bool(_SINCE_2019.search(title))


def is_row_head(title: str) -> bool:
    """The title is a numbered row label of the table of applications."""
    return bool(_ROW_HEAD.search(title))


def is_title(title: str) -> bool:
    """Nothing but title words, so that it is a heading even without a numeral."""
    return bool(_OPEN.fullmatch(title))


def ends_as_title(title: str) -> bool:
    """The last word is one that ends titles (情况, 方面, …)."""
    return bool(_ENDS_TITLE.search(title))


def is_cut_title(before: str, after: str) -> bool:
    """A long title that a line end cut in two: only the second half ends as titles do."""
    halves = is_title(before) and is_title(after)
    long = len(before) >= _LONG_TITLE and len(after) < _LONG_TITLE
    return halves and long and not ends_as_title(before) and ends_as_title(after)


def title_length(text: str, closed: bool) -> int:
    """How many characters of `text` are the title it begins with; 0 where it begins with none.

    `closed`: the title must end in a word that ends titles (情况, 方面, …).

    >>> title_length("总体情况2021年，我区", closed=True)
    4
    """
    window = normal_with_origins(text[:_TITLE_WINDOW])
    match = _CLOSED.match(window.text) or (None if closed else _OPEN.match(window.text))
    return window.original((0, match.end()))[1] if match and match.end() else 0


def table_start(text: str) -> int | None:
    """Where cells without ruling begin: the first label that another one follows in its sentence.

    >>> table_start("本年度情况如下。信息内容本年制发件数本年废止件数规章000")
    8
    """
    line = normal_with_origins(text[:_TABLE_WINDOW])
    labels = list(_LABEL.finditer(line.text))
    for one, other in pairwise(labels):
        between = line.text[one.end() : other.start()]
        if (
            len(between) <= _CELL_GAP
            and not _SENTENCE.search(between)
            and not _LIST.search(between)
        ):
            return line.origins[one.start()]
    return None


def is_cell(text: str) -> bool:
    """The text is one cell of the form: a number, a mark for none, or a label alone."""
    line = normal(text[:80])
    return bool(_NUMBERS.fullmatch(line) or _LABEL.fullmatch(line))
