"""How OFD writes numbers, lists of gaps between letters, and matrices; and its elements by name.

Some writers get the namespace wrong, so an element is known by its local name.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from indexer.readers.package import Part

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f."""

SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def name_of(element: Part) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Part | None, name: str) -> Iterator[Part]:
    """The children of that name."""
    if element is not None:
        yield from (child for child in element if name_of(child) == name)


def child(element: Part | None, *path: str) -> Part | None:
    """What lies at the end of the path, by the first of each name."""
    for name in path:
        element = next(children(element, name), None)
    return element


def text_at(element: Part | None, *path: str) -> str:
    """The text at the end of the path, or nothing."""
    found = child(element, *path)
    return "" if found is None else (found.text or "").strip()


def number(text: str | None, default: float) -> float:
    """A finite number, `default` where there is none. Raises ValueError for anything else."""
    if text is None or not text.strip():
        return default
    found = float(text)
    if not isfinite(found):
        raise ValueError(text)
    return found


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """So many finite numbers, None where there is nothing. Raises ValueError for anything else."""
    if text is None or not text.strip():
        return None
    found = tuple(map(float, text.split(maxsplit=count)))
    if len(found) != count or not all(map(isfinite, found)):
        raise ValueError(text[:80])
    return found


def matrix(text: str | None) -> Matrix:
    """A transformation, the one that changes nothing where there is none."""
    found = numbers(text, 6)
    if found is None:
        return SAME
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def combined(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`.

    >>> combined((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 10, 20))
    (2, 0, 0, 2, 10, 20)
    """
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def applied(transformation: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where the point comes to stand."""
    a, b, c, d, e, f = transformation
    return a * x + c * y + e, b * x + d * y + f


def gaps(text: str | None, most: int) -> list[float]:
    """The distances from letter to letter, at most so many; `g n v` is n times v.

    Raises ValueError for what is no such list.

    >>> gaps("2.5 g 3 4 1", 9), gaps("g 1000000000 4", 3)
    ([2.5, 4.0, 4.0, 4.0, 1.0], [4.0, 4.0, 4.0])
    """
    words = iter((text or "").split())
    found: list[float] = []
    for word in words:
        if len(found) >= most:
            break
        if word != "g":
            found.append(number(word, 0.0))
            continue
        times, gap = next(words, "?"), next(words, "?")
        found += [number(gap, 0.0)] * min(max(int(number(times, 0.0)), 0), most - len(found))
    return found
