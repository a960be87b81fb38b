"""An OFD package → its pages one after another: size, contents, and the units that they use."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indexer.readers.limits import OFD_LIMIT, PAGES
from indexer.readers.ofd_values import child, children, name_of, numbers, text_at
from indexer.readers.package import Part, member, opened, parsed
from indexer.readers.refusals import Refused

_ROOT = "OFD.xml"
_LOCKED = "encryptions.xml"
"""A member at the top of packages whose other members are enciphered."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_LARGEST = 5_000.0
_LAYERS = ("Background", "Body", "Foreground")
"""From the lowest to the topmost."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, `number` counting from 1, in millimetres.

    `contents` are those of its templates and its own; `units` the composite units by their ids;
    `absent` how many templates the package does not hold.
    """

    number: int
    width: float
    height: float
    contents: tuple[Part, ...]
    units: Mapping[str, Part]
    absent: int


@dataclass(slots=True)
class _Package:
    """`names` are the members by their paths in lower case, for writers spell them as they like."""

    archive: zipfile.ZipFile
    names: Mapping[str, str]
    left: int = OFD_LIMIT

    def find(self, written: str, *folders: str) -> str | None:
        """The path that is meant, seen from the first of the folders that has it."""
        written = written.strip().replace("\\", "/")
        seen_from = ("",) if written.startswith("/") else (*folders, "")
        paths = (_path(posixpath.join(folder, written.lstrip("/"))) for folder in seen_from)
        return next((path for path in paths if path in self.names), None)

    def part(self, path: str) -> Part:
        """What the member holds. All that are read together are bounded."""
        data = member(self.archive, self.names[path], self.left)
        self.left -= len(data)
        return parsed(data)


def _path(written: str) -> str:
    return posixpath.normpath(written.replace("\\", "/").lstrip("/")).lower()


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages of all documents in the package, in order. Refused where one of them is missing."""
    with opened(data) as archive:
        names = {_path(name): name for name in archive.namelist()}
        if _LOCKED in names:
            raise Refused("encrypted")
        package = _Package(archive, names)
        root = package.find(_ROOT)
        if root is None:
            raise Refused("damaged", f"缺少 {_ROOT}")
        before = 0
        for body in children(package.part(root), "DocBody"):
            main = package.find(text_at(body, "DocRoot"))
            if main is None:
                raise Refused("damaged", "缺少文档部分")
            for sheet in _document(package, main, before):
                before = sheet.number
                yield sheet


def _document(package: _Package, main: str, before: int) -> Iterator[Sheet]:
    folder = posixpath.dirname(main)
    root = package.part(main)
    common = child(root, "CommonData")
    templates: dict[str, Part | None] = {}
    for template in children(common, "TemplatePage"):
        found = package.find(template.get("BaseLoc", ""), folder)
        templates[template.get("ID", "")] = (
            None if found is None else child(package.part(found), "Content")
        )
    units: dict[str, Part] = {}
    for kind in ("PublicRes", "DocumentRes"):
        for resource in children(common, kind):
            units |= _units(package, resource.text or "", folder)
    listed = list(children(child(root, "Pages"), "Page"))
    if before + len(listed) > PAGES:
        raise Refused("too_large", f"有 {before + len(listed)} 页")
    for number, entry in enumerate(listed, before + 1):
        name = package.find(entry.get("BaseLoc", ""), folder)
        if name is None:
            raise Refused("damaged", f"缺少第 {number} 页")
        page = package.part(name)
        own = dict(units)
        for resource in children(page, "PageRes"):
            own |= _units(package, resource.text or "", posixpath.dirname(name), folder)
        layers = [("Body", child(page, "Content"))]
        absent = 0
        for used in children(page, "Template"):
            content = templates.get(used.get("TemplateID", ""))
            absent += content is None
            layers.append((used.get("ZOrder", _LAYERS[0]), content))
        layers.sort(key=lambda layer: _LAYERS.index(layer[0]) if layer[0] in _LAYERS else 1)
        contents = tuple(layer for _, layer in layers if layer is not None)
        yield Sheet(number, *_size(page, child(common, "PageArea")), contents, own, absent)


def _units(package: _Package, written: str, *folders: str) -> dict[str, Part]:
    """The composite units of a list of resources, by their ids."""
    name = package.find(written, *folders)
    if name is None:
        return {}
    return {
        unit.get("ID", ""): unit
        for listed in children(package.part(name), "CompositeGraphicUnits")
        for unit in listed
        if name_of(unit) == "CompositeGraphicUnit"
    }


def _size(page: Part, common: Part | None) -> tuple[float, float]:
    """Width and height of the page itself, else of the document's pages, else of A4."""
    for area in (child(page, "Area"), common):
        try:
            box = numbers(text_at(area, "PhysicalBox"), 4)
        except ValueError as fault:
            raise Refused("damaged", "页面尺寸不合法") from fault
        if box is not None and 0 < box[2] <= _LARGEST and 0 < box[3] <= _LARGEST:
            return box[2], box[3]
    return _A4[2], _A4[3]
