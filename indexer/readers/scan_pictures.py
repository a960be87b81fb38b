"""A scan's bytes → the picture of each page, in grey, at one resolution.

A file says how large its pictures are before they are unpacked, so what would be too much is
refused before it is.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw

from indexer.readers.limits import SCAN_PAGES, SCAN_PIXELS
from indexer.readers.refusals import Refused

DOTS = 150.0 / 72.0
"""Pixels to a point. Of the scans at hand finer ones are not read better, and take longer."""
_LONGEST = 2_000
"""Pixels of the longer side; what is larger than A4 is read less finely."""
_A4 = 841.9
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF")
_BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
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
        with _opened(data) as image:
            if _turned_to(image, SCAN_PAGES):
                raise Refused("too_complex", f"图片超过 {SCAN_PAGES} 页")
            number = 0
            while _turned_to(image, number):
                _check_pixels(*image.size)
                grey = ImageOps.exif_transpose(image).convert("L")
                grey.thumbnail((_LONGEST, _LONGEST))
                number += 1
                yield PagePicture(number, np.asarray(grey), max(grey.size) / _A4)
    except _BOMBS as fault:
        raise Refused("too_complex", "图片像素过多") from fault
    except (OSError, ValueError, SyntaxError) as fault:
        raise Refused("damaged", "图片数据不完整") from fault


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data), formats=_FORMATS)


def _turned_to(image: Image.Image, number: int) -> bool:
    """Whether the image has a page of this number, counted from 0; if so it shows it now."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image.seek(number)
    except EOFError:
        return False
    return True


def _check_pages(count: int) -> None:
    if count > SCAN_PAGES:
        raise Refused("too_complex", f"扫描件有 {count} 页，至多识别 {SCAN_PAGES} 页")


def _check_pixels(width: int, height: int) -> None:
    if width * height > SCAN_PIXELS:
        raise Refused("too_complex", f"一页的图片有 {width} × {height} 像素")
