"""Which letters of a PDF page are seen: not those without ink, in white on white, under a picture.

What scanners write under a picture of the page was recognised, and may be another letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfminer.layout import LTChar, LTItem, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import PDFStream
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.pdfinternals import resolve_and_decode

_INKLESS = frozenset({3, 7})
"""Ways to draw text of which nothing is seen."""
_NO_INK = ""
"""The colour of such text: the name of no pattern."""
_SPOT = frozenset({"Separation", "DeviceN", "Indexed", "Pattern"})
"""Kinds of colours whose numbers do not say how light they are."""
_CMYK = 4
_WHITE = 0.99
_LEAST = 0.5
"""Points. Smaller letters are not printed."""
_MOST = 0.5
"""Of the page's area: what a picture of the page covers."""


class _Device(PDFPageAggregatorWithMarkedContent):
    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        if textstate.render in _INKLESS:
            graphicstate.ncolor = _NO_INK
        super().render_string(textstate, seq, ncs, graphicstate)


class ShownPage(Page):
    """A page each object of which has `drawn`: how many were drawn before it."""

    _drawn = 0

    @property
    def layout(self) -> LTPage:
        """What is drawn, in order."""
        if not hasattr(self, "_layout"):
            device = _Device(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout: LTPage = device.get_result()
        return self._layout

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """The object as pdfplumber tells it, and when it was drawn."""
        self._drawn += 1
        told = self._letter(obj) if isinstance(obj, LTChar) else super().process_object(obj)
        return {**told, "drawn": self._drawn}

    def _letter(self, char: LTChar) -> dict[str, Any]:
        """What is asked of a letter. A page is letters, and pdfplumber resolves 20 attributes."""
        left, top = self.mediabox[:2]
        colour = char.graphicstate.ncolor
        return {
            "object_type": "char",
            "text": char.get_text(),
            "x0": char.x0 + left,
            "x1": char.x1 + left,
            "top": self.height - char.y1 + top,
            "bottom": self.height - char.y0 + top,
            "size": char.size,
            "matrix": char.matrix,
            "non_stroking_color": colour if isinstance(colour, tuple) else (colour,),
            "ncs": resolve_and_decode(char.ncs.name),
        }


def is_pictured(page: Page) -> bool:
    """Whether most of the page is pictures."""
    area = sum(image["width"] * image["height"] for image in page.images)
    return bool(area > _MOST * float(page.width * page.height))


def unseen(page: Page) -> list[dict[str, Any]]:
    """The characters that nobody sees on the page."""
    covered = max((image["drawn"] for image in page.images if _hides(image, page)), default=0)
    shades = [shape for shape in (*page.rects, *page.curves) if _is_shade(shape)]
    return [
        char
        for char in page.chars
        if char["drawn"] < covered
        or char["non_stroking_color"] == (_NO_INK,)
        or char["size"] < _LEAST
        or (_is_white(char) and not _lies_on(char, (*shades, *page.images)))
    ]


def _hides(image: dict[str, Any], page: Page) -> bool:
    """Whether nothing is seen through a picture of most of the page."""
    stream = image["stream"]
    clear = isinstance(stream, PDFStream) and any(name in stream for name in ("SMask", "Mask"))
    large = image["width"] * image["height"] > _MOST * float(page.width * page.height)
    return bool(large and not clear and not image["imagemask"])


def _is_shade(shape: dict[str, Any]) -> bool:
    return bool(shape["fill"]) and not _is_white(shape)


def _is_white(thing: dict[str, Any]) -> bool:
    colour = thing["non_stroking_color"]
    if thing.get("ncs") in _SPOT or not isinstance(colour, tuple) or not colour:
        return False
    if not all(isinstance(part, int | float) for part in colour):
        return False
    if len(colour) == _CMYK:
        return all(part <= 1 - _WHITE for part in colour)
    return all(part >= _WHITE for part in colour)


def _lies_on(char: dict[str, Any], grounds: Iterable[dict[str, Any]]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(
        ground["x0"] <= x <= ground["x1"] and ground["top"] <= y <= ground["bottom"]
        for ground in grounds
    )
