"""Formats that LibreOffice reads for us → Document, by way of .docx.

Word 97–2003 (also as WPS Writer writes it), Word 6 and 95, RTF and OpenDocument.
"""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.document import Document
from indexer.readers.compound import WordHead, word_head
from indexer.readers.docx import read_docx
from indexer.readers.refusals import Refused
from indexer.readers.sniff import container
from indexer.readers.soffice import to_docx

# Format → the end of a name that LibreOffice expects, its own name for the format.
_FILTERS: dict[str, tuple[str, str]] = {
    "doc": ("doc", "MS Word 97"),
    "rtf": ("rtf", "Rich Text Format"),
    "odt": ("odt", "writer8"),
}
# A picture that an RTF names is opened while it is read, whatever LibreOffice's settings say, and
# one that is none makes it give up. The picture shown last stands beside the name.
_PICTURE_LINK = re.compile(rb"INCLUDEPICTURE", re.IGNORECASE)
_WORD_95 = ("doc", "MS Word 95")
_WORD_6 = ("doc", "MS WinWord 6")


def read_office(data: bytes) -> Document:
    """The Document. Refused if LibreOffice is missing or cannot read the file, or it is locked."""
    format = container(data)
    assert format is not None
    suffix, name = _filter_of(word_head(data)) if format == "doc" else _FILTERS[format]
    if format == "rtf":
        data = _PICTURE_LINK.sub(b"PICTURE", data)
    return replace(read_docx(to_docx(data, suffix, name)), format=format)


def _filter_of(head: WordHead) -> tuple[str, str]:
    if head.encrypted:
        raise Refused("encrypted")
    if head.version >= 97:
        return _FILTERS["doc"]
    return _WORD_95 if head.version == 95 else _WORD_6
