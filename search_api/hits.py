"""From what an engine ranked to hits that can be shown: joined with the catalog."""

from __future__ import annotations

from indexer.catalog.beside import HeadRow
from indexer.catalog.read import Catalog
from indexer.catalog.rows import PassageRow
from search_api.asked import asked_keys, with_asked
from search_api.engines.base import REPORT, Matches, Ranked, Request
from search_api.headline import IDENTITIES, disputed_keys, headline, headline_keys
from search_api.results import Found, Hit, HitFigure, Links
from search_api.snippets import snippet
from search_api.tree import Node


def hits_of(catalog: Catalog, request: Request, matches: Matches, width: int) -> tuple[Hit, ...]:
    """The hits in order. One whose version is gone from the catalog is left out."""
    versions = {ranked.version for ranked in matches.hits}
    wanted = {(r.version, n) for r in matches.hits for n, _ in _shown(r)}
    reports = catalog.heads(versions)
    passages = catalog.passages(wanted)
    asked = asked_keys(request.query)
    keys = {key for row in passages.values() for key in headline_keys(row.slot, row.topics)}
    figures = catalog.values(versions, keys.union(asked))
    broken = [row.version for row in reports.values() if IDENTITIES.keys() & {*row.finding_keys}]
    findings = catalog.findings(broken) if broken else {}
    disputed = {version: disputed_keys(findings.get(version, ())) for version in versions}
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
        own, doubted = figures[ranked.version], disputed[ranked.version]
        shown = with_asked(asked, own, doubted, headline(best.slot, best.topics, own, doubted))
        found = tuple(
            found_passage(report, row, score, request.query, width) for row, score in rows
        )
        total = ranked.passage_total
        hits.append(hit(report, found, shown, total if request.unit == REPORT else None))
    return tuple(hits)


def _shown(ranked: Ranked) -> tuple[tuple[int, float], ...]:
    """The passages that a hit shows, its best first."""
    return ranked.passages or ((ranked.n, ranked.score),)


def found_passage(report: HeadRow, row: PassageRow, score: float, query: Node, width: int) -> Found:
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
    report: HeadRow,
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
