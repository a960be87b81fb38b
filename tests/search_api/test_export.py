"""Exports are tables that open right everywhere and compute nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from indexer.labels import SPECIMEN_MARK
from indexer.sheets import BOM
from search_api.export import COLUMNS, write_csv, write_jsonl
from search_api.results import Hit
from search_api.search import Searcher, SearchOptions


def rows(searcher: Searcher, query: str, *, excel: bool = False) -> list[list[str]]:
    """The export of a query, read back."""
    out = io.StringIO(newline="")
    hits = searcher.search(query, SearchOptions(group="passage")).hits

    assert write_csv(hits, out, excel=excel) == len(hits)
    assert out.getvalue().startswith(BOM) == excel
    return list(csv.reader(io.StringIO(out.getvalue().removeprefix(BOM), newline="")))


def test_a_row_for_each_hit_with_the_whole_passage(searcher: Searcher) -> None:
    """Labels in Chinese, the permanent id first, specimens marked."""
    heading, row = rows(searcher, '"未收到"')
    cells = dict(zip(heading, row, strict=True))

    assert heading == list(COLUMNS)
    assert cells["text"] == "做好保密审查。全年未收到申请。"
    assert cells["passage"].endswith("#p1")
    assert cells["specimen"] == SPECIMEN_MARK
    assert cells["region"] == "溟州省霁川市林峪县青芷镇"
    assert (cells["section"], cells["aspect"]) == ("主动公开", "做法")
    assert cells["topics"] == "保密审查"
    assert cells["figures"] == "属于国家秘密 空白；新收 1〔勾稽存疑〕"


def test_excel_has_chinese_headings_and_a_byte_order_mark(searcher: Searcher) -> None:
    """Without the mark Excel takes UTF-8 for GBK."""
    heading, *_ = rows(searcher, "审查", excel=True)

    assert heading == [label for label, _ in COLUMNS.values()]


def test_no_text_is_taken_for_a_formula(searcher: Searcher) -> None:
    """The passage begins with an equals sign."""
    heading, row = rows(searcher, '"公式"')

    assert row[heading.index("text")] == "'=1+1 是公式。"


@pytest.mark.slow
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " =", "　=", "＝", "－"])
def test_whatever_it_begins_with(searcher: Searcher, start: str) -> None:
    """Also behind white space and in full width."""
    (hit, *_) = searcher.search("审查").hits
    out = io.StringIO(newline="")
    write_csv([replace(hit, title=f"{start}HYPERLINK()")], out)
    heading, row = csv.reader(io.StringIO(out.getvalue(), newline=""))

    assert row[heading.index("title")] == f"'{start}HYPERLINK()"


def test_numbers_stay_numbers(searcher: Searcher) -> None:
    """Year and score get no apostrophe."""
    heading, row = rows(searcher, '"未收到"')

    assert row[heading.index("year")] == "2020"
    assert float(row[heading.index("score")]) > 0


def test_rows_are_written_as_they_come(searcher: Searcher) -> None:
    """Each hit is in the output before the next one is asked for."""
    out = io.StringIO(newline="")
    (hit, *_) = searcher.search("审查").hits
    sizes: list[int] = []

    def watched() -> Iterator[Hit]:
        for _ in range(2):
            sizes.append(len(out.getvalue()))
            yield hit

    write_csv(watched(), out)

    assert sizes[0] < sizes[1] < len(out.getvalue())


def test_a_line_of_json_for_each_hit(searcher: Searcher) -> None:
    """One line each, whatever stands in the text."""
    out = io.StringIO()
    (hit, *_) = searcher.search("审查").hits
    odd = replace(hit, title="一\u2028二\n三")

    assert write_jsonl([odd, hit], out) == 2
    lines = out.getvalue().splitlines()
    assert [json.loads(line)["title"] for line in lines] == [odd.title, hit.title]
