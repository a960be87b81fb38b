"""An OFD package (GB/T 33190) of what stands on its pages, with nothing but the standard library.

Lengths are in millimetres from the upper left corner, as OFD has them.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from xml.sax.saxutils import escape

from tests.printing.reports import PrintedReport
from tests.printing.sheets import Paper, Run, Sheet, letter_steps
from tests.printing.typeset import set_in_type

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
ABOVE = 0.86
"""Of a letter's size: how far it reaches over the line it stands on."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How a writer of OFD says what stands on a page.

    `lines` are strokes, thin areas or one path of all; `distances` are told one by one, repeated,
    or by a matrix over letters of size 1; `holder` is what the objects of a page are put into;
    `template` whether what stands on every page is in one.
    """

    lines: Literal["strokes", "areas", "path"] = "strokes"
    distances: Literal["each", "repeated", "scaled"] = "each"
    holder: Literal["layer", "block", "unit"] = "layer"
    template: bool = False


PAPER, HAND = Paper(), Hand()


def report_ofd(report: PrintedReport, paper: Paper = PAPER, hand: Hand = HAND) -> bytes:
    """The bytes of an OFD file of the report."""
    sheets = set_in_type(report, paper)
    always = frozenset.intersection(*(frozenset(sheet.runs) for sheet in sheets))
    if not hand.template or len(sheets) < 2:
        always = frozenset()
    pages, units = [], {}
    for at, sheet in enumerate(sheets):
        inner = _drawn(sheet, hand, always)
        if hand.holder == "block":
            inner = f"<ofd:PageBlock>{inner}</ofd:PageBlock>"
        elif hand.holder == "unit":
            units[f"u{at}"] = inner
            inner = f'<ofd:CompositeObject ResourceID="u{at}" Boundary="0 0 210 297"/>'
        pages.append(inner)
    templates = {"head": "".join(_run(run, hand) for run in always)} if always else {}
    box = f"0 0 {paper.width:g} {paper.height:g}"
    return package(pages, box=box, templates=templates, units=units)


def _drawn(sheet: Sheet, hand: Hand, always: frozenset[Run]) -> str:
    drawn = [_run(run, hand) for run in sheet.runs if run not in always]
    if hand.lines == "path":
        whole = " ".join(f"M {r.x0:g} {r.y0:g} L {r.x1:g} {r.y1:g}" for r in sheet.rules)
        return path(whole) + "".join(drawn)
    pen: Callable[[float, float, float, float], str] = _PENS[hand.lines]
    lines = dict.fromkeys(sheet.rules)
    return "".join([*(pen(r.x0, r.y0, r.x1, r.y1) for r in lines), *drawn])


def _run(run: Run, hand: Hand) -> str:
    if hand.distances == "each":
        deltas = " ".join(f"{step:.4g}" for step in run.steps[:-1])
        return words(run.text, run.x, run.y, run.size, deltas=deltas)
    if hand.distances == "repeated":
        return words(run.text, run.x, run.y, run.size, deltas=_repeated(run.steps[:-1]))
    deltas = _repeated([step / run.size for step in run.steps[:-1]])
    return (
        f'<ofd:TextObject ID="1" Font="3" Size="1" CTM="{run.size:g} 0 0 {run.size:g} 0 0" '
        f'Boundary="{run.x:g} {run.y - run.size:g} {sum(run.steps):g} {run.size:g}">'
        f'<ofd:TextCode X="0" Y="1" DeltaX="{deltas}">{escape(run.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _repeated(steps: Sequence[float]) -> str:
    parts: list[str] = []
    for step, group in groupby(f"{step:.5g}" for step in steps):
        count = len(list(group))
        parts.append(step if count == 1 else f"g {count} {step}")
    return " ".join(parts)


def package(
    pages: Sequence[str],
    *,
    box: str = "0 0 210 297",
    templates: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a package. Pages and templates are what a layer holds.

    Every page uses all templates; `units` are composite units by their ids.
    """
    templates, units = templates or {}, units or {}
    used = "".join(f'<ofd:Template TemplateID="{name}"/>' for name in templates)
    common = "".join(
        f'<ofd:TemplatePage ID="{name}" BaseLoc="Tpls/{name}/Content.xml"/>' for name in templates
    )
    listed = "".join(
        f'<ofd:Page ID="{100 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        for at in range(len(pages))
    )
    composites = "".join(
        f'<ofd:CompositeGraphicUnit ID="{name}" Width="210" Height="297">'
        f"<ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit>"
        for name, inner in units.items()
    )
    members = {
        "OFD.xml": _part(
            "OFD",
            "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
            ' Version="1.1" DocType="OFD"',
        ),
        "Doc_0/Document.xml": _part(
            "Document",
            f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{common}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages>",
        ),
        "Doc_0/PublicRes.xml": _part(
            "Res",
            '<ofd:Fonts><ofd:Font ID="3" FontName="仿宋"/></ofd:Fonts>'
            f"<ofd:CompositeGraphicUnits>{composites}</ofd:CompositeGraphicUnits>",
        ),
    }
    for at, inner in enumerate(pages):
        members[f"Doc_0/Pages/Page_{at}/Content.xml"] = _page(inner, used)
    for name, inner in templates.items():
        members[f"Doc_0/Tpls/{name}/Content.xml"] = _page(inner)
    return packed(members)


def packed(members: Mapping[str, str]) -> bytes:
    """The members as one archive; the bytes depend on them alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return buffer.getvalue()


def words(
    text: str, x: float, y: float, size: float = 4.0, *, deltas: str | None = None, more: str = ""
) -> str:
    """A text object whose letters stand on the line `y`, each `deltas` from the one before.

    Without them a wide letter takes its size and any other half of it. `more` are attributes.
    """
    if deltas is None:
        deltas = " ".join(f"{step:g}" for step in letter_steps(text, size)[:-1])
    gaps = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject ID="1" Font="3" Size="{size:g}" '
        f'Boundary="{x:g} {y - ABOVE * size:g} {sum(letter_steps(text, size)):g} {size:g}" {more}>'
        f'<ofd:TextCode X="0" Y="{ABOVE * size:g}"{gaps}>{escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def path(
    drawn: str, boundary: tuple[float, float, float, float] = (0, 0, 210, 297), more: str = ""
) -> str:
    """A path object, stroked unless `more` says otherwise."""
    frame = " ".join(f"{edge:g}" for edge in boundary)
    return (
        f'<ofd:PathObject ID="1" LineWidth="0.2" Boundary="{frame}" {more}>'
        f"<ofd:AbbreviatedData>{drawn}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line."""
    return path(f"M 0 0 L {x1 - x0:g} {y1 - y0:g}", (x0, y0, x1 - x0, y1 - y0))


def sliver(x0: float, y0: float, x1: float, y1: float, thick: float = 0.3) -> str:
    """A line as a filled rectangle as thick as a pen."""
    wide, tall = max(x1 - x0, thick), max(y1 - y0, thick)
    return path(
        f"M 0 0 L {wide:g} 0 L {wide:g} {tall:g} L 0 {tall:g} C",
        (x0 - thick / 2, y0 - thick / 2, wide, tall),
        'Stroke="false" Fill="true"',
    )


def frame(x0: float, y0: float, x1: float, y1: float) -> str:
    """A rectangle drawn in one stroke."""
    wide, tall = x1 - x0, y1 - y0
    return path(f"M 0 0 L {wide:g} 0 L {wide:g} {tall:g} L 0 {tall:g} C", (x0, y0, wide, tall))


def picture(x0: float, y0: float, x1: float, y1: float) -> str:
    """Where an image stands. There is none: what it shows is not read."""
    boundary = f"{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}"
    return f'<ofd:ImageObject ID="1" ResourceID="9" Boundary="{boundary}"/>'


def _part(name: str, inner: str, more: str = "") -> str:
    return f"{_XML}<ofd:{name} {_NAMESPACE}{more}>{inner}</ofd:{name}>"


def _page(inner: str, used: str = "") -> str:
    return _part("Page", f'{used}<ofd:Content><ofd:Layer ID="2">{inner}</ofd:Layer></ofd:Content>')


_PENS = {"strokes": stroke, "areas": sliver}
