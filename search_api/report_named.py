"""The report that an address names by its id, exactly."""

from __future__ import annotations

from indexer.catalog.naming import REPORT_ID
from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.errors import SeveralReports
from search_api.replaced import no_such_report


def report_named(catalog: Catalog, id: str) -> ReportRow:
    """The version called `id` or `id~sha8`, unlike `find_report` by nothing else.

    Raises NoSuchReport, or SeveralReports where the `sha8` is too short to tell two apart.
    """
    found = catalog.find(id=id) if REPORT_ID.fullmatch(id) else []
    if not found:
        raise no_such_report(catalog, id, "可从检索结果打开报告。")
    if len(found) > 1:
        told = "、".join(row.address for row in found)
        raise SeveralReports(f"“{id}”可指多份报告 (several reports): {told}.", "请写明其一。")
    return found[0]
