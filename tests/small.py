"""A small report, a folder that holds it, and a home to add it to."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.catalog.rows import ReportRow
from indexer.home import Home

REPORT = """永安市贡川镇人民政府2021年政府信息公开工作年度报告

本报告中所列数据的统计期限自2021年1月1日起至2021年12月31日止。

一、总体情况

（一）主动公开情况。全年主动公开政府信息{count}条，公开前一律做保密审查。

六、其他需要报告的事项

本年度没有收取信息处理费。
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty place for a home."""
    return Home(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good report."""
    path = tmp_path / "reports"
    path.mkdir()
    (path / "gongchuan.txt").write_text(REPORT.format(count=24), "utf-8")
    return path


def searched(home: Home) -> list[ReportRow]:
    """The reports of a home."""
    with open_catalog(home) as catalog:
        return list(catalog.current())
