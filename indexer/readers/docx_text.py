"""A paragraph of a .docx → its text, and what stands in it that is none.

Looks through what Word and WPS wrap around text (content controls, insertions, smart tags, links,
fields), and leaves out deletions, hidden and struck out runs, and field codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from indexer.readers.docx_package import W
from indexer.readers.docx_styles import HIDING, ON, SHIFT, RunStyles, Said, above_runs, said_of
from indexer.readers.docx_symbols import symbol
from indexer.readers.package import Part
from indexer.readers.pieces import lowered, raised

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OPENED_NAMES = """
    sdt sdtContent ins moveTo smartTag customXml hyperlink fldSimple dir bdo
"""
_SKIPPED_NAMES = """
    del moveFrom instrText delText delInstrText pPr rPr tblPr tblGrid sdtPr sdtEndPr tcPr trPr
    tblPrEx sectPr rt smartTagPr customXmlPr
"""
_OPENED = frozenset(W + name for name in _OPENED_NAMES.split())
_SKIPPED = frozenset(W + name for name in _SKIPPED_NAMES.split())
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_PICTURES = ("}pic", "}imagedata")
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_NO_LINE_BREAK = ("page", "column")
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = W + "pPr", W + "rPr"
_CELL = W + "tc"
Shift = Callable[[str], str]
_SHIFTED: dict[str, Shift] = {"superscript": raised, "subscript": lowered}


@dataclass(slots=True)
class Content:
    """What stands in a paragraph: text boxes and notes are read after it."""

    text: str = ""
    boxes: list[Part] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0


def children(element: Part) -> Iterator[Part]:
    """The children with wrappers opened; of alternative contents the first."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        elif child.tag in _OPENED:
            stack.append(iter(child))
        elif child.tag == _MC + "AlternateContent":
            choice = child.find(_MC + "Choice")
            chosen = child.find(_MC + "Fallback") if choice is None else choice
            if chosen is not None:
                stack.append(iter(chosen))
        else:
            yield child


def content_of(paragraph: Part, styles: RunStyles) -> Content:
    """The paragraph's own text, without its number."""
    content = Content()
    above = above_runs(paragraph, styles)
    parts: list[str] = []
    stack: list[tuple[Iterator[Part], Shift]] = [(children(paragraph), _as_it_is)]
    while stack:
        inner, shifted = stack[-1]
        child = next(inner, None)
        if child is None:
            stack.pop()
        elif child.tag == W + "t" or child.tag.endswith("/math}t"):
            text = (child.text or "").replace("\n", " ").replace("\r", " ")
            parts.append(shifted(text))
        elif child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag == W + "br":
            broken = child.get(W + "type") not in _NO_LINE_BREAK or _in_cell(paragraph)
            parts.append("\n" if broken else "")
        elif child.tag == W + "sym":
            parts.append(symbol(child.get(W + "font") or "", child.get(W + "char") or ""))
        elif child.tag == W + "txbxContent":
            content.boxes.append(child)
        elif child.tag == W + "object":
            content.pictures += 1
        elif child.tag in _NOTES:
            content.notes.append((_NOTES[child.tag], child.get(W + "id") or ""))
        elif child.tag == W + "r":
            if (shift := _shift_of(said_of(child, above, styles))) is not None:
                stack.append((children(child), shift))
        else:
            content.pictures += child.tag.endswith(_PICTURES)
            stack.append((children(child), shifted))
    content.text = "".join(parts)
    return content


def runs_on(paragraph: Part) -> bool:
    """Whether the paragraph's end was deleted or moved away, so that the next one continues it."""
    properties = paragraph.find(_PARAGRAPH_PROPERTIES)
    mark = None if properties is None else properties.find(_RUN_PROPERTIES)
    return mark is not None and (
        mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
    )


def _in_cell(paragraph: Part) -> bool:
    """Whether what a page break parts may be two numbers."""
    return next(paragraph.iterancestors(_CELL), None) is not None


def _as_it_is(text: str) -> str:
    return text


def _shift_of(said: Said) -> Shift | None:
    """How a run's text is raised or lowered; None where the run is hidden or struck out."""
    if any(said.get(name) == ON for name in HIDING):
        return None
    return _SHIFTED.get(said.get(SHIFT, ""), _as_it_is)
