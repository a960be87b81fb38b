"""Pieces of passages, clauses and headings as grounds."""

from __future__ import annotations

from indexer.document import Locator
from indexer.model import Evidence, Passage, Section
from indexer.report.clauses import Clause
from indexer.report.material import Material
from indexer.report.stretch import part, stretch


def quoted(material: Material, passage: Passage, start: int, end: int) -> Evidence:
    """The characters `start:end` of a passage as a ground."""
    whole = stretch(material.document, passage.locator.spans, passage.locator.page)
    piece = part(whole, start, end)
    return Evidence("passage", piece.text, piece.locator)


def ground(material: Material, clause: Clause) -> Evidence:
    """A clause as a ground."""
    return quoted(material, clause.passage, clause.start, clause.end)


def heading(material: Material, section: Section) -> Evidence:
    """A section's heading as a ground."""
    locator = section.locator or Locator(())
    return Evidence("heading", material.document.slice(locator.spans).strip(), locator)
