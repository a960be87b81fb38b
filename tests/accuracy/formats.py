"""One report in every format it reaches us in, and how far each may fall short of the .docx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.document import Refusal
from tests.accuracy.files import ORIGINALS
from tests.accuracy.same import Difference, difference, report_at, said
from tests.accuracy.score import score
from tests.accuracy.truth import of_grids


@dataclass(frozen=True, slots=True)
class Format:
    """A way in which files are written. Nothing in them may be wrong.

    `files` are patterns under ../shared/originals. `withheld`: the figures that may be left open.
    `added`: passages that the files hold and the .docx has not. `passages`: the least share of the
    passages that must be the same, else sections may differ too. `lost`: a character that their
    font lacks, so that no reader can find it. `slow`: reading needs a program, or seconds.
    """

    name: str
    files: tuple[str, ...]
    withheld: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    passages: float = 1.0
    lost: str = ""
    slow: bool = False


# Flattened text leaves it open whether a space parts two cells or the digits of one number: the
# made report prints `1 2345` in this cell, and what flattens it keeps the space.
_SPACED = frozenset({"t2.licensing.decisions"})
# A browser prints `1 024` on two lines of a narrow cell without the space between them.
_BROKEN = frozenset({"t3.result.denied.three_securities_one_stability.natural_person"})
# What the layout with one cell a line has beside its marks of pictures and bookmarks.
_BESIDE_MARKS = frozenset({"4.及时公开目录。", "根据上级文件要求"})

# The menus of a page that was printed as it stood, and what it has above and below the report.
_PAGE = frozenset(
    {
        "1",
        "首页",
        "政务公开",
        "办事服务",
        "互动交流",
        "走进乡镇",
        "政府信息公开年报",
        "栏目导航",
        "信息公开指南",
        "信息公开年报",
        "索引号11370725/2022-00123发布机构镇政府",
        "名称\ufffd浩镇2021年政府信息公开工作年度报告",
        "联系我们|网站地图",
    }
)

FORMATS = (
    Format("docx", ("tpl*.docx", "variants_dev/h*.docx")),
    Format("html", ("tpl*.html", "variants_dev/h*.html")),
    Format("txt, one row a line", ("tpl*_tsv.txt",), _SPACED),
    Format("txt, one cell a line", ("tpl*_tika.txt",), _SPACED, _BESIDE_MARKS),
    Format("txt in GB18030", ("tpl*_gb18030.txt",), _SPACED, _BESIDE_MARKS),
    Format("txt in UTF-16", ("tpl*_utf16le_bom.txt",), _SPACED),
    Format("txt with a mark", ("tpl*_utf8bom.txt",), _SPACED),
    Format("pdf", ("tpl2020.pdf", "tpl2021.pdf")),
    # A paragraph that ends at the right margin without a full stop runs on into the next one.
    Format("pdf, more of them", ("variants_dev/h*.pdf",), passages=0.8, slow=True),
    Format("pdf of a web page", ("tpl*_chrome.pdf",), _BROKEN, _PAGE, lost="𬇙"),
    # Without an indent, a paragraph may end where a full line ends a sentence.
    Format("pdf by a browser", ("variants_dev/c*.pdf",), passages=0.9, lost="𬇙", slow=True),
    Format("ofd", ("tpl2020.ofd", "tpl2021.ofd")),
    Format("doc", ("tpl*.doc", "variants_dev/h*.doc"), slow=True),
    Format("wps", ("tpl*.wps",), slow=True),
    Format("rtf", ("tpl*.rtf", "fake_rtf.doc"), slow=True),
    Format("docx and html named .doc", ("fake_docx.doc", "fake_html.doc")),
)
# Beginning of a name that is not its report's → that report.
_OTHER_NAMES = {"fake": "tpl2020", "fake_rtf": "tpl2021"}
_OTHER_NAMES |= {f"c{number:02}": f"h{number:02}" for number in range(18)}


@dataclass(frozen=True, slots=True)
class Compared:
    """One file beside the .docx of its report. `missed`: keys that are not as the truth has them
    and not withheld; `of_passages`, `of_figures`: how many there are to be equal."""

    path: Path
    difference: Difference
    missed: tuple[str, ...]
    of_passages: int
    of_figures: int


def files(format: Format) -> list[Path]:
    """The files of a format that are here."""
    return [path for pattern in format.files for path in sorted(ORIGINALS.glob(pattern))]


def compared(path: Path, lost: str = "") -> Compared | Refusal:
    """A file beside the .docx of its report, without what is `lost`, and its grids of strings."""
    told = report_at(path)
    if isinstance(told, Refusal):
        return told
    name = path.name.partition(".")[0]
    first = name.partition("_")[0]
    stem = _OTHER_NAMES.get(name) or _OTHER_NAMES.get(first, first)
    wanted = report_at(path.parent / f"{stem}.docx")
    assert not isinstance(wanted, Refusal)
    _, truth = of_grids(path.parent / f"{stem.replace('tpl', 'truth')}.json")
    return Compared(
        path,
        difference(said(wanted, lost), said(told)),
        score(told.figures, truth.cells).wrong,
        len(wanted.passages),
        len(wanted.figures),
    )


def lines(slow: bool = True) -> Iterator[str]:
    """A row for each format, quick ones alone unless `slow`; then what differs unforeseen."""
    yield (
        f"{'':<26} {'files':>5} {'identity':>8} {'sections':>8} {'passages':>11}"
        f" {'figures':>11} {'withheld':>8} {'wrong':>5}"
    )
    beside: list[str] = []
    for format in FORMATS:
        if format.slow and not slow:
            continue
        results = [compared(path, format.lost) for path in files(format)]
        told = [one for one in results if isinstance(one, Compared)]
        beside += [line for one in told for line in _told(format, one)]
        beside += [f"  {one.message}" for one in results if isinstance(one, Refusal)]
        yield _row(format, told)
    yield from beside


def _row(format: Format, told: list[Compared]) -> str:
    passages = sum(one.of_passages for one in told)
    lost = sum(len(one.difference.lost) for one in told)
    figures = sum(one.of_figures for one in told)
    withheld = sum(len(one.difference.withheld) for one in told)
    wrong = sum(len({*one.difference.wrong, *one.missed}) for one in told)
    return (
        f"{format.name:<26} {len(told):>5}"
        f" {sum(not one.difference.identity for one in told):>8}"
        f" {sum(not one.difference.sections for one in told):>8}"
        f" {f'{passages - lost}/{passages}':>11}"
        f" {f'{figures - withheld - wrong}/{figures}':>11} {withheld:>8} {wrong:>5}"
    )


def _told(format: Format, one: Compared) -> Iterator[str]:
    name, found = one.path.name, one.difference
    yield from (f"  {name} wrong: {key}" for key in sorted({*found.wrong, *one.missed}))
    yield from (f"  {name} identity: {part}" for part in found.identity)
    if found.sections:
        yield f"  {name} has other sections"
    yield from (f"  {name} withheld: {key}" for key in found.withheld if key not in format.withheld)
    yield from (f"  {name} has not: {text} ({slot}, {aspect})" for text, slot, aspect in found.lost)
    yield from (
        f"  {name} alone has: {text} ({slot}, {aspect})"
        for text, slot, aspect in found.added
        if text not in format.added
    )
