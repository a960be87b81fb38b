"""The contents of an OFD page → characters, ruling lines and pictures, in points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
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
from indexer.readers.page_text import Glyph
from indexer.readers.refusals import Refused

POINTS = 72 / 25.4
"""In a millimetre."""
_FARTHEST = 14_400.0
"""Points. No page is larger, so what lies beyond is on none."""
_ABOVE, _BELOW = 0.86, 0.14
"""Of a letter's size: how far its box reaches over and under the line it stands on."""
_LEAN = 0.1
"""How far a line of text may rise or fall for each unit that it goes along."""
_SIZE = 10.0 / POINTS
_SMALLEST = 0.5
"""Points. Smaller letters are not meant to be seen."""
_WHOLE = 0.9
"""Of a page's width and height. A picture as large shows all of it."""
_GROUPS = ("Layer", "PageBlock")
_OBJECTS = ("TextObject", "PathObject", "ImageObject", "CompositeObject")
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{4})")
_PLACEHOLDER = "¤"
_WIDE = ("W", "F", "A")


@dataclass(slots=True)
class Drawn:
    """What was found on one page.

    `marks` are texts printed aslant; `paths` counts what is drawn, ruling lines or not; `dangling`
    the uses of composite units that the package does not hold. `covered`: a picture of the whole
    page lies over text.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    paths: int = 0
    dangling: int = 0
    covered: bool = False


@dataclass(slots=True)
class Budget:
    """How many objects and letters a document may still draw."""

    left: int = OFD_OBJECTS

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Refused("too_complex", "图元过多")


@dataclass(frozen=True, slots=True)
class _Canvas:
    sheet: Sheet
    budget: Budget
    drawn: Drawn


def draw(sheet: Sheet, budget: Budget) -> Drawn:
    """Everything visible. Refused where it cannot be told where something stands."""
    canvas = _Canvas(sheet, budget, Drawn())
    try:
        for content in sheet.contents:
            _group(content, (POINTS, 0.0, 0.0, POINTS, 0.0, 0.0), 0, canvas)
    except ValueError as fault:
        raise Refused("damaged", f"第 {sheet.number} 页有位置不合法的图元") from fault
    return canvas.drawn


def _group(group: Part, place: Matrix, depth: int, canvas: _Canvas) -> None:
    if depth > OFD_NESTING:
        raise Refused("too_complex", f"图元嵌套超过 {OFD_NESTING} 层，或引用自身")
    for element in group:
        canvas.budget.spend(1)
        kind = name_of(element)
        if kind in _GROUPS:
            _group(element, place, depth + 1, canvas)
        elif kind in _OBJECTS and _visible(element):
            left, top, width, height = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
            framed = combined((1.0, 0.0, 0.0, 1.0, left, top), place)
            if kind == "ImageObject":
                _image(_placed((0.0, 0.0, width, height), framed), canvas)
                continue
            inner = combined(matrix(element.get("CTM")), framed)
            if kind == "TextObject" and (
                _is(element, "Fill", True) or _is(element, "Stroke", False)
            ):
                _text(element, inner, height, canvas)
            elif kind == "PathObject":
                _path(element, inner, canvas)
            elif kind == "CompositeObject":
                _composite(element, inner, depth, canvas)


def _text(text: Part, place: Matrix, height: float, canvas: _Canvas) -> None:
    drawn = canvas.drawn
    for glyph in _letters(text, place, height, drawn):
        canvas.budget.spend(1)
        if glyph.size >= _SMALLEST and _on_page(glyph.box):
            drawn.glyphs.append(glyph)
        if len(drawn.glyphs) > PAGE_GLYPHS:
            raise Refused("too_complex", f"一页超过 {PAGE_GLYPHS} 字")


def _path(path: Part, place: Matrix, canvas: _Canvas) -> None:
    drawn = canvas.drawn
    drawn.paths += 1
    stroked, filled = _is(path, "Stroke", True), _is(path, "Fill", False)
    written = text_at(path, "AbbreviatedData")
    for rule in filter(_on_page, rules_of(written, place, stroked=stroked, filled=filled)):
        drawn.rules.append(rule)
        if len(drawn.rules) > PAGE_RULES:
            raise Refused("too_complex", f"一页的线条超过 {PAGE_RULES} 条")


def _image(box: Box, canvas: _Canvas) -> None:
    if _on_page(box):
        canvas.drawn.pictures.append(box)
        canvas.drawn.covered |= bool(canvas.drawn.glyphs) and _covers(box, canvas.sheet)


def _composite(used: Part, place: Matrix, depth: int, canvas: _Canvas) -> None:
    unit = child(canvas.sheet.units.get(used.get("ResourceID", "")), "Content")
    if unit is None:
        canvas.drawn.dangling += 1
    else:
        _group(unit, place, depth + 1, canvas)


def _visible(element: Part) -> bool:
    return element.get("Visible") not in ("false", "0") and number(element.get("Alpha"), 255) > 0


def _is(element: Part, name: str, otherwise: bool) -> bool:
    written = element.get(name)
    return otherwise if written is None else written.strip() in ("true", "1")


def _letters(text: Part, place: Matrix, height: float, drawn: Drawn) -> Iterator[Glyph]:
    """The characters of a text object, each where it is printed; text aslant is a mark."""
    size = number(text.get("Size", text.get("size")), height or _SIZE)
    wide = number(text.get("HScale"), 1.0)
    a, b, c, d, _, _ = place
    tall = size * hypot(c, d)
    slanted = abs(b) > _LEAN * abs(a) and abs(a) > _LEAN * abs(b)
    mapped = child(text, "CGTransform") is not None
    left = line = 0.0
    for code in children(text, "TextCode"):
        x, y = left, line = number(code.get("X"), left), number(code.get("Y"), line)
        letters = _characters(code.text or "")
        if slanted:
            drawn.marks += filter(None, [letters.strip()])
            continue
        right, down = gaps(code.get("DeltaX"), len(letters)), gaps(code.get("DeltaY"), len(letters))
        for at, letter in enumerate(letters):
            natural = size * wide * (1.0 if _is_wide(letter) else 0.5)
            step = right[at] if at < len(right) else 0.0
            width = min(natural, step) if step > 0 else natural
            unknown = _is_unknown(letter) or (mapped and letter == _PLACEHOLDER)
            box = _placed((x, y - _ABOVE * size, x + width, y + _BELOW * size), place)
            yield Glyph(BROKEN if unknown else letter, box, tall)
            x += step if at < len(right) or down else natural
            y += down[at] if at < len(down) else 0.0


def _placed(box: Box, place: Matrix) -> Box:
    """The box around what the matrix makes of a box."""
    x0, top, x1, bottom = box
    corners = [applied(place, x, y) for x in (x0, x1) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


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


def _covers(box: Box, sheet: Sheet) -> bool:
    x0, top, x1, bottom = box
    wide, tall = sheet.width * POINTS * _WHOLE, sheet.height * POINTS * _WHOLE
    return x1 - x0 >= wide and bottom - top >= tall


def _on_page(box: Box) -> bool:
    return all(abs(edge) <= _FARTHEST for edge in box)
