"""Reports of one agency put into a real catalog, and what it then says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.model import Aspect, Finding, Passage, Report, Scope
from tests.make import CODES, figure, report


def of_year(
    year: int,
    figures: Mapping[str, str | None] | None = None,
    texts: Sequence[tuple[str, str]] = (),
    *,
    form: str = "2021",
    scope: Scope = Scope.OWN,
    path: str | None = None,
    published: str | None = None,
    agency: str = "林峪县青芷镇人民政府",
) -> Report:
    """A report with these cells and passages of (slot, text), and no findings of its own."""
    made = report(
        [text for _, text in texts],
        path=path or f"/{agency}/{year}.txt",
        year=year,
        published=published,
        agency=agency,
        figures=[figure(key, value) for key, value in (figures or {}).items()],
    )
    slots = tuple(
        Passage(slot, Aspect.OTHER, passage.text, passage.locator)
        for (slot, _), passage in zip(texts, made.passages, strict=True)
    )
    return replace(
        made,
        identity=replace(made.identity, scope=scope),
        forms=dict.fromkeys(("t2", "t3", "t4"), form),
        passages=slots,
        findings=(),
    )


def put(home: Home, *reports: Report) -> None:
    """Keep reports in one batch."""
    with batch(writable(home)) as writing:
        for item in reports:
            writing.put(item, CODES, "rules")


def remove(home: Home, path: str) -> None:
    """Forget a source in a batch."""
    with batch(writable(home)) as writing:
        writing.remove(path)


def told(home: Home) -> dict[str, tuple[Finding, ...]]:
    """What each current report says beside others, of those that say anything, by its path."""
    with open_catalog(home) as catalog:
        rows = list(catalog.current())
        findings = catalog.findings([row.version for row in rows])
        for row in rows:
            assert row.finding_keys == tuple(sorted({f.check for f in findings[row.version]}))
        return {row.path: findings[row.version] for row in rows if findings[row.version]}


def checks(home: Home) -> list[tuple[str, str]]:
    """(path, check) of every finding."""
    return [(path, found.check) for path, some in told(home).items() for found in some]


def only(home: Home) -> Finding:
    """The only finding there is."""
    ((finding,),) = told(home).values()
    return finding
