"""What is installed, what state the home is in, and what to do about it."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from indexer.catalog.connect import place
from indexer.catalog.read import open_catalog
from indexer.errors import GongkaiError, NoReader
from indexer.home import Home
from indexer.readers.refusals import LIBREOFFICE
from indexer.readers.soffice import found as found_libreoffice
from indexer.reading.readers import Readers
from indexer.stores.live import usable
from indexer.stores.manifest import NAME
from indexer.stores.store import named, require_installed
from indexer.tokens import ANALYZER_VERSION

_NO_LIBREOFFICE = f"— .doc .wps .rtf .odt 不能读 (cannot be read)，{LIBREOFFICE}"
_PACKAGES = (
    "gongkai-search",
    "Whoosh-Reloaded",
    "tantivy",
    "jieba",
    "rjieba",
    "sqlalchemy",
    "psycopg",
    "lxml",
    "typer",
)
_BOUNDED = {"network": "网络", "memory": "内存", "cpu": "处理器时间", "files": "所写文件"}


def _versions() -> Iterator[tuple[str, str]]:
    yield "python", platform.python_version()
    for package in _PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "—"


def _reading() -> tuple[str, str, str]:
    """Whether a file can be read, and what this machine does not bound of it."""
    try:
        with Readers((), 1) as readers:
            unbound = readers.unbound()
    except NoReader as error:
        return "reading", error.message, error.next_step
    told = "、".join(_BOUNDED[name] for name in unbound)
    return "reading", f"{told}不受限 (not bounded here)" if told else "bounded", ""


def examine(home: Home) -> list[tuple[str, str, str]]:
    """(what, how it is, what to do), the last empty where nothing needs doing."""
    found = [(name, number, "") for name, number in _versions()]
    found.append(_reading())
    found.append(("libreoffice", found_libreoffice() or _NO_LIBREOFFICE, ""))
    found.append(("home", str(home.path.absolute()), ""))
    try:
        with open_catalog(home) as catalog:
            generation, identity = catalog.generation(), catalog.home_id()
            counts = catalog.counts()
    except GongkaiError as error:
        return [*found, ("catalog", error.message, error.next_step)]
    if home.shared:
        found.append(("database", place(home), ""))
    told = f"generation {generation}, {counts['reports']} reports, {counts['passages']} passages"
    found.append(("catalog", told, ""))
    try:
        manifest = usable(home.index, identity)
        require_installed(named(manifest.engine, NAME))
    except GongkaiError as error:
        return [*found, ("index", error.message, error.next_step)]
    told = f"{manifest.engine}, generation {manifest.generation}, analyzer {ANALYZER_VERSION}"
    behind = "" if manifest.generation == generation else "请运行 indexer rebuild。"
    return [*found, ("index", told, behind)]
