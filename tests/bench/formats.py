"""Invented reports in each format that is published, as folders of files to be read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.readers import soffice
from indexer.readers.ocr_extra import ocr_installed
from tests.bench.generate import generate
from tests.printing.pictures import FONT


def _always() -> str:
    return ""


def _without_libreoffice() -> str:
    return "" if soffice.found() else "LibreOffice is not installed"


def _without_ocr() -> str:
    if not FONT.is_file():
        return f"{FONT} is not there to draw with"
    return "" if ocr_installed() else "the extra ocr is not installed"


@dataclass(frozen=True, slots=True)
class Format:
    """`write` makes a folder of `count` files; `missing` tells what that, or reading, needs."""

    name: str
    count: int
    write: Callable[[Path], None]
    missing: Callable[[], str] = _always


def _printed(layout: str, count: int) -> Format:
    return Format(layout, count, lambda folder: generate(folder, count, (layout,)))


def _saved(suffix: str, count: int) -> Format:
    """What LibreOffice makes of the .docx."""

    def write(folder: Path) -> None:
        program = soffice.found()
        assert program is not None
        with TemporaryDirectory() as made:
            generate(Path(made), count, ("docx",))
            documents = sorted(map(str, Path(made).glob("*/*.docx")))
            profile = f"-env:UserInstallation={Path(made, 'profile').as_uri()}"
            command = [program, profile, "--headless", "--convert-to", suffix]
            subprocess.run(
                [*command, "--outdir", str(folder / "000"), *documents],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            for name in ("divisions.csv", "sources.toml"):
                Path(made, name).rename(folder / name)

    return Format(suffix, count, write, _without_libreoffice)


FORMATS = (
    *(_printed(layout, 500) for layout in ("html", "docx", "ofd")),
    _saved("pdf", 200),
    _saved("doc", 50),
    _saved("rtf", 50),
    replace(_printed("scan", 2), missing=_without_ocr),
)
