"""The contents of an OFD page → characters, ruling lines and pictures, in points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import hypot

from indexer.readers.assemble import BROKEN
from indexer.readers.limits import OFD_NESTING, OFD_OBJECTS, PAGE_GLYPHS, PAGE_RULES
from indexer.readers.ofd_package import Sheet
from indexer.readers.ofd_paths import rules_of
from indexer.readers.ofd_values import (
    Matrix,
    applied,
    child,
    children,
    combined,
    gaps,
    matrix,
    name_of,
    number,
    numbers,
    text_at,
)
from indexer.readers.package import Part
from indexer.readers.page import Box
from indexer.readers.page_glyphs import Glyph
from indexer.readers.refusals import Refused

POINTS = 72 / 25.4
"""In a millimetre."""
_FARTHEST = 14_400.0
"""Points. No page is larger, so what lies beyond is on none."""
_ABOVE, _BELOW = 0.86, 0.14
"""Of a letter's size: how far its box reaches over and under the line it stands on."""
_LEAN = 0.1
"""How far a line of text may rise for each unit it goes to the right."""
_SIZE = 10.0 / POINTS
_SMALLEST = 0.5
"""Points. Smaller letters are not meant to be seen."""
_DOUBLED = 0.08
"""Of a letter's size. The narrowest letter is three times as wide."""
_NEAR = (-1, 0, 1)
_GROUPS = ("Layer", "PageBlock")
_DRAWN = ("TextObject", "PathObject", "ImageObject", "CompositeObject")
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{4})")
_PLACEHOLDER = "¤"
_WIDE = ("W", "F", "A")


@dataclass(slots=True)
class Drawn:
    """What was found on one page.

    `paths` counts what is drawn, ruling lines or not; `slanted` the letters that are not upright;
    `dangling` the uses of composite units that the package does not hold.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    paths: int = 0
    slanted: int = 0
    dangling: int = 0


@dataclass(slots=True)
class Budget:
    """How many objects and letters a document may still draw."""

    left: int = OFD_OBJECTS

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Refused("too_complex", "图元过多")


def draw(sheet: Sheet, budget: Budget) -> Drawn:
    """Everything visible. Refused where it cannot be told where something stands."""
    drawn = Drawn()
    try:
        for content in sheet.contents:
            _group(content, (POINTS, 0.0, 0.0, POINTS, 0.0, 0.0), 0, sheet, drawn, budget)
    except ValueError as fault:
        raise Refused("damaged", f"第 {sheet.number} 页有位置不合法的图元") from fault
    drawn.glyphs = list(_once(drawn.glyphs))
    return drawn


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The letters without those printed again close beside themselves, which makes them bold."""
    seen: set[tuple[str, float, int, int]] = set()
    for glyph in glyphs:
        reach = _DOUBLED * glyph.size
        across, down = int(glyph.box[0] // reach), int(glyph.box[1] // reach)
        size = round(glyph.size, 1)
        around = ((glyph.text, size, across + x, down + y) for x in _NEAR for y in _NEAR)
        if not any(place in seen for place in around):
            seen.add((glyph.text, size, across, down))
            yield glyph


def _group(
    group: Part, place: Matrix, depth: int, sheet: Sheet, drawn: Drawn, budget: Budget
) -> None:
    if depth > OFD_NESTING:
        raise Refused("too_complex", f"图元嵌套超过 {OFD_NESTING} 层，或引用自身")
    for element in group:
        kind = name_of(element)
        budget.spend(1)
        if kind in _GROUPS:
            _group(element, place, depth + 1, sheet, drawn, budget)
        if kind not in _DRAWN or not _visible(element):
            continue
        left, top, width, height = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
        framed = combined((1.0, 0.0, 0.0, 1.0, left, top), place)
        inner = combined(matrix(element.get("CTM")), framed)
        if kind == "TextObject":
            for glyph in _letters(element, inner, height, drawn):
                budget.spend(1)
                if glyph.size >= _SMALLEST and _on_page(glyph.box):
                    drawn.glyphs.append(glyph)
                if len(drawn.glyphs) > PAGE_GLYPHS:
                    raise Refused("too_complex", f"一页超过 {PAGE_GLYPHS} 字")
        elif kind == "PathObject":
            drawn.paths += 1
            drawn.rules += filter(_on_page, _rules(element, inner))
            if len(drawn.rules) > PAGE_RULES:
                raise Refused("too_complex", f"一页的线条超过 {PAGE_RULES} 条")
        elif kind == "ImageObject":
            corners = [applied(framed, x, y) for x in (0.0, width) for y in (0.0, height)]
            xs, ys = zip(*corners, strict=True)
            drawn.pictures.append((min(xs), min(ys), max(xs), max(ys)))
        else:
            unit = child(sheet.units.get(element.get("ResourceID", "")), "Content")
            if unit is None:
                drawn.dangling += 1
            else:
                _group(unit, inner, depth + 1, sheet, drawn, budget)


def _visible(element: Part) -> bool:
    return element.get("Visible") not in ("false", "0") and number(element.get("Alpha"), 255) > 0


def _is(element: Part, name: str, otherwise: bool) -> bool:
    written = element.get(name)
    return otherwise if written is None else written.strip() in ("true", "1")


def _rules(path: Part, place: Matrix) -> Iterator[Box]:
    stroked, filled = _is(path, "Stroke", True), _is(path, "Fill", False)
    yield from rules_of(text_at(path, "AbbreviatedData"), place, stroked=stroked, filled=filled)


def _letters(text: Part, place: Matrix, height: float, drawn: Drawn) -> Iterator[Glyph]:
    """The characters of a text object, each where it is printed."""
    size = number(text.get("Size", text.get("size")), height or _SIZE)
    wide = number(text.get("HScale"), 1.0)
    a, b, c, d, _, _ = place
    across, tall = hypot(a, b), size * hypot(c, d)
    upright = a > 0 and d > 0 and abs(b) <= _LEAN * across
    mapped = child(text, "CGTransform") is not None
    x = y = 0.0
    for code in children(text, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        letters = _characters(code.text or "")
        right, down = gaps(code.get("DeltaX"), len(letters)), gaps(code.get("DeltaY"), len(letters))
        for at, letter in enumerate(letters):
            natural = size * wide * (1.0 if _is_wide(letter) else 0.5)
            step = right[at] if at < len(right) else 0.0
            if not upright:
                drawn.slanted += not letter.isspace()
            else:
                left, line = applied(place, x, y)
                width = across * (min(natural, step) if step > 0 else natural)
                box = (left, line - _ABOVE * tall, left + width, line + _BELOW * tall)
                unknown = _is_unknown(letter) or (mapped and letter == _PLACEHOLDER)
                yield Glyph(BROKEN if unknown else letter, box, tall)
            x += step if at < len(right) or down else natural
            y += down[at] if at < len(down) else 0.0


def _characters(written: str) -> str:
    """The text without what only sets out the XML, blanks no longer escaped."""
    if "\n" in written:
        written = written.strip()
    return _ESCAPED.sub(_blank, written)


def _blank(escaped: re.Match[str]) -> str:
    """The blank that a number stands for; other numbers are left as they are."""
    letter = chr(int(escaped[1], 16))
    return letter if letter.isspace() else escaped[0]


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in _WIDE


def _is_unknown(letter: str) -> bool:
    """Whether the character means something in its own font only."""
    return unicodedata.category(letter) == "Co"


def _on_page(box: Box) -> bool:
    return all(abs(edge) <= _FARTHEST for edge in box)
