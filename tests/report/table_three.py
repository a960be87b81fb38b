"""A small table 三 and what was read of it, for tests that change a row."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.report.figures import FigureReading, read_figures
from tests.printing import figure_keys
from tests.report.grids import document

ONES = {key: "1" for generation in ("2019", "2021") for key in figure_keys(generation)}
HEADS = [
    ["", "申请人情况"],
    ["", "自然人", "法人或其他组织", "总计"],
    ["", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
]
T3 = [
    *HEADS,
    ["一、本年新收政府信息公开申请数量", *"5300019"],
    ["二、上年结转政府信息公开申请数量", *"1000001"],
    ["三、本年度办理结果", "（一）予以公开", *"4300018"],
    ["", "（七）总计", *"4300018"],
    ["四、结转下年度继续办理", *"2000002"],
]


def t3(*rows: Sequence[str]) -> FigureReading:
    """Table 三 flattened, with rows in the place of those of the same label."""
    labels = {next(text for text in row if text): list(row) for row in rows}
    return read_figures(document([labels.get(row[0], row) for row in T3], exact=False))


def cells(reading: FigureReading, row: str) -> list[str | int]:
    """The seven cells of a row: the value, or the status of one that has none."""
    figures = [figure for key, figure in reading.figures.items() if key.startswith(f"t3.{row}.")]
    return [f.status.value if f.value is None else int(f.value) for f in figures]


NEW = "一、本年新收政府信息公开申请数量"
