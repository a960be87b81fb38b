"""A page's picture → the texts on it and where they stand, by rapidocr on one thread, offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import rapidocr

from indexer.readers.page import Box
from indexer.readers.scan_pictures import Pixels

_MODELS = Path(rapidocr.__file__).parent / "models"
_LEAST_SCORE = 0.5
_SETTINGS = {
    # The models are in the wheel; named so, nothing looks for them elsewhere.
    "Det.model_path": str(_MODELS / "PP-OCRv6_det_small.onnx"),
    "Rec.model_path": str(_MODELS / "PP-OCRv6_rec_small.onnx"),
    # It turns single words upside down: 699 was read as 669, and 990 as 066.
    "Global.use_cls": False,
    "Global.log_level": "critical",
    "Global.text_score": _LEAST_SCORE,
    # Numbers are no wider; 320 pixels for each took half as long again, and read no more.
    "Rec.rec_img_shape": [3, 48, 160],
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of text in one line, in pixels."""

    text: str
    box: Box


def words(pixels: Pixels) -> list[Word]:
    """Every text that is found on a page."""
    read = _engine()(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR))
    if read.txts is None or read.boxes is None:
        return []
    return [
        Word(text.strip(), _around(corners))
        for text, corners in zip(read.txts, read.boxes, strict=True)
        if text.strip()
    ]


def text_of(pieces: Sequence[Pixels]) -> list[str]:
    """The text of each piece of a page, a piece one line; empty where none can be read."""
    if not pieces:
        return []
    engine = _engine()
    found = []
    for piece in pieces:
        read = engine(cv2.cvtColor(piece, cv2.COLOR_GRAY2BGR), use_det=False)
        text, score = (read.txts[0], read.scores[0]) if read.txts else ("", 0.0)
        found.append(text.strip() if score >= _LEAST_SCORE else "")
    engine.update_params(use_det=True)
    return found


def _around(corners: np.ndarray) -> Box:
    (x0, top), (x1, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return x0, top, x1, bottom


@cache
def _engine() -> rapidocr.RapidOCR:
    return rapidocr.RapidOCR(params=_SETTINGS)
