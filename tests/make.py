"""The smallest reports that show a point, made without reading a file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from indexer.document import Document, Locator, Paragraph
from indexer.model import (
    Aspect,
    Evidence,
    Figure,
    Finding,
    Given,
    Identity,
    Kind,
    Level,
    Origin,
    Passage,
    Published,
    Report,
    Scope,
    Section,
    Severity,
    Source,
    Status,
)

CODES = {"溟州省": "99", "霁川市": "9901", "林峪县": "990121", "青芷镇": "990121101"}


def figure(key: str, value: str | None, status: Status = Status.REPORTED) -> Figure:
    """A figure as read from a cell."""
    return Figure(key, None if value is None else Decimal(value), status, "件", value)


def report(
    texts: Sequence[str],
    *,
    path: str = "/reports/a.txt",
    agency: str = "林峪县青芷镇人民政府",
    year: int = 2020,
    published: str | None = None,
    slot: str = "overview.proactive",
    aspect: Aspect = Aspect.ACCOUNT,
    topics: tuple[str, ...] = (),
    figures: Sequence[Figure] = (),
    specimen: bool = False,
) -> Report:
    """A report with one passage for each text."""
    whole, spans = "", []
    for text in texts:
        spans.append((len(whole), len(whole) + len(text)))
        whole += text + "\n"
    document = Document("txt", whole, tuple(Paragraph((span,)) for span in spans))
    body = (path + whole + (published or "")).encode()
    digest = hashlib.sha256(agency.encode()).hexdigest()[:8]
    return Report(
        id=f"990121101-{digest}-own-{year}",
        title=f"{agency}{year}年政府信息公开工作年度报告",
        source=Source(
            path, hashlib.sha256(body).hexdigest(), len(body), "txt", Given(specimen=specimen)
        ),
        identity=Identity(
            agency=agency,
            name_in_report=agency,
            level=Level.TOWNSHIP,
            kind=Kind.TOWNSHIP,
            scope=Scope.OWN,
            year=year,
            period=(f"{year}-01-01", f"{year}-12-31"),
            published=Published(published, "given") if published else None,
            province="溟州省",
            prefecture="霁川市",
            county="林峪县",
            township="青芷镇",
            code="990121101",
            evidence=(Evidence("title", agency, Locator(((0, 1),))),),
        ),
        forms={"t2": "2019", "t3": "2019", "t4": None},
        sections=(Section(slot, "一", "总体情况", 0, None, tuple(range(len(texts)))),),
        passages=tuple(
            Passage(slot, aspect, text, Locator((span,)), topics)
            for text, span in zip(texts, spans, strict=True)
        ),
        figures={item.key: item for item in figures},
        findings=(
            Finding(
                "t3_flow",
                Severity.ERROR,
                Origin.REPORT,
                "收办结转不平。",
                "Flow does not add up.",
                (Evidence("figure", "1", None, "t3.new_received.total"),),
            ),
        ),
        notices=(),
        document=document,
    )
