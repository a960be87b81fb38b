"""Any number of invented reports as files: `python -m tests.bench.generate FOLDER COUNT`.

The same count and layouts always give the same files, in the layouts by turns.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.invented import invented, vocabulary
from tests.printing import PrintedReport, WebPage, report_a, report_b, report_docx, report_html
from tests.printing.ofd import report_ofd
from tests.printing.pictures import pages_of, pdf_of, scanned

_SOURCES = 'origin = "invented for measuring"\ndivisions = "divisions.csv"\n'


def _html(printed: PrintedReport) -> bytes:
    return report_html(printed, WebPage("溟州省政府网", "https://www.mingzhou.example/")).encode()


def _scan(printed: PrintedReport) -> bytes:
    return pdf_of([scanned(page) for page in pages_of(printed)])


LAYOUTS: dict[str, tuple[str, Callable[[PrintedReport], bytes]]] = {
    "a": ("txt", lambda printed: report_a(printed).encode()),
    "b": ("txt", lambda printed: report_b(printed).encode("gb18030")),
    "html": ("html", _html),
    "docx": ("docx", report_docx),
    "ofd": ("ofd", report_ofd),
    "scan": ("pdf", _scan),
}
MIXED = ("a", "b", "html", "a", "b", "docx")


def generate(folder: Path, count: int, layouts: Sequence[str] = MIXED) -> None:
    """Write `count` reports, in the layouts by turns, with the divisions that they need."""
    folder.mkdir(parents=True, exist_ok=True)
    places: dict[str, str] = {}
    for one in invented(count, vocabulary()):
        places |= {place.code: place.name for place in one.agency.places}
        suffix, printer = LAYOUTS[layouts[one.number % len(layouts)]]
        within = folder / f"{one.number // 1000:03}"
        within.mkdir(exist_ok=True)
        (within / f"{one.number:06}.{suffix}").write_bytes(printer(one.printed))
    rows = "".join(f"{code},{name}\n" for code, name in places.items())
    (folder / "divisions.csv").write_text(f"code,name\n{rows}", "utf-8")
    (folder / "sources.toml").write_text(_SOURCES, "utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--layout", action="append", choices=LAYOUTS, default=None)
    given = parser.parse_args()
    generate(given.folder, given.count, given.layout or MIXED)


if __name__ == "__main__":
    main()
