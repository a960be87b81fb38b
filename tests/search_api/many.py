"""Reports of many agencies with a few figures each, for what adds them up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.model import Evidence, Figure, Finding, Kind, Level, Origin, Report, Scope, Severity
from indexer.model import Status as S
from tests.make import report

NAMES = {"98": "澜州省", "9801": "砚川市", "9802": "岚川市", "980121": "青溪县", "980122": "柘溪县"}
NAMES |= {"980221": "蓼溪县", "980121100": "笛镇", "980122100": "鹭镇"}
CODES = {name: code for code, name in NAMES.items()}
LEVELS = {2: Level.PROVINCE, 4: Level.PREFECTURE, 6: Level.COUNTY, 9: Level.TOWNSHIP}
FORM_OF_YEAR = {2018: "pre2019", 2019: "2019", 2020: "2019", 2021: "2021", 2022: "2021"}

Told = str | S


def seen(*items: object) -> tuple[object, ...]:
    """The items, to be held against numbers of any type."""
    return items


def figures(values: Mapping[str, Told], unit: str | None = "件") -> list[Figure]:
    """A figure for each key: with a value, or with the status that says why not."""
    return [
        Figure(key, None, told, unit)
        if isinstance(told, S)
        else Figure(key, Decimal(told), S.REPORTED, unit, told)
        for key, told in values.items()
    ]


def one(
    agency: str,
    code: str | None,
    year: int,
    values: Mapping[str, Told] | Sequence[Figure],
    *,
    kind: Kind = Kind.DEPARTMENT,
    scope: Scope = Scope.OWN,
    form: str | None = "of the year",
    disputed: str | None = None,
) -> Report:
    """A report; `disputed` names a figure that a broken identity covers."""
    read = figures(values) if isinstance(values, Mapping) else list(values)
    made = report(["做好公开。"], path=f"/{code}/{agency}/{scope}/{year}", agency=agency, year=year)
    digest = hashlib.sha256(agency.encode()).hexdigest()[:8]
    part = "all" if scope is Scope.AGGREGATE else "own"
    held = FORM_OF_YEAR.get(year) if form == "of the year" else form
    places = {len(start): NAMES[start] for start in NAMES if (code or "").startswith(start)}
    finding = Finding(
        "t3_flow",
        Severity.ERROR,
        Origin.REPORT,
        "收办结转不平。",
        "Flow does not add up.",
        (Evidence("figure", "1", None, disputed),),
    )
    return replace(
        made,
        id=f"{code or 'x'}-{digest}-{part}-{year}",
        identity=replace(
            made.identity,
            level=LEVELS.get(len(code or ""), Level.UNKNOWN),
            kind=kind,
            scope=scope,
            province=places.get(2),
            prefecture=places.get(4),
            county=places.get(6),
            township=places.get(9),
            code=code,
        ),
        forms=dict.fromkeys(("t2", "t3", "t4"), held),
        figures={figure.key: figure for figure in read},
        findings=(finding,) if disputed else (),
    )


@contextmanager
def catalog_of(folder: Path, reports: Sequence[Report]) -> Iterator[Catalog]:
    """A catalog of these reports."""
    home = Home(folder / "home")
    with batch(writable(home)) as writing:
        for item in reports:
            writing.put(item, CODES, "rules")
    with open_catalog(home) as opened:
        yield opened
