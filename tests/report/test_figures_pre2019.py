"""The statistics tables of reports before 2019 are kept as they stand, under keys of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indexer.model import Status
from indexer.report.figures import read_figures
from tests.report.grids import document

FUJIAN = [
    ["指标名称", "计量单位", "本年度", "历年累计"],
    ["主动公开文件数", "条", "120", "900"],
    ["其中：1.政府网站公开数", "条", "118", "880"],
    ["受理依申请公开信息总数", "件", "5", "31"],
    ["其中：1.当面申请数", "件", "2", ""],
    ["政府信息公开收费减免金额", "元", "0", "0"],
    ["某项未知指标", "件", "1", "2"],
]
NATIONAL = [
    ["统 计 指 标", "单位", "统计数"],
    ["一、主动公开情况", "——", "——"],
    ["（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "300"],
    ["（一）收到申请数", "件", "4"],
    ["四、行政复议数量", "件", "3"],
    ["（一）维持具体行政行为数", "件", "2"],
    ["（二）被依法纠错数", "件", "1"],
    ["五、行政诉讼数量", "件", "5"],
    ["（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "4"],
    ["（二）被依法纠错数", "件", "0"],
    ["（四）政府信息公开专项经费", "万元", "1.5"],
]


@pytest.mark.parametrize("exact", [True, False])
def test_label_unit_value_and_running_total(exact: bool) -> None:
    """The Fujian table; a blank stays a blank, an unknown label is a notice."""
    reading = read_figures(document(FUJIAN, exact=exact))
    figures = reading.figures

    assert reading.tables == {0: "appendix"}
    assert figures["pre.proactive.total"].value == 120
    assert figures["pre.proactive.total"].unit == "条"
    assert figures["pre.proactive.total.cumulative"].value == 900
    assert figures["pre.proactive.website"].value == 118
    assert figures["pre.received.total"].value == 5
    assert figures["pre.received.in_person.cumulative"].value is None
    assert figures["pre.fees.charged_and_waived"].unit == "元"
    assert [n.code for n in reading.notices if n.code != "short_row"] == ["unknown_indicator"]
    assert reading.forms == dict.fromkeys(("t2", "t3", "t4"), "pre2019")


def test_labels_that_occur_twice_belong_to_their_part() -> None:
    """被依法纠错数 under 复议 and under 诉讼."""
    figures = read_figures(document(NATIONAL)).figures

    assert figures["pre.review.corrected"].value == 1
    assert figures["pre.litigation.corrected"].value == 0
    assert figures["pre.litigation.upheld"].value == 4
    assert (Decimal("1.5"), "万元") == (
        figures["pre.organisation.funds"].value,
        figures["pre.organisation.funds"].unit,
    )
    assert all(f.status is Status.REPORTED for f in figures.values())


def test_fewer_than_three_known_rows_are_no_appendix() -> None:
    """Any table may have a column 单位."""
    assert not read_figures(document([FUJIAN[0], FUJIAN[1], FUJIAN[-1]])).figures
