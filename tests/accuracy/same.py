"""What a report says, and where two readings of one report differ."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.divisions import Divisions, load_divisions
from indexer.document import Refusal
from indexer.model import Figure, Report, Source, Status
from indexer.readers.assemble import BROKEN
from indexer.readers.read import read
from indexer.report.build import build
from indexer.text import normal
from tests.accuracy.score import WITHHELD

_IDENTITY = ("agency", "name_in_report", "level", "kind", "scope", "year", "period", "code")
_KNOWN = frozenset({Status.REPORTED, Status.RECOVERED})


@dataclass(frozen=True, slots=True)
class Said:
    """Everything in which two files of one report must agree.

    Passages are compared as they are matched, so white space beside Han makes no difference.
    """

    identity: Mapping[str, object]
    sections: tuple[tuple[str, str | None], ...]
    passages: tuple[tuple[str, str, str], ...]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Difference:
    """How the second of two readings departs from the first; all empty where it does not.

    `identity` names its parts; passages are `lost` or `added`; of the figures `withheld` have no
    number where the first has one and claim nothing instead, `wrong` ones say something else.
    """

    identity: tuple[str, ...] = ()
    sections: bool = False
    lost: tuple[tuple[str, str, str], ...] = ()
    added: tuple[tuple[str, str, str], ...] = ()
    withheld: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@cache
def _divisions() -> Divisions:
    return load_divisions(())


def report(data: bytes, name: str) -> Report | Refusal:
    """The report that the bytes of a file are, or why they are none."""
    document = read(data, name)
    if isinstance(document, Refusal):
        return document
    digest = hashlib.sha256(data).hexdigest()
    return build(document, Source(name, digest, len(data), document.format), _divisions())


@cache
def report_at(path: Path) -> Report | Refusal:
    """The report of a file, read once."""
    return report(path.read_bytes(), path.name)


def said(told: Report, lost: str = "") -> Said:
    """What a report says, without the places it was read at.

    A character that is `lost` in a format is told as broken; the id then says nothing.
    """
    identity = {name: getattr(told.identity, name) for name in _IDENTITY}
    parts: dict[str, object] = {"id": told.id, "title": normal(told.title), **identity}
    if lost and lost in told.title:
        texts = {name: _broken(part, lost) for name, part in parts.items() if isinstance(part, str)}
        parts = {**parts, **texts}
        del parts["id"]
    return Said(
        parts,
        tuple((section.slot, section.number) for section in told.sections),
        tuple((_broken(normal(p.text), lost), p.slot, p.aspect.value) for p in told.passages),
        told.figures,
    )


def _broken(text: str, lost: str) -> str:
    return text.replace(lost, BROKEN) if lost else text


def difference(first: Said, second: Said) -> Difference:
    """Where the second reading says something else."""
    keys = sorted({*first.figures, *second.figures})
    verdicts = {key: _verdict(first.figures.get(key), second.figures.get(key)) for key in keys}
    return Difference(
        tuple(key for key, part in first.identity.items() if second.identity[key] != part),
        first.sections != second.sections,
        _without(first.passages, second.passages),
        _without(second.passages, first.passages),
        tuple(key for key, verdict in verdicts.items() if verdict == "withheld"),
        tuple(key for key, verdict in verdicts.items() if verdict == "wrong"),
    )


def _without(
    passages: Sequence[tuple[str, str, str]], others: Sequence[tuple[str, str, str]]
) -> tuple[tuple[str, str, str], ...]:
    left = list(others)
    gone = []
    for passage in passages:
        if passage in left:
            left.remove(passage)
        else:
            gone.append(passage)
    return tuple(gone)


def _verdict(first: Figure | None, second: Figure | None) -> str:
    if second is None or (second.value is None and _claims_nothing(second)):
        same = first is not None and second is not None and first.status is second.status
        return "equal" if same and first and first.value is None else "withheld"
    if first is None or first.value != second.value or first.unit != second.unit:
        return "wrong"
    same = first.status is second.status or {first.status, second.status} <= _KNOWN
    return "equal" if same else "wrong"


def _claims_nothing(figure: Figure) -> bool:
    """What is derived has no number where what it comes from is withheld."""
    return figure.status.value in WITHHELD or figure.status is Status.DERIVED
