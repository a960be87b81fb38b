"""Whether pictures of pages can be read here: the extra `ocr` is installed or it is not."""

from __future__ import annotations

from importlib.util import find_spec

OCR_INSTALL = 'pip install "gongkai-search[ocr]"'
_MODULES = ("rapidocr", "onnxruntime")


def ocr_installed() -> bool:
    """Nothing of it is loaded to find out."""
    return all(find_spec(name) is not None for name in _MODULES)
