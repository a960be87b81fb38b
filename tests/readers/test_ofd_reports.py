"""One report printed as OFD and as .docx says the same, or withholds it: never another thing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from indexer.divisions import load_divisions
from indexer.document import Refusal
from indexer.model import Figure, Identity, Report, Source, Status
from indexer.report.build import build
from indexer.text import normal
from tests.printing import (
    Generation,
    PrintedReport,
    Section,
    figure_keys,
    report_docx,
    table_four,
    table_three,
    table_two,
)
from tests.printing.ofd import Hand, report_ofd
from tests.printing.sheets import Paper
from tests.readers.helpers import badly_covered, cells_hold, document
from tests.shared import SHARED

ORIGINALS = SHARED / "originals"
SEEDS = 16
WITHHELD = {Status.AMBIGUOUS, Status.UNREADABLE}
SENTENCES = (
    "全镇深入贯彻党的二十大精神，坚持以公开为常态、不公开为例外。",
    "不断完善工作机制，强化监督保障，切实保障人民群众的知情权、参与权、表达权和监督权。",
    "全年主动公开政府信息322条，其中微信公众号308条，占95.65%。",
    "一是公开内容不够全面，二是工作人员业务能力有待提高。",
    "下一步，将加强培训，于2021年6月底前完成整改。",
)
NUMBERS = ("", "0", "0", "1", "7", "12", "118", "1180", "23456", "1,024", "-", "３７")


def drawn_report(draw: random.Random) -> PrintedReport:
    """A report with a random form, random figures and prose of random length."""
    generation: Generation = draw.choice(("2019", "2021"))
    figures = {key: draw.choice(NUMBERS) for key in figure_keys(generation)}

    def prose() -> str:
        return "".join(draw.choice(SENTENCES) for _ in range(draw.randint(1, 9)))

    return PrintedReport(
        "溟州镇2020年政府信息公开工作年度报告",
        ("根据《中华人民共和国政府信息公开条例》要求，现将2020年度报告向社会公布。",),
        (
            Section("一、总体情况", tuple(f"（{n}）{prose()}" for n in "一二三四五")),
            Section("二、主动公开政府信息情况", (table_two(generation, figures),)),
            Section("三、收到和处理政府信息公开申请情况", (table_three(generation, figures),)),
            Section("四、政府信息公开行政复议、行政诉讼情况", (table_four(figures),)),
            Section("五、存在的主要问题及改进情况", tuple(prose() for _ in range(2))),
            Section("六、其他需要报告的事项", (prose(),)),
        ),
        ("溟州镇人民政府", "2021年1月23日"),
    )


def drawn_paper(draw: random.Random) -> Paper:
    """A page of any height, so that every row comes to be cut by one at some time."""
    return Paper(
        height=draw.uniform(150, 297),
        margin=draw.choice((15.0, 25.0)),
        size=draw.choice((3.7, 4.2, 5.6)),
        cell_size=draw.choice((2.2, 3.0, 3.5, 4.0)),
        leading=draw.choice((1.2, 1.5, 2.0)),
        narrow=draw.choice((1.0, 0.8, 0.65, 0.5)),
        head=draw.choice(("", "溟州镇政府信息公开年报")),
        numbered=draw.choice(("— {} —", "{}", "第{}页", "")),
        repeats_header=draw.random() < 0.4,
        cuts_rows=draw.random() < 0.6,
        open_cuts=draw.random() < 0.4,
        centred=draw.random() < 0.5,
        justified=draw.random() < 0.5,
    )


def drawn_hand(draw: random.Random) -> Hand:
    """Any way of writing it down."""
    return Hand(
        draw.choice(("strokes", "areas", "path")),
        draw.choice(("each", "repeated", "scaled")),
        draw.choice(("layer", "block", "unit")),
        draw.random() < 0.5,
    )


def built(data: bytes) -> Report:
    """The report of a file, whole and with every character in one place."""
    read_document = document(data)
    assert badly_covered(read_document) == []
    assert cells_hold(read_document)
    source = Source("x", "0" * 64, len(data), read_document.format)
    report = build(read_document, source, load_divisions())
    assert not isinstance(report, Refusal), report
    return report


def differing(figures: dict[str, Figure], known: dict[str, Figure]) -> dict[str, str]:
    """The cells of which something else is told than of the same report's .docx."""
    return {
        key: f"{figures[key].status}: {figures[key].value} for {figure.value}"
        for key, figure in known.items()
        if key in figures
        and figures[key].status not in WITHHELD
        and (figures[key].value, figures[key].status) != (figure.value, figure.status)
    } | {
        key: f"{figure.value} for nothing"
        for key, figure in figures.items()
        if figure.value is not None and key not in known
    }


def cells(report: Report) -> dict[str, Figure]:
    """The figures that stand in tables."""
    return {key: fig for key, fig in report.figures.items() if key.startswith(("t2", "t3", "t4"))}


def unproved(identity: Identity) -> Identity:
    """Without the places where it was read, which have pages only where there are some."""
    return replace(identity, evidence=())


def told(report: Report, known: Report) -> tuple[int, int]:
    """Holds a report against the same one as .docx; how many of its cells it withholds, of all."""
    figures, wanted = cells(report), cells(known)

    assert differing(figures, wanted) == {}
    assert unproved(report.identity) == unproved(known.identity)
    assert dict(report.forms) == dict(known.forms)
    assert [section.slot for section in report.sections] == [
        section.slot for section in known.sections
    ]
    assert [
        (passage.slot, passage.aspect, normal(passage.text)) for passage in report.passages
    ] == [(passage.slot, passage.aspect, normal(passage.text)) for passage in known.passages]
    withheld = [key for key in wanted if key not in figures or figures[key].status in WITHHELD]
    return len([key for key in withheld if wanted[key].status not in WITHHELD]), len(wanted)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_printed_report_says_what_its_docx_says(seed: int) -> None:
    """Random forms, figures, pages, and ways to write them; tables cut anywhere.

    Of one report in sixteen 14 cells of 200 are withheld, of most none.
    """
    draw = random.Random(seed)
    report, paper, hand = drawn_report(draw), drawn_paper(draw), drawn_hand(draw)

    withheld, of = told(built(report_ofd(report, paper, hand)), built(report_docx(report)))
    assert withheld * 10 < of, f"{withheld} of {of} cells withheld; {paper}; {hand}"


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="../shared/originals is not here")
@pytest.mark.parametrize("name", ["tpl2020", "tpl2021"])
def test_the_originals_say_what_their_docx_say(name: str) -> None:
    """All of it: the tables are cut by pages, one of them inside a row, and nothing is withheld."""
    ofd, docx = ((ORIGINALS / f"{name}.{format}").read_bytes() for format in ("ofd", "docx"))

    withheld, of = told(built(ofd), built(docx))
    assert (withheld, of) == (0, {"tpl2020": 198, "tpl2021": 200}[name])


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="../shared/originals is not here")
def test_a_malformed_file_without_lines_gives_its_text_and_no_figures() -> None:
    """Its letters are no taller than a millimetre and a half, and no table is drawn."""
    name = "tpl2021"
    report = built((ORIGINALS / f"{name}_easyofd.ofd").read_bytes())
    known = built((ORIGINALS / f"{name}.docx").read_bytes())

    assert unproved(report.identity) == unproved(known.identity)
    assert differing(cells(report), cells(known)) == {}
    assert len(cells(report)) == 0
