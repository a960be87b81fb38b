"""NEAR(…) in a query: its arguments, and what is asked with them, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product

from indexer.document import Span
from indexer.text import normal
from search_api.scanner import CLOSERS, Scanner
from search_api.tree import MAX_CLAUSES, And, Literal, Near, Node, Or

NAMES = frozenset({"near", "邻近"})
DISTANCE = 10
MAX_DISTANCE = 10_000
_SEPARATORS = ",、"
_EITHER = frozenset({"OR", "或"})
_WORD = re.compile(r'[^\s(),、"“”「『]+')
_NUMBER = re.compile(r"([0-9]+)个?字?")
_LIKE_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*.{0,4}|[-+][0-9.]+")
_FORM = "应写作 NEAR(甲, 乙, 10)"


@dataclass(frozen=True, slots=True)
class _Argument:
    """Normal texts of which any will do. `quoted`: something of it stands in quotes."""

    texts: tuple[str, ...]
    quoted: bool
    span: Span


def read_near(scanner: Scanner, start: int, opening: int) -> tuple[Node | None, int]:
    """What the call asks that begins at `start`, and where it ends; None where it holds no text.

    `opening` is the place of its parenthesis.
    """
    *slices, (last, end, closed) = _slices(scanner, opening)
    arguments = [_argument(scanner, *each[:2]) for each in (*slices, (last, end))]
    stop = end + closed
    if not closed:
        scanner.say("unmatched_parenthesis", "左括号没有配对", scanner.span(opening))
    given = [argument for argument in arguments if argument is not None]
    return _node(given, scanner.span(start, stop), scanner), stop


def _slices(scanner: Scanner, opening: int) -> Iterator[tuple[int, int, bool]]:
    """Where each argument begins and ends, and whether the parenthesis closes after it."""
    begin, place, depth = opening + 1, opening + 1, 1
    while place < len(scanner.text):
        char = scanner.text[place]
        if char in CLOSERS:
            place = max(place, scanner.closer(place))
        elif char == "(":
            depth += 1
            scanner.say("near_form", "NEAR 里的括号已忽略", scanner.span(place))
        elif char == ")":
            depth -= 1
            if not depth:
                break
        elif char in _SEPARATORS and depth == 1:
            yield begin, place, False
            begin = place + 1
        place += 1
    yield begin, place, not depth


def _argument(scanner: Scanner, begin: int, end: int) -> _Argument | None:
    """The argument that stands there; None where it holds no text."""
    texts: list[list[str]] = [[]]
    quoted, place = False, begin
    while place < end:
        char = scanner.text[place]
        closer = scanner.closer(place) if char in CLOSERS else -1
        word = _WORD.match(scanner.text, place, end)
        if closer >= 0:
            texts[-1].append(scanner.inside(place, closer))
            quoted, place = True, closer
        elif word is None:
            texts[-1] += char if char not in "()" else ""
        elif scanner.written(*word.span()) in _EITHER and _apart(scanner, *word.span()):
            texts.append([])
            place = word.end() - 1
        else:
            texts[-1].append(word[0])
            place = word.end() - 1
        place += 1
    wanted = dict.fromkeys(filter(None, (normal("".join(pieces)) for pieces in texts)))
    if not wanted:
        return None
    while scanner.char(begin).isspace():
        begin += 1
    return _Argument(tuple(wanted), quoted, scanner.span(begin, end))


def _apart(scanner: Scanner, start: int, end: int) -> bool:
    """Whether a word stands between spaces or parentheses."""
    around = scanner.char(start - 1), scanner.char(end)
    return all(char.isspace() or char in "()" for char in around)


def _node(given: list[_Argument], span: Span, scanner: Scanner) -> Node | None:
    distance = DISTANCE
    if len(given) > 2 and not given[-1].quoted and _LIKE_NUMBER.fullmatch(given[-1].texts[0]):
        distance = _distance(given.pop(), scanner)
    elif len(given) == 2 and not given[1].quoted and _NUMBER.fullmatch(given[1].texts[0]):
        message = f"“{given[1].texts[0]}”按文字查找；距离要写在两段文字之后，{_FORM}"
        scanner.say("near_form", message, given[1].span)
    if not given:
        scanner.say("empty_group", "NEAR 里没有文字，已忽略", span)
        return None
    if len(given) == 1:
        scanner.say("near_form", f"NEAR 里只有一段文字，按原文查找；{_FORM}", span)
        return Or(tuple(map(Literal, given[0].texts)))
    if len(given) > 2:
        message = f"NEAR 里有 {len(given)} 段文字，前后相邻的两段各自比较；{_FORM}"
        scanner.say("near_form", message, span)
    return And(tuple(map(Or, _nears(given, distance))))


def _nears(given: Sequence[_Argument], distance: int) -> Iterator[tuple[Near, ...]]:
    """For each argument and the next, their texts near each other; no more than are refused."""
    left = MAX_CLAUSES + 1
    for first, second in pairwise(given):
        pairs = islice(product(first.texts, second.texts), left)
        nears = tuple(Near(one, other, distance) for one, other in pairs)
        left -= len(nears)
        yield nears
        if not left:
            return


def _distance(argument: _Argument, scanner: Scanner) -> int:
    written = argument.texts[0]
    number = _NUMBER.fullmatch(written)
    if number is None:
        message = f"距离“{written[:20]}”不是自然数，按 {DISTANCE} 查找"
        scanner.say("near_distance", message, argument.span)
        return DISTANCE
    digits = number[1].lstrip("0") or "0"
    if len(digits) > len(str(MAX_DISTANCE)) or int(digits) > MAX_DISTANCE:
        message = f"距离“{written[:20]}”太大，按 {MAX_DISTANCE} 查找"
        scanner.say("near_distance", message, argument.span)
        return MAX_DISTANCE
    return int(digits)
