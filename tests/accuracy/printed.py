"""Reports printed to PDF by the programs that offices use: a word processor and a browser."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from random import Random

import pytest

from tests.accuracy.made import EXACT, Made
from tests.web.chromium import chromium

_NARROW = (b'<w:gridCol w:w="850"/>', b'<w:gridCol w:w="560"/>')
_PATIENCE = 600.0  # seconds: only what hangs fails, never what is slow


def by_word_processor(one: Made, folder: Path) -> bytes:
    """The .docx of a report as LibreOffice prints it. Skips where there is none, saying so."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice is installed")
    (folder / "a.docx").write_bytes(_ruled(EXACT["docx"][1](one.printed, Random(0))))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run([office, profile, *told], check=True, capture_output=True, timeout=_PATIENCE)
    return (folder / "a.pdf").read_bytes()


def _ruled(docx: bytes) -> bytes:
    """The document with lines around the cells of its tables, which fit the page: fifteen columns
    of two digits."""
    kinds = ("top", "left", "bottom", "right", "insideH", "insideV")
    sides = "".join(f'<w:{kind} w:val="single" w:sz="4"/>' for kind in kinds)
    end = b"</w:tblPr>"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            borders = f"<w:tblBorders>{sides}</w:tblBorders>".encode() + end
            new.writestr(name, old.read(name).replace(end, borders).replace(*_NARROW))
    return made.getvalue()


def by_browser(one: Made, folder: Path) -> bytes:
    """The web page of a report as Chromium prints it. Skips where there is none, saying so."""
    page, pdf = folder / "a.html", folder / "b.pdf"
    page.write_bytes(EXACT["html"][1](one.printed, Random(0)))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'user'}"]
    command = [chromium(), *flags, "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=_PATIENCE)
    return pdf.read_bytes()


PRINTERS = {"word processor": by_word_processor, "browser": by_browser}
