"""How Word spells the number of a list: 一, 壹, ①, ii, by the name of the format."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _counted(digits: str, units: str) -> Callable[[int], str]:
    def spell(number: int) -> str:
        """10 → 十, 11 → 十一, 101 → 一百零一, below ten thousand."""
        spelt = ""
        for power in range(3, -1, -1):
            digit = number // 10**power % 10
            if digit:
                spelt += digits[digit] + (units[power - 1] if power else "")
            elif spelt and not spelt.endswith(digits[0]):
                spelt += digits[0]
        spelt = spelt.rstrip(digits[0]) or digits[0]
        return spelt[1:] if 10 <= number < 20 and units[0] == "十" else spelt

    return spell


def _roman(number: int) -> str:
    spelt = ""
    for value, letters in _ROMAN:
        spelt += letters * (number // value) if number <= 400 else ""
        number %= value
    return spelt


def _from(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= most else str(number)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


_CHINESE = _counted(_DIGITS, "十百千")
FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "japaneseCounting": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "ideographDigital": lambda number: "".join("〇一二三四五六七八九"[int(d)] for d in str(number)),
    "chineseLegalSimplified": _counted(_FORMAL, "拾佰仟"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": lambda number: "".join(chr(0xFF10 + int(d)) for d in str(number)),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _from("a", 26),
    "upperLetter": _from("A", 26),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "bullet": lambda number: "",
    "none": lambda number: "",
}
