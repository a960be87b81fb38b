"""A whole report before any layout is chosen: title, preamble, sections, signature."""

from dataclasses import dataclass
from typing import Literal

from tests.printing.tables import Table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that a word processor does not keep as plain text.

    `number` is the level of an automatic number that stands before the text (0: 一、, 1: （一）);
    the number is then no part of `text`. `wrapped` puts the text into a content control or a smart
    tag.
    """

    text: str
    number: int | None = None
    wrapped: Literal["control", "tag"] | None = None


Block = str | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; an empty heading prints nothing."""

    heading: str | Paragraph
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """What every printer of this package is given."""

    title: str
    preamble: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    signature: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Everything under the title, in reading order."""
        inner = [
            block
            for section in self.sections
            for block in (section.heading, *section.body)
            if block != ""
        ]
        return (*self.preamble, *inner, *self.signature)


def spoken(report: PrintedReport) -> list[tuple[str, Block]]:
    """Each block with the automatic number a reader sees before it ("" where there is none)."""
    counts = [0, 0]
    out: list[tuple[str, Block]] = []
    for block in report.blocks:
        number = ""
        if isinstance(block, Paragraph) and block.number is not None:
            counts[block.number] += 1
            counts[block.number + 1 :] = [0] * (1 - block.number)
            digit = "零一二三四五六七八九十"[counts[block.number]]
            number = (f"{digit}、", f"（{digit}）")[block.number]
        out.append((number, block))
    return out
