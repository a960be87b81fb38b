"""Invented reports for measuring, as many as are wanted: who reports for which year, and what.

A report of a number is the same every time. Places and agencies are invented (codes 99…), the
figures keep the sums of the form, and the sentences are frames filled with words of jieba's
dictionary, each as often as the dictionary counts it. They mean nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice
from random import Random

import jieba

from tests.bench.frames import FRAMES, HEADINGS, HEADINGS_BEFORE_2019
from tests.printing import (
    Generation,
    PrintedReport,
    Section,
    figure_keys,
    table_four,
    table_three,
    table_two,
)
from tests.printing.forms import APPLICANTS, OUTCOMES, REMEDIES

YEARS = range(2014, 2025)
PROVINCE_NAME = "溟州省"
_AGENCIES_A_COUNTY = 12
_COUNTIES_A_PREFECTURE = 12
_FIRST = "澹溟霁砚笺杼荻沄岚笛鹭枧柘蓼菰莼蕖荇蘅芷"
_SECOND = "溪泽岭屏浦洲塬埠堰峪汀渚湾坪冈津"
_BUREAUS = ("水利局", "教育局", "民政局", "财政局", "司法局", "审计局")


@dataclass(frozen=True, slots=True)
class Place:
    """An invented division."""

    code: str
    name: str


PROVINCE = Place("99", PROVINCE_NAME)


@dataclass(frozen=True, slots=True)
class Agency:
    """Who reports. `area` is what it calls its division, `places` go from the province down."""

    name: str
    area: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Invented:
    """One report. `figures` are the cells of its tables as printed, none before 2019."""

    number: int
    agency: Agency
    year: int
    signed: str
    generation: Generation | None
    figures: Mapping[str, str]
    printed: PrintedReport


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, the commonest first, with the sums of their weights."""

    words: tuple[str, ...]
    weights: tuple[int, ...]

    def some(self, random: Random, count: int) -> list[str]:
        """Words drawn by weight, with repetition."""
        return random.choices(self.words, cum_weights=self.weights, k=count)


def vocabulary() -> Vocabulary:
    """The dictionary's words of two to four characters, with the frequencies it gives them."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    known = sorted(jieba.dt.FREQ.items(), key=lambda item: (-item[1], item[0]))
    kept = [(word, times) for word, times in known if 2 <= len(word) <= 4 and times > 0]
    return Vocabulary(tuple(word for word, _ in kept), tuple(accumulate(n for _, n in kept)))


def _name(number: int) -> str:
    """The name of a place, another for each number below 6,400."""
    first, second = _FIRST[number % 20], _SECOND[number // 20 % 16]
    return first + _FIRST[number // 320 % 20] * (number >= 320) + second


def agencies() -> Iterator[Agency]:
    """Every agency: the townships of a county, then its bureaus, county after county."""
    for number in range(6_400 // _AGENCIES_A_COUNTY):
        prefecture, county = divmod(number, _COUNTIES_A_PREFECTURE)
        above = Place(f"99{prefecture + 1:02}", f"{_name(prefecture)}州市")
        here = Place(f"{above.code}{county + 21:02}", f"{_name(number)}县")
        places = (PROVINCE, above, here)
        for n in range(6):
            town = Place(f"{here.code}{100 + n}", f"{_name(320 + number * 6 + n)}镇")
            yield Agency(f"{here.name}{town.name}人民政府", "全镇", (*places, town))
        for bureau in _BUREAUS:
            yield Agency(f"{here.name}{bureau}", "全县", places)


def invented(count: int, words: Vocabulary) -> Iterator[Invented]:
    """The first reports, the years of one agency after another."""
    pairs = ((agency, year) for agency in agencies() for year in YEARS)
    for number, (agency, year) in enumerate(islice(pairs, count)):
        yield _report(number, agency, year, words, Random(number))


def _figures(generation: Generation, random: Random) -> dict[str, str]:
    """A value for each cell; what was received is what was done, and rows add up."""
    values = {key: random.randint(0, 9) for key in figure_keys(generation) if key[:2] == "t2"}
    values |= dict.fromkeys((key for key in figure_keys(generation) if key[:2] != "t2"), 0)
    columns = [column for column, _ in APPLICANTS if column != "total"]
    leaves = ("granted", "partially_granted", "unable.not_held", "denied.process_information")
    for _ in range(random.randint(0, 30)):
        column, leaf = random.choice(columns[:2]), random.choice(leaves)
        for row in ("t3.new_received", f"t3.result.{leaf}", "t3.result.total"):
            values[f"{row}.{column}"] += 1
            values[f"{row}.total"] += 1
    for remedy in REMEDIES:
        outcome = random.choice(OUTCOMES[:-1])[0]
        values[f"t4.{remedy}.{outcome}"] = values[f"t4.{remedy}.total"] = random.randint(0, 1)
    return {key: str(value) for key, value in values.items()}


def _sentences(kind: str, area: str, words: Vocabulary, random: Random) -> str:
    """Four frames, filled."""
    filled = []
    for frame in random.sample(FRAMES[kind], k=2) + random.choices(FRAMES["any"], k=2):
        numbers = (str(random.randint(2, 400)) for _ in range(frame.count("#")))
        drawn = iter(words.some(random, frame.count("_")))
        text = "".join(
            next(drawn) if char == "_" else next(numbers) if char == "#" else char for char in frame
        )
        filled.append(text.replace("@", area))
    return "".join(filled)


def _report(number: int, agency: Agency, year: int, words: Vocabulary, random: Random) -> Invented:
    """A preamble, about twelve passages, the tables from 2019 on, a signature."""
    title = f"{agency.name}{year}年政府信息公开工作年度报告"
    period = f"统计期限自{year}年1月1日起至{year}年12月31日止。"
    preamble = f"根据《中华人民共和国政府信息公开条例》，{agency.name}编制本报告。{period}"
    generation: Generation | None = None if year < 2019 else "2021" if year >= 2021 else "2019"
    figures = _figures(generation, random) if generation else {}
    tables = (
        {
            "二": table_two(generation, figures),
            "三": table_three(generation, figures),
            "四": table_four(figures),
        }
        if generation
        else {}
    )
    sections = []
    for heading, kinds in HEADINGS if generation else HEADINGS_BEFORE_2019:
        text = tuple(lead + _sentences(kind, agency.area, words, random) for lead, kind in kinds)
        own = (tables[heading[0]],) if heading[0] in tables else ()
        sections.append(Section(heading, (*text, *own)))
    day = random.randint(5, 28)
    printed = PrintedReport(
        title, (preamble,), tuple(sections), (agency.name, f"{year + 1}年1月{day}日")
    )
    signed = f"{year + 1}-01-{day:02}"
    return Invented(number, agency, year, signed, generation, figures, printed)
