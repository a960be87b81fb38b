"""Datasette over the same passages: SQLite FTS5 over characters set apart by spaces.

Its table page does not rank, and each facet there asks the index anew, which took two to three
times as long. So it is given what its manual has for such cases, a canned query, which ranks,
counts and takes ten hits in one statement. The number of a passage holds that of its report, so
that facets of reports need no join a passage. The file is immutable, optimized and analyzed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from indexer.catalog.read import Catalog
from indexer.text import normal

KEY = "datasette"
_FILE = "passages.db"
_METADATA = "metadata.json"
_A_REPORT = 10_000  # more passages than a report has
_TABLES = """
CREATE TABLE reports(
    id INTEGER PRIMARY KEY, report TEXT, title TEXT, agency TEXT, year INTEGER, region TEXT,
    level TEXT
);
CREATE TABLE passages(id INTEGER PRIMARY KEY, section TEXT, aspect TEXT, topics TEXT, text TEXT);
CREATE TABLE topics(id INTEGER, topic TEXT, PRIMARY KEY (id, topic)) WITHOUT ROWID;
CREATE VIRTUAL TABLE searched USING fts5(characters, content='');
"""
_DONE = """
INSERT INTO searched(searched) VALUES ('optimize');
CREATE INDEX reports_year ON reports(year);
ANALYZE;
"""
_SEARCH = f"""
WITH found AS MATERIALIZED (
    SELECT rowid AS id, rowid / {_A_REPORT} AS report, bm25(searched) AS score
    FROM searched WHERE searched MATCH :q %s
),
hits AS (
    SELECT reports.*, section, aspect, topics, text, best.score AS score
    FROM (SELECT * FROM found ORDER BY score LIMIT 10) AS best
    JOIN passages ON passages.id = best.id JOIN reports ON reports.id = best.report
    ORDER BY best.score
),
held AS MATERIALIZED (
    SELECT year, region, level, n
    FROM (SELECT report, count(*) AS n FROM found GROUP BY 1) AS counted
    JOIN reports ON reports.id = counted.report
)
SELECT
    (SELECT count(*) FROM found) AS total,
    (SELECT json_group_array(json_object(
        'report', report, 'title', title, 'agency', agency, 'year', year, 'region', region,
        'level', level, 'section', section, 'aspect', aspect, 'topics', json(topics),
        'text', text, 'score', score)) FROM hits) AS hits,
    {{}}
"""
_FACET = """(SELECT json_group_array(json_array({0}, n)) FROM (
        SELECT {0}, sum(n) AS n FROM held GROUP BY 1 ORDER BY 2 DESC LIMIT 30)) AS {0}"""
_TOPIC = """(SELECT json_group_array(json_array(topic, n)) FROM (
        SELECT topic, count(*) AS n FROM found JOIN topics USING (id)
        GROUP BY 1 ORDER BY 2 DESC LIMIT 30)) AS topic"""
_OF_YEAR = f"AND rowid / {_A_REPORT} IN (SELECT id FROM reports WHERE year = :year)"
_FACETS = ", ".join([*(_FACET.format(field) for field in ("year", "region", "level")), _TOPIC])
_QUERIES = {
    "search": (_SEARCH % "").format(_FACETS),
    "search_year": (_SEARCH % _OF_YEAR).format(_FACETS),
}


def build(folder: Path, catalog: Catalog) -> None:
    """The database of all passages that are searched, and what Datasette is told of it."""
    with closing(sqlite3.connect(folder / _FILE)) as connection:
        connection.executescript(_TABLES)
        for number, row in enumerate(catalog.current(), 1):
            connection.execute(
                "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, row.id, row.title, row.agency, row.year, row.code, row.level),
            )
            for passage in catalog.passages_of(row.version):
                key = number * _A_REPORT + passage.n
                topics = json.dumps(passage.topics)
                connection.execute(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
                    (key, passage.slot, passage.aspect, topics, passage.text),
                )
                connection.executemany(
                    "INSERT INTO topics VALUES (?, ?)", ((key, topic) for topic in passage.topics)
                )
                connection.execute(
                    "INSERT INTO searched(rowid, characters) VALUES (?, ?)",
                    (key, " ".join(normal(passage.text))),
                )
        connection.executescript(_DONE)
        connection.commit()
    queries = {name: {"sql": sql} for name, sql in _QUERIES.items()}
    told = {"databases": {"passages": {"queries": queries}}}
    (folder / _METADATA).write_text(json.dumps(told), "utf-8")


def arguments(folder: Path, port: int) -> Sequence[str]:
    """The command that serves the folder, after the interpreter."""
    settings = {
        "sql_time_limit_ms": 60_000,
        "num_sql_threads": 3,
        "cache_size_kb": 200_000,
        "suggest_facets": "off",
    }
    told = [word for name, value in settings.items() for word in ("--setting", name, f"{value}")]
    files = ["-i", f"{folder / _FILE}", "-m", f"{folder / _METADATA}"]
    return ["-m", "datasette", "serve", *files, "-p", f"{port}", *told]


def path(literals: Sequence[str], year: int | None) -> str:
    """Where passages that hold all the literals are asked for."""
    match = " AND ".join('"' + " ".join(literal) + '"' for literal in literals)
    if year is None:
        return "/passages/search.json?" + urlencode({"q": match, "_shape": "array"})
    asked = {"q": match, "year": year, "_shape": "array"}
    return "/passages/search_year.json?" + urlencode(asked)


def total(body: str) -> int:
    """How many passages an answer says there are."""
    return int(json.loads(body)[0]["total"])
