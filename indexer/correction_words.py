"""A correction in words: what was set right, from what to what."""

from __future__ import annotations

from indexer.catalog.corrections import Correction, CorrectionKind
from indexer.labels import ASPECTS, IDENTITY_PARTS, STATUSES


def correction_told(one: Correction) -> str:
    """What was set right, from what it was to what it is."""
    target = one.target
    match target.kind:
        case CorrectionKind.FIGURE:
            was = STATUSES.get(target.shown, target.shown)
            right = STATUSES["blank"] if one.value is None else one.value
            return f"{target.key} {was} → {right}"
        case CorrectionKind.ASPECT:
            return f"{target.shown} → {ASPECTS[one.value or '']}"
        case CorrectionKind.IDENTITY:
            return f"{IDENTITY_PARTS[target.key]} {target.shown or '—'} → {one.value}"
        case CorrectionKind.FINDING:
            return f"排除 {target.shown}"
