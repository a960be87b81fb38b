"""A scan's bytes → the picture of each page, in grey, at one resolution.

A file says how large its pictures are before they are unpacked, so what would be too much is
refused before it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps, ImageSequence
from pypdfium2 import raw

from indexer.readers.limits import SCAN_PAGES, SCAN_PIXELS
from indexer.readers.refusals import Refused

DOTS = 150.0 / 72.0
"""Pixels to a point. Of the scans at hand finer ones are not read better, and take longer."""
_LONGEST = 2_000
"""Pixels of the longer side; what is larger than A4 is read less finely."""
_A4 = 841.9
_FORMATS = ("PNG", "JPEG", "TIFF")
_DEEPEST = 5
_PASSWORD = "password"

Pixels = Any
"""An array of rows of grey pixels, 0 is black. numpy has types only where it is installed."""


@dataclass(frozen=True, slots=True, eq=False)
class PagePicture:
    """One page. `dots`: pixels to a point."""

    number: int
    pixels: Pixels
    dots: float


def page_pictures(data: bytes) -> Iterator[PagePicture]:
    """The pages in order, one at a time. An image of a format that has pages may have several."""
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    return _images(data)


def _pdf(data: bytes) -> Iterator[PagePicture]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise Refused(*_fault(str(fault))) from fault
    try:
        _check_pages(len(document))
        for number in range(len(document)):
            try:
                yield _rendered(document[number], number + 1)
            except pypdfium2.PdfiumError as fault:
                raise Refused("damaged", f"第 {number + 1} 页打不开") from fault
    finally:
        document.close()


def _fault(told: str) -> tuple[str, str]:
    return ("encrypted", "") if _PASSWORD in told.lower() else ("damaged", "PDF 结构不完整")


def _rendered(page: Any, number: int) -> PagePicture:
    width, height = page.get_size()
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
        _check_pixels(*picture.get_px_size())
    dots = min(DOTS, _LONGEST / max(width, height, 1.0))
    pixels = page.render(scale=dots, grayscale=True).to_numpy()
    return PagePicture(number, pixels.reshape(pixels.shape[:2]), dots)


def _images(data: bytes) -> Iterator[PagePicture]:
    """The pages of an image file. An image tells no size in points: its page counts as A4."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            _check_pages(getattr(image, "n_frames", 1))
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                _check_pixels(*frame.size)
                grey = ImageOps.exif_transpose(frame).convert("L")
                grey.thumbnail((_LONGEST, _LONGEST))
                yield PagePicture(number, np.asarray(grey), max(grey.size) / _A4)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise Refused("damaged", "图片数据不完整") from fault


def _check_pages(count: int) -> None:
    if count > SCAN_PAGES:
        raise Refused("too_complex", f"扫描件有 {count} 页，至多识别 {SCAN_PAGES} 页")


def _check_pixels(width: int, height: int) -> None:
    if width * height > SCAN_PIXELS:
        raise Refused("too_complex", f"一页的图片有 {width} × {height} 像素")
