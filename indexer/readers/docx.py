"""A Word document (.docx, also as WPS writes it) → Document. Headers and footers are not read."""

from __future__ import annotations

from indexer.document import Document
from indexer.readers.assemble import assemble
from indexer.readers.compose import compose
from indexer.readers.docx_numbering import read_numbering
from indexer.readers.docx_package import Package, W, open_package
from indexer.readers.docx_styles import read_run_styles
from indexer.readers.docx_walk import Notes, walk
from indexer.readers.package import Part
from indexer.readers.pictures import picture_notices
from indexer.readers.refusals import Refused


def read_docx(data: bytes) -> Document:
    """The Document of a .docx. Refused if it is damaged, locked, too large or without text."""
    package = open_package(data)
    body = package.main.find(W + "body")
    if body is None:
        raise Refused("damaged", "缺少正文部分")
    numbering = read_numbering(package.numbering, package.styles)
    styles = read_run_styles(package.styles)
    composed = compose(walk(body, numbering, styles, _notes(package)))
    notices = picture_notices(composed.text, composed.pictures, composed.drafts)
    return assemble(
        "docx", composed.text, composed.drafts, residues=composed.asides, notices=notices
    )


def _notes(package: Package) -> Notes:
    """Footnotes and endnotes. The rules drawn above them are notes nobody refers to."""
    found: dict[tuple[str, str], Part] = {}
    for kind, part in (("footnote", package.footnotes), ("endnote", package.endnotes)):
        for note in () if part is None else part.findall(W + kind):
            found[kind, note.get(W + "id") or ""] = note
    return found
