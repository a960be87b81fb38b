"""What the checks find in a small report of lines and cells."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from indexer.document import Locator
from indexer.model import Figure, Finding, Identity, Kind, Level, Scope, Status
from indexer.report.findings import find
from indexer.report.material import Material
from indexer.report.sections import cut
from tests.report.lines import document

TOWNS = frozenset({"松萝镇", "青芷镇", "和平乡"})
TABLES = {"t2": "2021", "t3": "2021", "t4": "2021"}
PARTS = (
    *("一、总体情况", "（二）依申请公开", "全年办理有序。", "二、主动公开政府信息情况"),
    *("三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"),
    *("五、存在的主要问题及改进情况", "公开不够及时。", "六、其他需要报告的事项"),
    "无收取信息处理费情况。",
)


def findings(
    *lines: str,
    cells: Mapping[str, int | None] | None = None,
    forms: Mapping[str, str | None] | None = None,
    year: int = 2021,
    kind: Kind = Kind.TOWNSHIP,
    scope: Scope = Scope.OWN,
) -> list[Finding]:
    """What is found in a report of these lines; a cell of None is blank."""
    doc = document(*lines)
    outline = cut(doc, (), (), {0: "t3"})
    identity = Identity("林峪县青芷镇人民政府", "青芷镇", Level.TOWNSHIP, kind, scope, year)
    figures = {
        key: Figure(
            key,
            None if value is None else Decimal(value),
            Status.BLANK if value is None else Status.REPORTED,
            "件",
            "" if value is None else str(value),
            Locator(((0, 1),)),
        )
        for key, value in (cells or {}).items()
    }
    material = Material(
        identity,
        outline.sections,
        outline.passages,
        figures,
        TABLES if forms is None else forms,
        doc,
        TOWNS.__contains__,
    )
    return list(find(material))


def checks(*lines: str, **options: object) -> list[str]:
    return [finding.check for finding in findings(*lines, **options)]  # type: ignore[arg-type]
