"""From what an engine ranked to hits that can be shown: joined with the catalog."""

from __future__ import annotations

from indexer.catalog.read import Catalog
from indexer.catalog.rows import PassageRow, ReportRow
from search_api.engines.base import REPORT, Matches, Ranked, Request
from search_api.headline import HEADLINE_KEYS, disputed_keys, headline
from search_api.results import Found, Hit, HitFigure, Links
from search_api.snippets import snippet
from search_api.tree import Node


def hits_of(catalog: Catalog, request: Request, matches: Matches, width: int) -> tuple[Hit, ...]:
    """The hits in order. One whose version is gone from the catalog is left out."""
    versions = {ranked.version for ranked in matches.hits}
    wanted = {(r.version, n) for r in matches.hits for n, _ in _shown(r)}
    reports = catalog.reports(versions)
    passages = catalog.passages(wanted)
    figures = catalog.figures(versions, HEADLINE_KEYS)
    findings = catalog.findings(versions)
    disputed = {version: disputed_keys(found) for version, found in findings.items()}
    hits = []
    for ranked in matches.hits:
        report = reports.get(ranked.version)
        rows = [
            (passages[ranked.version, n], score)
            for n, score in _shown(ranked)
            if (ranked.version, n) in passages
        ]
        if report is None or not rows:
            continue
        best = rows[0][0]
        shown = headline(best.slot, best.topics, figures[ranked.version], disputed[ranked.version])
        found = tuple(
            found_passage(report, row, score, request.query, width) for row, score in rows
        )
        total = ranked.passage_total
        hits.append(hit(report, found, shown, total if request.unit == REPORT else None))
    return tuple(hits)


def _shown(ranked: Ranked) -> tuple[tuple[int, float], ...]:
    """The passages that a hit shows, its best first."""
    return ranked.passages or ((ranked.n, ranked.score),)


def found_passage(
    report: ReportRow, row: PassageRow, score: float, query: Node, width: int
) -> Found:
    """One passage as it is shown for a query."""
    return Found(
        passage=f"{report.address}#{row.id}",
        score=score,
        slot=row.slot,
        aspect=row.aspect,
        topics=row.topics,
        text=row.text,
        snippet=snippet(row.text, query, width),
    )


def hit(
    report: ReportRow,
    found: tuple[Found, ...],
    figures: tuple[HitFigure, ...],
    total: int | None,
) -> Hit:
    """A passage in its report, or with a total of passages the report with its best ones."""
    page = f"/reports/{report.address}"
    return Hit(
        report=report.address,
        title=report.title,
        agency=report.agency,
        year=report.year,
        kind=report.kind,
        level=report.level,
        scope=report.scope,
        code=report.code,
        published=report.published,
        region=tuple(name for _, name in report.places),
        specimen=report.specimen,
        best=found[0],
        figures=figures,
        links=Links(
            report=page,
            passage=f"/reports/{found[0].passage}",
            figures=f"{page}/figures",
            source=report.url,
        ),
        passages=() if total is None else found,
        passage_total=total or 0,
    )
