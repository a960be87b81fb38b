"""The parts of a .docx: the document, its lists, its styles and its notes."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass

from indexer.readers.limits import LISTS_LIMIT, XML_LIMIT
from indexer.readers.package import Part, member, opened, parsed
from indexer.readers.refusals import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_MAIN = "word/document.xml"
_BESIDE = ("numbering", "styles", "footnotes", "endnotes")
_MAIN_TYPES = ("document.main+xml", "template.main+xml")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that are read; all but `main` may be absent."""

    main: Part
    numbering: Part | None
    styles: Part | None
    footnotes: Part | None
    endnotes: Part | None


def open_package(data: bytes) -> Package:
    """The document, and beside it its lists, styles and notes."""
    with opened(data) as archive:
        names = frozenset(archive.namelist())
        main = _MAIN if _MAIN in names else _main_by_type(archive)
        folder = main.rpartition("/")[0]
        beside = [f"{folder}/{name}.xml" for name in _BESIDE]
        return Package(
            _part(archive, main, XML_LIMIT),
            *(_part(archive, n, LISTS_LIMIT) if n in names else None for n in beside),
        )


def _main_by_type(archive: zipfile.ZipFile) -> str:
    for override in _part(archive, "[Content_Types].xml", LISTS_LIMIT):
        if (override.get("ContentType") or "").endswith(_MAIN_TYPES):
            return (override.get("PartName") or "").lstrip("/")
    raise Refused("damaged", "缺少正文部分")


def _part(archive: zipfile.ZipFile, name: str, limit: int) -> Part:
    return parsed(member(archive, name, limit).replace(_STRICT, _TRANSITIONAL))
