"""A paragraph → the statements in it: members of an enumeration, and problem apart from plan.

No cut falls inside a sentence, but for a plan that begins in mid-sentence, a member of a list, and
a sentence too long to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.report.aspects import PLAN, PROBLEM, begins_as_plan, is_lacking, may_lack, owns_lack
from indexer.report.led import led
from indexer.report.numerals import Style, numeral_at
from indexer.report.stretch import Stretch, part
from indexer.text import normal

_LONG, _LONGEST_SENTENCE = 1_500, 4_000
# A member shorter than this is no statement of its own; a lead shorter than the second number is
# read with the first member; a problem before a plan has at least the third.
_SHORT_MEMBER, _SHORT_LEAD, _SHORT_PROBLEM = 12, 24, 6
_HAN = "一二三四五六七八九十"
_TOKEN = led(
    rf"[\s{_HAN}其第（(\d①-⑳“‘「『《〈【\[”’」』）)》〉】\]。！？]",
    rf"(?P<mark>(?:^|(?<=[。；;：:！!？?，,、）)”\s]))\s*(?:[{_HAN}]{{1,2}}[是要]|其[{_HAN}][，,是]|第[{_HAN}]{{1,2}}[，,、]))"
    rf"|(?P<item>(?:^|(?<=[。；;：:！!？?）)”\s]))\s*(?:[（(](?:[{_HAN}]{{1,3}}|\d{{1,2}})[）)]|\d{{1,2}}(?:[、．]|\.(?!\d))|[①-⑳]))"
    r"|(?P<open>[“‘「『（(《〈【\[])|(?P<close>[”’」』）)》〉】\]])|(?P<stop>[。！？\n])",
)
_SENTENCE_END = re.compile(r"[。！？!?；;]+[”’」』）)》]*")
_COMMA = re.compile(r"[，,、：:]")


@dataclass(frozen=True, slots=True)
class _Mark:
    place: int
    style: Style
    value: int | None


def statements(whole: Stretch, heading: int = 0, problems: bool = False) -> tuple[Stretch, ...]:
    """The statements of a paragraph, in order; together they hold all its non-space characters.

    `heading` is the length of the heading it begins with, which belongs to the first statement;
    `problems` says that the paragraph stands where problems are told, so that a plan in it turns
    from them even where no words of lack precede it.
    """
    pieces: list[Stretch] = []
    for start, end in _spans(_members(whole.text, heading), len(whole.text)):
        text, lead = whole.text[start:end], heading if start == 0 else 0
        plain = normal(text[lead:])
        told = problems
        problems = (problems or is_lacking(plain)) and not begins_as_plan(plain)
        turn = _turn(text, lead, problems)
        admission = None if told or not may_lack(plain) else _admission(text[:turn], lead)
        problems = problems and turn is None
        for left, right in _spans([at for at in (admission, turn) if at], len(text)):
            for low, high in _spans(list(_long_cuts(text[left:right])), right - left):
                pieces.append(part(whole, start + left + low, start + left + high))
    return tuple(piece for piece in pieces if piece.text)


def _spans(places: list[int], end: int) -> Iterator[tuple[int, int]]:
    yield from zip([0, *places], [*places, end], strict=True)


def _marks(text: str, heading: int) -> list[_Mark]:
    """Numerals at the starts of clauses, none inside quotation marks, brackets or titles."""
    marks: list[_Mark] = []
    depth = 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth = max(0, depth - 1)
            case "stop":
                depth = 0
            case _:
                numeral = numeral_at(text, token.start())
                if depth == 0 and numeral and (token.start() >= heading or token.start() == 0):
                    marks.append(_Mark(token.start(), numeral.style, numeral.value))
    return marks


def _runs_on(last: int | None, value: int | None) -> bool:
    """The numeral goes on with its list: the next one, a repeated one, or a new list's first."""
    return value is None or value == 1 or (last is not None and last <= value <= last + 1)


def _members(text: str, heading: int) -> list[int]:
    """Where the members of the text's enumerations begin, but for one at its very start."""
    by_style: dict[Style, list[_Mark]] = {}
    for mark in _marks(text, heading):
        chain = by_style.setdefault(mark.style, [])
        if mark.style is Style.SPOKEN or _runs_on(chain[-1].value if chain else None, mark.value):
            chain.append(mark)
    chains = [chain for chain in by_style.values() if len(chain) > 1]
    places = sorted(mark.place for chain in chains for mark in chain if mark.place > heading)
    led = not any(chain[0].place <= heading for chain in chains)
    return _without_short(text, places, heading if led else None)


def _without_short(text: str, places: list[int], lead: int | None) -> list[int]:
    """Cuts that leave a member too short are dropped; a list of short ones is no enumeration.

    `lead` is where the words before the first member begin, None where a member stands first.
    """
    lengths = [_length(text, start, end) for start, end in _spans(places, len(text))]
    members = lengths[0 if lead is None else 1 :]
    if not places or all(length < _SHORT_MEMBER for length in members):
        return []
    kept: list[int] = []
    for index, place in enumerate(places):
        if index == 0 and lead is not None and _length(text, lead, place) < _SHORT_LEAD:
            continue
        if lengths[index + 1] >= _SHORT_MEMBER:
            kept.append(place)
    return kept


def _length(text: str, start: int, end: int) -> int:
    return len(normal(text[start:end])) if end - start < 4 * _SHORT_LEAD else end - start


def _turn(text: str, heading: int, problems: bool) -> int | None:
    """Where a problem turns into a plan: the first clause that plans after words of lack."""
    lack = PROBLEM.search(text, heading)
    if not lack and not problems:
        return None
    start = heading if problems or not lack else lack.start()
    for plan in PLAN.finditer(text, start + 1):
        said = text[heading : plan.start()]
        if len(said.strip()) >= _SHORT_PROBLEM and (problems or PROBLEM.search(said)):
            return plan.start()
    return None


def _admission(text: str, heading: int) -> int | None:
    """Where an account turns into what is lacking: the first sentence of its own that says so."""
    start = heading
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text, heading)), len(text)]:
        if start - heading >= _SHORT_LEAD and owns_lack(normal(text[start:end])):
            return start
        start = end
    return None


def _long_cuts(text: str) -> Iterator[int]:
    """Sentence ends that keep pieces under the length where sentences allow it."""
    if len(text) <= _LONG:
        return
    start = last = 0
    for end in [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]:
        while end - last > _LONGEST_SENTENCE:
            if last > start:
                yield last
            cut = _comma_before(text, last, last + _LONGEST_SENTENCE)
            yield cut
            start = last = cut
        if end - start > _LONG and last > start:
            yield last
            start = last
        last = end


def _comma_before(text: str, start: int, end: int) -> int:
    """The last clause end before `end`, or `end`."""
    commas = [match.end() for match in _COMMA.finditer(text, start + 1, end)]
    return commas[-1] if commas else end
