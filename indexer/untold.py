"""The default of a callback: who gives none is told nothing, and ends nothing."""

from __future__ import annotations


def untold(*_told: object) -> None:
    """Take what would be told."""
