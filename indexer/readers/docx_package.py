"""The parts of a .docx: the document, its numbering and its styles."""

from __future__ import annotations

import zipfile

from indexer.readers.limits import LISTS_LIMIT, XML_LIMIT
from indexer.readers.package import Part, member, opened, parsed
from indexer.readers.refusals import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_MAIN = "word/document.xml"
_MAIN_TYPES = ("document.main+xml", "template.main+xml")


def main_and_lists(data: bytes) -> tuple[Part, Part | None, Part | None]:
    """The document, and if there are any the numbering and the styles."""
    with opened(data) as archive:
        names = frozenset(archive.namelist())
        main = _MAIN if _MAIN in names else _main_by_type(archive)
        folder = main.rpartition("/")[0]
        numbering, styles = f"{folder}/numbering.xml", f"{folder}/styles.xml"
        return (
            _part(archive, main, XML_LIMIT),
            _part(archive, numbering, LISTS_LIMIT) if numbering in names else None,
            _part(archive, styles, LISTS_LIMIT) if styles in names else None,
        )


def _main_by_type(archive: zipfile.ZipFile) -> str:
    for override in _part(archive, "[Content_Types].xml", LISTS_LIMIT):
        if (override.get("ContentType") or "").endswith(_MAIN_TYPES):
            return (override.get("PartName") or "").lstrip("/")
    raise Refused("damaged", "缺少正文部分")


def _part(archive: zipfile.ZipFile, name: str, limit: int) -> Part:
    return parsed(member(archive, name, limit).replace(_STRICT, _TRANSITIONAL))
