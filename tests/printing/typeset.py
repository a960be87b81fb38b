"""A report set in type: its pages one after another. Tables go on over pages."""

from tests.printing.reports import PrintedReport, spoken
from tests.printing.set_tables import SetTable
from tests.printing.sheets import Paper, Run, Sheet, letter_steps, wrapped
from tests.printing.tables import Table


def set_in_type(report: PrintedReport, paper: Paper) -> list[Sheet]:
    """The pages of a report."""
    press = _Press(paper)
    for line in report.title.split("\n"):
        press.line(line, centred=True)
    for number, block in spoken(report):
        if isinstance(block, Table):
            press.table(block)
        else:
            press.paragraph(number + (block if isinstance(block, str) else block.text))
    return press.finished()


class _Press:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.sheets = [Sheet()]
        self.y = paper.margin

    @property
    def bottom(self) -> float:
        return self.paper.height - self.paper.margin

    def turn(self) -> None:
        self.sheets.append(Sheet())
        self.y = self.paper.margin

    def finished(self) -> list[Sheet]:
        paper = self.paper
        for number, sheet in enumerate(self.sheets, 1):
            for text, y in (
                (paper.head, paper.margin / 2),
                (paper.numbered.format(number), paper.height - paper.margin / 2),
            ):
                x = (paper.width - sum(letter_steps(text, 3.5))) / 2
                sheet.runs += [Run(text, x, y, 3.5, letter_steps(text, 3.5))] if text else []
        return self.sheets

    def line(
        self, text: str, indent: float = 0.0, *, centred: bool = False, fill: bool = False
    ) -> None:
        paper = self.paper
        if self.y + paper.size * paper.leading > self.bottom:
            self.turn()
        self.y += paper.size * paper.leading
        steps = letter_steps(text, paper.size)
        room = paper.width - 2 * paper.margin - indent
        x = paper.margin + (max(0, room - sum(steps)) / 2 if centred else indent)
        if fill and len(text) > 1:
            more = (room - sum(steps)) / (len(text) - 1)
            steps = tuple(step + more for step in steps)
        self.sheets[-1].runs.append(Run(text, x, self.y, paper.size, steps))

    def paragraph(self, text: str) -> None:
        paper = self.paper
        indent = 2 * paper.size
        lines = wrapped(text, paper.width - 2 * paper.margin, paper.size, indent)
        for at, line in enumerate(lines):
            fill = paper.justified and at < len(lines) - 1
            self.line(line, indent if at == 0 else 0.0, fill=fill)

    def table(self, table: Table) -> None:
        setting = SetTable(table, self.paper)
        self.y += setting.pitch
        for number, parts in enumerate(setting.pages(self.y)):
            if number:
                self.turn()
            if parts:
                setting.draw(self.sheets[-1], parts, again=number > 0 and parts[0].row == 0)
                self.y = parts[-1].bottom
        self.y += setting.pitch
