"""Searching what `indexer` has gathered: query, hits with linked figures, export and citation.

What is imported here is what a program may rely on; `search_api.session` opens a home to search.
"""

from search_api.cite import Citation, cite
from search_api.export import write_csv, write_jsonl
from search_api.notices import Notice
from search_api.report_view import AgencyView, AgencyYear, agency_view, find_report
from search_api.results import (
    Bucket,
    Facet,
    Found,
    Hit,
    HitFigure,
    Links,
    Mark,
    SearchResult,
    Snippet,
)
from search_api.search import Searcher, SearchOptions
from search_api.shapes import hit_json, result_json
from search_api.syntax import Parsed, parse
from search_api.written import to_text

__all__ = [
    "AgencyView",
    "AgencyYear",
    "Bucket",
    "Citation",
    "Facet",
    "Found",
    "Hit",
    "HitFigure",
    "Links",
    "Mark",
    "Notice",
    "Parsed",
    "SearchOptions",
    "SearchResult",
    "Searcher",
    "Snippet",
    "agency_view",
    "cite",
    "find_report",
    "hit_json",
    "parse",
    "result_json",
    "to_text",
    "write_csv",
    "write_jsonl",
]
