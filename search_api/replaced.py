"""What is said of a report that is searched no more: replaced, taken out, or never there.

An index may lag behind the catalog that several machines write to, and a link may be old.
"""

from __future__ import annotations

from indexer.catalog.naming import REPORT_ID
from indexer.catalog.read import Catalog
from indexer.errors import NoSuchReport
from search_api.notices import shown
from search_api.syntax import without_surrogates


def no_such_report(catalog: Catalog, asked: str, otherwise: str) -> NoSuchReport:
    """The error for a name that finds none, with the way to what is there now.

    `otherwise` is the next step where the name is not that of a report there once was.
    """
    name = shown(without_surrogates(asked))
    gone = catalog.gone(asked) if REPORT_ID.fullmatch(asked) else []
    if not gone:
        return NoSuchReport(f"没有报告叫“{name}” (no such report).", otherwise)
    now = catalog.instead(gone)
    if not now:
        return NoSuchReport(f"报告“{name}”已移出 (was taken out).", otherwise)
    told = "、".join(f"{row.address}（{row.agency} {row.year}）" for row in now)
    return NoSuchReport(f"报告“{name}”的这一版已被替换 (was replaced).", f"现在的是 {told}。")
