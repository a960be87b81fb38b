"""A page's picture set upright, and the ruling lines on it."""

from __future__ import annotations

import cv2
import numpy as np

from indexer.readers.page import Box
from indexer.readers.scan_pictures import Pixels

_SHORTEST = 40
"""Pixels of a ruling line. At this resolution a stroke of a letter has 30 at most."""
_WORN = 9
"""Pixels of the gaps in a worn line."""
_THICKEST = 12
"""Pixels. What is thicker is a bar or a picture's edge."""
_WINDOW, _DARKER = 31, 12
_MOST_SKEW = 5.0
"""Degrees. A page that is turned by more was not put on the glass to be read."""
_LEAST_SKEW = 0.05
_LETTER_GAP = 25
"""Pixels between the letters of a printed line."""
_MOST_LINES = 400
"""Of those the median is taken."""


def ink(pixels: Pixels) -> Pixels:
    """255 where a pixel is darker than what is around it, else 0."""
    return cv2.adaptiveThreshold(
        pixels, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _WINDOW, _DARKER
    )


def upright(pixels: Pixels) -> Pixels:
    """The page turned so that its ruling lines are level, or without any its lines of text."""
    angle = _skew(pixels)
    if abs(angle) < _LEAST_SKEW:
        return pixels
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(
        pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=int(np.median(pixels))
    )


def rules(pixels: Pixels) -> list[Box]:
    """The level and upright ruling lines as thin boxes, in pixels."""
    dark = ink(pixels)
    found: list[Box] = []
    for along, across in (((_SHORTEST, 1), (_WORN, 3)), ((1, _SHORTEST), (3, _WORN))):
        lines = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(along[::-1], np.uint8))
        # What skew is left makes steps.
        lines = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones(across[::-1], np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(lines)
        for x, y, width, height, _ in stats[1:].tolist():
            level = along[0] > 1
            length, thickness = (width, height) if level else (height, width)
            if length < _SHORTEST or thickness > _THICKEST + length // 60:
                continue
            if level:
                middle = y + height / 2
                found.append((x, middle, x + width, middle))
            else:
                middle = x + width / 2
                found.append((middle, y, middle, y + height))
    return found


def _skew(pixels: Pixels) -> float:
    """Degrees by which level lines fall to the right."""
    dark = ink(pixels)
    angles = _angles(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _SHORTEST), np.uint8)))
    if not angles:
        angles = _angles(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, _LETTER_GAP))))
    return float(np.median(angles)) if angles else 0.0


def _angles(bars: Pixels) -> list[float]:
    least = bars.shape[1] // 5
    found = cv2.HoughLinesP(bars, 1, np.pi / 1800, 200, minLineLength=least, maxLineGap=10)
    if found is None:
        return []
    lines = np.asarray(found, dtype=float).reshape(-1, 4)[:_MOST_LINES]
    angles = np.degrees(np.arctan2(lines[:, 3] - lines[:, 1], lines[:, 2] - lines[:, 0]))
    return [float(angle) for angle in angles if abs(angle) < _MOST_SKEW]
