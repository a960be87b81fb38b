"""Any number of invented reports for measuring: `python -m tests.bench.generate FOLDER COUNT`.

The same count and layouts always give the same files. Places and agencies are invented (codes
99…), the tables are those of the form with sums that hold, and the sentences are frames filled with
words of jieba's dictionary, the common ones as often as Zipf says. They mean nothing.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

import jieba

from tests.bench.frames import FRAMES, HEADINGS, HEADINGS_BEFORE_2019
from tests.printing import (
    Generation,
    PrintedReport,
    Section,
    WebPage,
    figure_keys,
    report_a,
    report_b,
    report_docx,
    report_html,
    table_four,
    table_three,
    table_two,
)
from tests.printing.forms import APPLICANTS, OUTCOMES, REMEDIES

YEARS = range(2014, 2025)
_AGENCIES_A_COUNTY = 12
_COUNTIES_A_PREFECTURE = 12
_WORDS = 6_000
_FIRST = "澹溟霁砚笺杼荻沄岚笛鹭枧柘蓼菰莼蕖荇蘅芷"
_SECOND = "溪泽岭屏浦洲塬埠堰峪汀渚湾坪冈津"
_BUREAUS = ("水利局", "教育局", "民政局", "财政局", "司法局", "审计局")
_SOURCES = 'origin = "invented for measuring"\ndivisions = "divisions.csv"\n'


@dataclass(frozen=True, slots=True)
class Place:
    """An invented division."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, the commonest first, with the sums of their weights."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def some(self, random: Random, count: int) -> list[str]:
        """Words drawn by weight, with repetition."""
        return random.choices(self.words, cum_weights=self.weights, k=count)


def vocabulary() -> Vocabulary:
    """The dictionary's commonest words of two to four characters, each as frequent as 1 / rank."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    known = sorted(jieba.dt.FREQ.items(), key=lambda item: (-item[1], item[0]))
    words = [word for word, _ in known if 2 <= len(word) <= 4][:_WORDS]
    weights = accumulate(1 / (rank + 20) for rank in range(len(words)))
    return Vocabulary(tuple(words), tuple(weights))


def _name(number: int) -> str:
    """The name of a place, another for each number below 6,400."""
    first, second = _FIRST[number % 20], _SECOND[number // 20 % 16]
    return first + _FIRST[number // 320 % 20] * (number >= 320) + second


def counties(count: int) -> Iterator[tuple[Place, Place, tuple[Place, ...]]]:
    """Prefecture, county and the county's townships."""
    for number in range(count):
        prefecture, county = divmod(number, _COUNTIES_A_PREFECTURE)
        above = Place(f"99{prefecture + 1:02}", f"{_name(prefecture)}州市")
        here = Place(f"{above.code}{county + 21:02}", f"{_name(number)}县")
        towns = tuple(
            Place(f"{here.code}{100 + n}", f"{_name(320 + number * 6 + n)}镇") for n in range(6)
        )
        yield above, here, towns


def agencies(count: int) -> Iterator[tuple[str, str]]:
    """The name of each agency and the town or county that it speaks of."""
    for _, county, towns in counties(-(-count // _AGENCIES_A_COUNTY)):
        yield from ((f"{county.name}{town.name}人民政府", "全镇") for town in towns)
        yield from ((f"{county.name}{bureau}", "全县") for bureau in _BUREAUS)


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
    """Three to five frames, filled."""
    filled = []
    for frame in random.sample(FRAMES[kind], k=2) + random.choices(FRAMES["any"], k=2):
        numbers = (str(random.randint(2, 400)) for _ in range(frame.count("#")))
        drawn = iter(words.some(random, frame.count("_")))
        text = "".join(
            next(drawn) if char == "_" else next(numbers) if char == "#" else char for char in frame
        )
        filled.append(text.replace("@", area))
    return "".join(filled)


def report(agency: str, area: str, year: int, words: Vocabulary, random: Random) -> PrintedReport:
    """One report: a preamble, about twelve passages, the tables from 2019 on, a signature."""
    title = f"{agency}{year}年政府信息公开工作年度报告"
    period = f"统计期限自{year}年1月1日起至{year}年12月31日止。"
    preamble = f"根据《中华人民共和国政府信息公开条例》，{agency}编制本报告。{period}"
    generation: Generation = "2021" if year >= 2021 else "2019"
    figures = _figures(generation, random)
    tables = {
        "二": table_two(generation, figures),
        "三": table_three(generation, figures),
        "四": table_four(figures),
    }
    sections = []
    for heading, kinds in HEADINGS_BEFORE_2019 if year < 2019 else HEADINGS:
        paragraphs = tuple(lead + _sentences(kind, area, words, random) for lead, kind in kinds)
        own = () if year < 2019 or heading[0] not in tables else (tables[heading[0]],)
        sections.append(Section(heading, (*paragraphs, *own)))
    signed = (agency, f"{year + 1}年1月{random.randint(5, 28)}日")
    return PrintedReport(title, (preamble,), tuple(sections), signed)


def _html(printed: PrintedReport) -> bytes:
    return report_html(printed, WebPage("溟州省政府网", "https://www.mingzhou.example/")).encode()


LAYOUTS: dict[str, tuple[str, Callable[[PrintedReport], bytes]]] = {
    "a": ("txt", lambda printed: report_a(printed).encode()),
    "b": ("txt", lambda printed: report_b(printed).encode("gb18030")),
    "html": ("html", _html),
    "docx": ("docx", report_docx),
}
MIXED = ("a", "b", "html", "a", "b", "docx")


def generate(folder: Path, count: int, layouts: Sequence[str] = MIXED) -> None:
    """Write `count` reports, in the layouts by turns, with the divisions that they need."""
    folder.mkdir(parents=True, exist_ok=True)
    words, needed = vocabulary(), -(-count // len(YEARS))
    lines = {"99": "溟州省"}
    for above, county, towns in counties(-(-needed // _AGENCIES_A_COUNTY)):
        lines |= {place.code: place.name for place in (above, county, *towns)}
    rows = "".join(f"{code},{name}\n" for code, name in lines.items())
    (folder / "divisions.csv").write_text(f"code,name\n{rows}", "utf-8")
    (folder / "sources.toml").write_text(_SOURCES, "utf-8")
    pairs = ((agency, area, year) for agency, area in agencies(needed) for year in YEARS)
    for number, (agency, area, year) in zip(range(count), pairs, strict=False):
        suffix, printer = LAYOUTS[layouts[number % len(layouts)]]
        printed = report(agency, area, year, words, Random(number))
        within = folder / f"{number // 1000:03}"
        within.mkdir(exist_ok=True)
        (within / f"{number:06}.{suffix}").write_bytes(printer(printed))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--layout", action="append", choices=LAYOUTS, default=None)
    given = parser.parse_args()
    generate(given.folder, given.count, given.layout or MIXED)


if __name__ == "__main__":
    main()
