"""A page's picture set upright, and the ruling lines on it."""

from __future__ import annotations

import cv2
import numpy as np

from indexer.readers.page import Box
from indexer.readers.scan_pictures import Pixels

_LEVEL, _UPRIGHT = 40, 26
"""Pixels of the shortest ruling line. A row is no taller than a letter and its margins, but no
letter has level strokes as long as a cell is wide, and an upright one counts only beside such."""
_WORN = 9
"""Pixels of the gaps in a worn line."""
_THICKEST = 12
"""Pixels. What is thicker is a bar or a picture's edge."""
_WINDOW, _DARKER = 31, 12
_MOST_SKEW = 5.0
"""Degrees. A page that is turned by more was not put on the glass to be read."""
_STEPS = ((0.25, 0.25), (0.5, 0.05))
"""How far the page is made smaller, and the degrees between the angles that are tried."""


def ink(pixels: Pixels) -> Pixels:
    """255 where a pixel is darker than what is around it, else 0."""
    return cv2.adaptiveThreshold(
        pixels, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _WINDOW, _DARKER
    )


def upright(pixels: Pixels) -> Pixels:
    """The page turned so that its ruling lines and its lines of text are level."""
    angle = _skew(pixels)
    if not angle:
        return pixels
    return _turned(pixels, angle, int(np.median(pixels)))


def rules(pixels: Pixels) -> list[Box]:
    """The level ruling lines and the upright ones that meet them, as thin boxes in pixels."""
    dark = ink(pixels)
    level = [
        (x, y + height / 2, x + width, y + height / 2)
        for x, y, width, height in _bars(dark, (_LEVEL, 1), (_WORN, 3))
        if _is_thin(width, height)
    ]
    upright = [
        (x + width / 2, y, x + width / 2, y + height)
        for x, y, width, height in _bars(dark, (1, _UPRIGHT), (3, _WORN))
        if _is_thin(height, width)
    ]
    if not level:
        return []
    lefts, heights, rights, _ = np.array(level).T
    return level + [
        (x, top, x, bottom)
        for x, top, _, bottom in upright
        if np.any(
            (lefts - _WORN <= x)
            & (x <= rights + _WORN)
            & (top - _WORN <= heights)
            & (heights <= bottom + _WORN)
        )
    ]


def _bars(dark: Pixels, along: tuple[int, int], across: tuple[int, int]) -> list[list[int]]:
    """Left, top, width and height of what is at least so wide and tall."""
    bars = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(along[::-1], np.uint8))
    # What skew is left makes steps.
    bars = cv2.morphologyEx(bars, cv2.MORPH_CLOSE, np.ones(across[::-1], np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(bars)
    found: list[list[int]] = stats[1:, :4].tolist()
    return found


def _is_thin(length: int, thickness: int) -> bool:
    return thickness <= _THICKEST + length // 60


def _skew(pixels: Pixels) -> float:
    """Degrees by which level lines fall to the right, from coarse to fine."""
    dark = ink(pixels)
    angle, reach = 0.0, _MOST_SKEW
    for shrink, step in _STEPS:
        small = cv2.resize(dark, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        near = [angle + step * n for n in range(-round(reach / step), round(reach / step) + 1)]
        angle = max(near, key=lambda one: (_levelness(small, one), -abs(one)))
        reach = step
    return angle


def _levelness(dark: Pixels, angle: float) -> float:
    """How sharply rows of pixels with ink and rows without part when the page is turned."""
    rows = _turned(dark, angle, 0).sum(axis=1, dtype=float)
    return float(np.square(np.diff(rows)).sum())


def _turned(pixels: Pixels, angle: float, paper: int) -> Pixels:
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=paper)
