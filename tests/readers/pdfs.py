"""A PDF written with the standard library: text where it is put, and ruling lines.

The font is not in the file, for nothing is drawn: each character is two bytes of UTF-16,
and a ToUnicode table says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
LEFT, SIZE = 60.0, 12.0


@dataclass
class Sheet:
    """One page. Places are in points from the upper left corner."""

    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, top: float, text: str, size: float = SIZE, turn: str = "1 0 0 1"
    ) -> None:
        """One line of text; its letters are as wide as they are high."""
        y = HEIGHT - top - 0.88 * size
        codes = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /F1 {size} Tf {turn} {x} {y} Tm <{codes}> Tj ET")

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A straight line."""
        self.parts.append(f"0.5 w {x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S")

    def shade(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A filled area without an outline."""
        width, height = x1 - x0, bottom - top
        self.parts.append(f"0.9 g {x0} {HEIGHT - bottom} {width} {height} re f 0 g")

    def picture(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A picture of one grey dot, drawn as large as the box."""
        place = f"{x1 - x0} 0 0 {bottom - top} {x0} {HEIGHT - bottom}"
        self.parts.append(f"q {place} cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")

    def grid(self, xs: Sequence[float], ys: Sequence[float], rows: Iterable[Iterable[str]]) -> None:
        """A table without merged cells; a line break ends a printed line of a cell."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for top, row in zip(ys, rows, strict=False):
            for x, cell in zip(xs, row, strict=False):
                for number, line in enumerate(cell.split("\n")):
                    self.text(x + 4, top + 4 + 1.2 * SIZE * number, line)


def pdf(*sheets: Sheet) -> bytes:
    """The bytes of a file of these pages."""
    count = len(sheets)
    pages = [6 + 2 * at for at in range(count)]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{at} 0 R' for at in pages)}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        "/FontDescriptor << /Type /FontDescriptor /FontName /F /Flags 4 /Ascent 880 "
        "/Descent -120 /FontBBox [0 -120 1000 880] >> >>",
        _stream(
            "/CIDInit /ProcSet findresource begin begincmap\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            "1 beginbfrange <0000> <ffff> <0000> endbfrange\nendcmap end"
        ),
    ]
    for at, sheet in zip(pages, sheets, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {at + 1} 0 R >>"
        )
        objects.append(_stream("\n".join(sheet.parts)))
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode()


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"
