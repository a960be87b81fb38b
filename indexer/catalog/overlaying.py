"""A version and its corrections → its overlay."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection, delete, insert, select

from indexer.catalog.base import Base, base_of, report_of_base
from indexer.catalog.corrections import (
    Correction,
    CorrectionKind,
    belonging,
    figure_read,
    finding_print,
    kinds_of,
    may_be_corrected,
    passage_prints,
)
from indexer.catalog.overlay import Ground, Overlay, overlay_json
from indexer.catalog.reexamine import Reexamined, material_of, reexamine
from indexer.catalog.rows import finding_of
from indexer.catalog.schema import CROSS_FINDINGS, OVERLAYS
from indexer.forms.form import TABLES, canonical_keys, columns
from indexer.model import Aspect, Figure, Finding, Passage, Signed, Status
from indexer.report.derived import derive

_DERIVED = "d."


def lay_over_all(connection: Connection, versions: Collection[int]) -> None:
    """Do so for those versions that any correction may hang on."""
    for version in may_be_corrected(connection, versions):
        lay_over(connection, version)


def lay_over(connection: Connection, version: int) -> None:
    """Compute what the corrections come to for a version, and keep that."""
    connection.execute(delete(OVERLAYS).where(OVERLAYS.c.version == version))
    corrections = [
        correction
        for correction in belonging(connection, version)
        if correction.target.kind is not CorrectionKind.IDENTITY
    ]
    if corrections:
        overlay = overlay_over(
            base_of(connection, version), corrections, _beside(connection, version)
        )
        connection.execute(insert(OVERLAYS).values(version=version, data=overlay_json(overlay)))


def _beside(connection: Connection, version: int) -> tuple[Finding, ...]:
    columns = CROSS_FINDINGS.c
    rows = connection.execute(select(CROSS_FINDINGS).where(columns.version == version))
    return tuple(map(finding_of, rows))


def overlay_over(
    base: Base, corrections: Sequence[Correction], beside: Sequence[Finding]
) -> Overlay:
    """What corrections, in the order in which they were told, come to for a version.

    `beside` are the findings that it has beside other reports, which may be dismissed as well.
    """
    by_figure = _figures(base, corrections)
    by_passage = _aspects(base, corrections)
    corrected = {key: figure for key, (figure, _) in by_figure.items()}
    derived = _derived(base.figures, corrected) if corrected else {}
    aspects = {n: (one.value or "", one.signed) for n, one in by_passage.items()}
    sources = [*(one for _, one in by_figure.values()), *by_passage.values()]
    reexamined = _reexamined(base, {**corrected, **derived}, aspects) if sources else None
    holding = base.findings if reexamined is None else reexamined.holding
    dismissed = {
        one.target.key: Ground(one.id, one.signed)
        for one in kinds_of(corrections, CorrectionKind.FINDING)
    }
    return Overlay(
        figures={**corrected, **derived},
        aspects=aspects,
        findings=None if reexamined is None else holding,
        unfounded=tuple(
            (finding, _cause([g.figure for g in finding.evidence], by_figure, sources))
            for finding in (reexamined.unfounded if reexamined else ())
        ),
        dismissed=dismissed,
        finding_keys=tuple(
            sorted({f.check for f in (*holding, *beside) if finding_print(f) not in dismissed})
        ),
        applied=frozenset(one.id for one in sources),
    )


def _figures(base: Base, corrections: Sequence[Correction]) -> dict[str, tuple[Figure, Correction]]:
    """The corrected figures; of several corrections of one the last that applies counts.

    One applies to the bytes it was told of, and otherwise where the same was read.
    """
    found = {}
    for one in kinds_of(corrections, CorrectionKind.FIGURE):
        read = base.figures.get(one.target.key)
        if one.target.sha256 == base.row.sha256 or one.target.was == figure_read(read):
            figure = read or Figure(one.target.key, None, Status.MISSING)
            value = None if one.value is None else Decimal(one.value)
            found[figure.key] = (
                replace(
                    figure,
                    value=value,
                    status=Status.CORRECTED,
                    unit=figure.unit or unit_of(figure.key),
                    corrected=one.signed,
                ),
                one,
            )
    return found


def unit_of(key: str) -> str | None:
    """The unit in which the form counts a cell; None for what is no cell."""
    table, column = key.partition(".")[0], key.rpartition(".")[2]
    if table not in TABLES or key not in canonical_keys(table):
        return None
    return columns(table)[column].unit


def _aspects(base: Base, corrections: Sequence[Correction]) -> dict[int, Correction]:
    """The last correction of each passage that still has the words it was told of."""
    prints = passage_prints(passage.text for passage in base.passages)
    places = {key: passage.n for key, passage in zip(prints, base.passages, strict=True)}
    return {
        places[one.target.key, one.target.n]: one
        for one in kinds_of(corrections, CorrectionKind.ASPECT)
        if (one.target.key, one.target.n) in places
    }


def _derived(read: Mapping[str, Figure], corrected: Mapping[str, Figure]) -> dict[str, Figure]:
    """The derived figures that the corrected ones make different."""
    cells = {key: figure for key, figure in read.items() if not key.startswith(_DERIVED)}
    derived = derive({**cells, **corrected})
    return {key: figure for key, figure in derived.items() if figure != read.get(key)}


def _reexamined(
    base: Base, figures: Mapping[str, Figure], aspects: Mapping[int, tuple[str, Signed]]
) -> Reexamined:
    report = report_of_base(base)
    passages: list[Passage] = [
        replace(passage, aspect=Aspect(aspects[n][0])) if n in aspects else passage
        for n, passage in enumerate(report.passages, 1)
    ]
    return reexamine(
        material_of(report, report.figures, report.passages),
        material_of(report, {**report.figures, **figures}, passages),
        base.findings,
    )


def _cause(
    keys: Sequence[str | None],
    by_figure: Mapping[str, tuple[Figure, Correction]],
    sources: Sequence[Correction],
) -> Ground:
    """The correction of one of a finding's own cells, else the last one told."""
    own = [by_figure[key][1] for key in keys if key is not None and key in by_figure]
    cause = max(own or sources, key=lambda one: one.id)
    return Ground(cause.id, cause.signed)
