"""Signs that Word keeps as a place in a symbol font → characters that mean the same anywhere."""

from __future__ import annotations

UNKNOWN = "〓"
"""The printers' sign for a character that is missing, for what has no meaning outside its font."""

_SAME_IN_SYMBOL = "0123456789+.,()%/<=>"
_SIGNS: dict[str, dict[int, str]] = {
    "symbol": {ord(char): char for char in _SAME_IN_SYMBOL}
    | {0x2D: "-", 0xB7: "·", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°"},
    "wingdings": {
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x71: "□",
        0x75: "◆",
        0xA1: "○",
        0xA7: "▪",
        0xA8: "□",
        0xD8: "➢",
        0xE0: "→",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "□"},
}
_PRIVATE = range(0xE000, 0xF900)


def symbol(font: str, code: str) -> str:
    """The character; nothing for a code that is none.

    >>> symbol("Symbol", "F02D"), symbol("Wingdings", "F0FC"), symbol("宋体", "25A1")
    ('-', '✓', '□')
    """
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    signs = _SIGNS.get(font.lower())
    if signs is not None or place in _PRIVATE:
        return (signs or {}).get(place & 0xFF, UNKNOWN)
    return chr(place) if 0x20 <= place < 0xD800 else ""
