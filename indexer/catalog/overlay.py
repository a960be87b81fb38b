"""What the corrections of a version come to: what is shown in the place of what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import SimpleNamespace
from typing import Any

from indexer.catalog.corrections import finding_print
from indexer.catalog.rows import figure_columns, figure_of, finding_columns, finding_of
from indexer.model import Figure, Finding, Signed


@dataclass(frozen=True, slots=True)
class Ground:
    """The correction by which something is as it is."""

    correction: int
    signed: Signed


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that is no longer told: dismissed by a person, or unfounded after a correction."""

    finding: Finding
    by: Ground
    dismissed: bool


@dataclass(frozen=True, slots=True)
class Overlay:
    """Over one version: figures and aspects that take the place of those read, by key and `n`.

    `findings` are all of its own that hold after the corrections, None where those read still do;
    `dismissed` are prints of findings, whether or not there is such a one. `applied` are the
    corrections of figures and aspects that are in force, `finding_keys` the checks that still have
    a finding.
    """

    figures: Mapping[str, Figure]
    aspects: Mapping[int, tuple[str, Signed]]
    findings: tuple[Finding, ...] | None
    unfounded: tuple[tuple[Finding, Ground], ...]
    dismissed: Mapping[str, Ground]
    finding_keys: tuple[str, ...]
    applied: frozenset[int]

    def split(
        self, own: tuple[Finding, ...], beside: tuple[Finding, ...]
    ) -> tuple[tuple[Finding, ...], list[SetAside]]:
        """Those that are told, and those set aside, of the version's own and of those that it has
        beside other reports."""
        findings = (*(own if self.findings is None else self.findings), *beside)
        kept = tuple(f for f in findings if finding_print(f) not in self.dismissed)
        aside = [
            SetAside(finding, self.dismissed[key], dismissed=True)
            for finding in findings
            if (key := finding_print(finding)) in self.dismissed
        ]
        gone = [SetAside(finding, by, dismissed=False) for finding, by in self.unfounded]
        return kept, [*aside, *gone]


def overlay_json(overlay: Overlay) -> dict[str, Any]:
    """An overlay as the overlays table keeps it."""
    return {
        "figures": [
            {**figure_columns(figure), "signed": figure.corrected and asdict(figure.corrected)}
            for figure in overlay.figures.values()
        ],
        "aspects": [[n, aspect, asdict(by)] for n, (aspect, by) in overlay.aspects.items()],
        "findings": None
        if overlay.findings is None
        else [finding_columns(finding) for finding in overlay.findings],
        "unfounded": [[finding_columns(f), _ground_json(by)] for f, by in overlay.unfounded],
        "dismissed": [[key, _ground_json(by)] for key, by in overlay.dismissed.items()],
        "finding_keys": list(overlay.finding_keys),
        "applied": sorted(overlay.applied),
    }


def overlay_of(data: Mapping[str, Any]) -> Overlay:
    """The inverse of `overlay_json`."""
    figures = [_figure(item) for item in data["figures"]]
    findings = data["findings"]
    return Overlay(
        figures={figure.key: figure for figure in figures},
        aspects={n: (aspect, Signed(**by)) for n, aspect, by in data["aspects"]},
        findings=None if findings is None else tuple(map(_finding, findings)),
        unfounded=tuple((_finding(item), _ground(by)) for item, by in data["unfounded"]),
        dismissed={key: _ground(by) for key, by in data["dismissed"]},
        finding_keys=tuple(data["finding_keys"]),
        applied=frozenset(data["applied"]),
    )


def _figure(item: Mapping[str, Any]) -> Figure:
    signed = item["signed"]
    return figure_of(SimpleNamespace(**item), Signed(**signed) if signed else None)


def _finding(item: Mapping[str, Any]) -> Finding:
    return finding_of(SimpleNamespace(**item))


def _ground_json(ground: Ground) -> dict[str, Any]:
    return {"correction": ground.correction, **asdict(ground.signed)}


def _ground(item: Mapping[str, Any]) -> Ground:
    return Ground(item["correction"], Signed(item["by"], item["when"], item["why"]))
