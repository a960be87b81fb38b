"""Which numbers read from pictures count: those that the sums of the form bear out.

A recogniser errs in three ways, and a sum that closes is proof only against all.

- It misreads some sign here or there. Two such errors may cancel in one sum, but hardly in a row
  and in a column at once. So *every* sum that the form has for a cell must close: in table 三 its
  row, and its column under each identity of columns; in table 四 its block. Each number in these
  sums must have been read: a blank, a dash and an uncertain number leave a sum open.
- It misreads one shape wherever it stands: 8 as 3 in the only application of a report, and in each
  total above it, and all sums close. So a digit counts only if the sums would not close had it been
  misread, *and* had the same digit been misread in the same way at any other places. 0 + 0 = 0
  proves nothing by itself, nor does 8 + 0 = 8 prove the 8; 5 + 3 = 8 proves all three. What is
  proved in one sum helps in the next: where the grand total is 8, no row with a total of 0 hides
  an 8, and so no cell in that row does.
- It loses the first digit of a number, which stands beside a ruling line: 15 + 3 = 18 is read as
  5 + 3 = 8. So a number counts only if the sums would not close had it, and any others, begun with
  one digit more, the same in all. A 0 is taken to be all that is printed. What no sum can tell is
  that *every* number has lost its last digit.

Table 二 and the tables before 2019 have no sums, nor has prose: nothing counts there. No sum tells
a 0 from a dash that was read as one; the shapes are not alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.model import Figure, Status
from indexer.report.identities import instances

_TOLD = frozenset({Status.REPORTED, Status.RECOVERED, Status.STATED})

_LOST = ""
"""Stands before each number, where it may have had one digit more."""

Place = tuple[str, int]
"""A digit: the cell's key, and the power of ten that it counts."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum that closes: the digits on both sides."""

    left: Mapping[Place, str]
    right: Mapping[Place, str]

    def digits(self) -> Iterator[tuple[Place, str]]:
        yield from self.left.items()
        yield from self.right.items()


def borne_out(
    figures: Mapping[str, Figure], generations: Mapping[str, str | None]
) -> dict[str, Figure]:
    """The figures of a recognised document: those that its sums do not prove have no value."""
    proved = _proved(figures, generations)
    return {key: figure if key in proved else withheld(figure) for key, figure in figures.items()}


def withheld(figure: Figure) -> Figure:
    """The figure with what was read and no value, if it had one."""
    if figure.status not in _TOLD:
        return figure
    return replace(figure, value=None, status=Status.UNREADABLE)


def _proved(figures: Mapping[str, Figure], generations: Mapping[str, str | None]) -> frozenset[str]:
    sums: list[_Sum] = []
    closed: set[str] = set()
    left_open: set[str] = set()
    for left, right, _ in instances(generations):
        if _closes(left, right, figures):
            sums.append(_Sum(_digits(left, figures), _digits(right, figures)))
            closed.update(left, right)
        else:
            left_open.update(left, right)
    doubtful = {key for key, _ in _doubtful(sums)}
    return frozenset(closed - left_open - doubtful)


def _closes(left: Sequence[str], right: Sequence[str], figures: Mapping[str, Figure]) -> bool:
    read = {
        key: figure.value
        for key in (*left, *right)
        if (figure := figures.get(key)) is not None
        and figure.status is Status.REPORTED
        and figure.value is not None
    }
    if len(read) < len(left) + len(right):
        return False
    return sum(read[key] for key in left) == sum(read[key] for key in right)


def _digits(keys: Iterable[str], figures: Mapping[str, Figure]) -> dict[Place, str]:
    return {
        (key, power): digit
        for key in keys
        for power, digit in enumerate((*reversed(str(figures[key].value)), _LOST))
        if digit != _LOST or figures[key].value
    }


def _doubtful(sums: Sequence[_Sum]) -> frozenset[Place]:
    """The digits that may all be misread alike while every sum closes."""
    of_digit: dict[str, set[Place]] = defaultdict(set)
    for one in sums:
        for place, digit in one.digits():
            of_digit[digit].add(place)
    for digit, doubtful in of_digit.items():
        within = [one for one in sums if any(read == digit for _, read in one.digits())]
        while cleared := {place for one in within for place in _cleared(one, digit, doubtful)}:
            doubtful -= cleared
    return frozenset(place for places in of_digit.values() for place in places)


def _cleared(one: _Sum, digit: str, doubtful: set[Place]) -> Iterator[Place]:
    """The doubtful places of a digit in a sum that would not close if they were misread."""
    sides = [
        [place for place, read in side.items() if read == digit and place in doubtful]
        for side in (one.left, one.right)
    ]
    counts = [Counter(power for _, power in side) for side in sides]
    for here, side in enumerate(sides):
        balanced: dict[int, bool] = {}
        for place in side:
            power = place[1]
            if power not in balanced:
                balanced[power] = _balances(counts[here], counts[1 - here], power)
            if not balanced[power]:
                yield place


def _balances(here: Counter[int], there: Counter[int], power: int) -> bool:
    """Whether some of the powers of ten on one side, one of them this, make some on the other."""
    carries = {0}
    for at in range(max((*here, *there), default=0) + 1):
        least = 1 if at == power else 0
        carries = {
            (carry + difference) // 10
            for carry in carries
            for difference in range(least - there[at], here[at] + 1)
            if (carry + difference) % 10 == 0
        }
    return 0 in carries
