"""What a home holds, for `indexer status`."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from indexer.catalog.connect import place
from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.labels import OUTCOMES
from indexer.stores.size import bytes_under, engine_of, move


def status_of(home: Home) -> dict[str, Any]:
    """The counts, the engine of the index and, where it is outgrown, the command that moves it."""
    engine = engine_of(home.index)
    with open_catalog(home) as catalog:
        counts = catalog.counts()
        return {
            "home": str(home.path.absolute()),
            "database": place(home) if home.shared else None,
            "specimen": catalog.specimen(),
            "generation": catalog.generation(),
            **counts,
            "outcomes": catalog.outcomes(),
            "bytes": bytes_under(home.path),
            "engine": engine,
            "index_bytes": bytes_under(home.index),
            "move": move(engine, counts["passages"]),
        }


def print_status(console: Console, status: dict[str, Any]) -> None:
    """The same for a person to read."""
    kind = "样例·虚构 (specimens)" if status["specimen"] else ""
    console.print(f"{status['home']}  {kind}", markup=False)
    if status["database"]:
        console.print(f"目录库 catalog {status['database']}", markup=False)
    console.print(
        f"报告 reports {status['reports']}，段落 passages {status['passages']}，"
        f"来源 sources {status['sources']}，第 {status['generation']} 代 generation，"
        f"{status['bytes'] / 1e6:.1f} MB",
        markup=False,
    )
    console.print(
        f"索引 index {status['engine'] or '—'}，{status['index_bytes'] / 1e6:.1f} MB", markup=False
    )
    if status["move"]:
        console.print(
            f"  已超过 whoosh 适用的规模，见 docs/engines.md (outgrown)  → {status['move']}",
            markup=False,
        )
    for outcome, count in status["outcomes"].items():
        console.print(f"  {OUTCOMES[outcome]} {count}", markup=False)
