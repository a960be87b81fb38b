"""A result as the JSON that others rely on: `search --json`, `GET /api/search`."""

from __future__ import annotations

from typing import Any

from indexer.shapes import number
from search_api.notices import Notice
from search_api.results import Bucket, Facet, Found, Hit, HitFigure, SearchResult


def notice_json(notice: Notice) -> dict[str, Any]:
    """A notice with its place in the query."""
    span = list(notice.span) if notice.span else None
    return {"code": notice.code, "message": notice.message, "span": span}


def result_json(result: SearchResult) -> dict[str, Any]:
    """One result. Keys are only ever added."""
    return {
        "query": result.query,
        "unit": result.unit,
        "total": result.total,
        "total_relation": result.total_relation,
        "literal_total": result.literal_total,
        "partial": result.partial,
        "took_ms": result.took_ms,
        "engine": result.engine,
        "generation": result.generation,
        "hits": [hit_json(hit) for hit in result.hits],
        "facets": {key: facet_json(found) for key, found in result.facets.items()},
        "notices": [notice_json(notice) for notice in result.notices],
        "next": result.next,
    }


def count_json(result: SearchResult) -> dict[str, Any]:
    """How many hits there are. Keys are only ever added."""
    return {
        "total": result.total,
        "total_relation": result.total_relation,
        "literal_total": result.literal_total,
        "unit": result.unit,
    }


def counts_json(result: SearchResult) -> dict[str, Any]:
    """How many hits there are and which values they have. Keys are only ever added."""
    told = result_json(result)
    return {name: told[name] for name in told if name not in ("hits", "next")}


def hit_json(hit: Hit) -> dict[str, Any]:
    """One hit; `specimen` stands where it is true, `passages` with unit report."""
    data: dict[str, Any] = {
        "report": hit.report,
        "passage": hit.best.passage,
        "score": hit.best.score,
        "title": hit.title,
        "agency": hit.agency,
        "year": hit.year,
        "kind": hit.kind,
        "region": list(hit.region),
        **_found_json(hit.best),
        "figures": {figure.key: _figure_json(figure) for figure in hit.figures},
        "links": {
            "report": hit.links.report,
            "passage": hit.links.passage,
            "figures": hit.links.figures,
            "source": hit.links.source,
        },
    }
    if hit.passages:
        data["passages"] = [
            {"passage": found.passage, "score": found.score, **_found_json(found)}
            for found in hit.passages
        ]
        data["passage_total"] = hit.passage_total
    if hit.specimen:
        data["specimen"] = True
    return data


def line_json(hit: Hit) -> dict[str, Any]:
    """One hit as a line of `--jsonl`: with the whole text of its passage."""
    return {**hit_json(hit), "text": hit.best.text}


def _found_json(found: Found) -> dict[str, Any]:
    return {
        "slot": found.slot,
        "aspect": found.aspect,
        "topics": list(found.topics),
        "snippet": found.snippet.text,
        "marks": [[mark.start, mark.end] for mark in found.snippet.marks],
    }


def _figure_json(figure: HitFigure) -> dict[str, Any]:
    data: dict[str, Any] = {
        "label": figure.label,
        "value": number(figure.value),
        "status": figure.status,
    }
    return {**data, "disputed": True} if figure.disputed else data


def facet_json(facet: Facet) -> list[dict[str, Any]]:
    """A facet's buckets; `children` and `literal` stand where there are any."""
    return [_bucket_json(bucket) for bucket in facet.buckets]


def _bucket_json(bucket: Bucket) -> dict[str, Any]:
    value, count, selected, label, children, literal = bucket
    data: dict[str, Any] = {"value": value, "label": label, "count": count, "selected": selected}
    if literal is not None:
        data["literal"] = literal
    if children:
        data["children"] = list(map(_bucket_json, children))
    return data
