"""A report as text in which nothing sets the cells of its tables off, or only the end of a line."""

from tests.printing.reports import PrintedReport, spoken
from tests.printing.tables import Table


def table_glued(table: Table, row_end: str = "") -> str:
    """All cells of a row run together, and the rows too unless something ends them."""
    return "".join("".join(cell.text for cell in row.cells) + row_end for row in table.rows)


def table_lines(table: Table, blank: str | None = None) -> str:
    """Each cell a line of its own; one that is empty is `blank`, or leaves nothing."""
    texts = [
        cell.text or blank
        for row in table.rows
        for cell in row.cells
        if not cell.below and (cell.text or (blank is not None and cell in row.values))
    ]
    return "".join(f"{text}\n" for text in texts)


def table_spaced(table: Table) -> str:
    """One row a line, its cells set off by one space, as text is drawn from a PDF."""
    return "".join(
        " ".join(cell.text for cell in row.cells if cell.text) + "\n" for row in table.rows
    )


def report_glued(report: PrintedReport, row_end: str = "") -> str:
    """The whole report in one line, unless something ends the rows of its tables."""
    parts = [report.title, "\n"]
    for number, block in spoken(report):
        if isinstance(block, Table):
            parts.append(table_glued(block, row_end))
        else:
            parts.append(number + (block if isinstance(block, str) else block.text))
    return "".join(parts)


def report_lines(report: PrintedReport, blank: str | None = None) -> str:
    """Paragraphs and cells directly under one another."""
    parts = [report.title + "\n"]
    for number, block in spoken(report):
        if isinstance(block, Table):
            parts.append(table_lines(block, blank))
        else:
            parts.append(f"{number}{block if isinstance(block, str) else block.text}\n")
    return "".join(parts)


def report_spaced(report: PrintedReport) -> str:
    """Paragraphs and rows directly under one another."""
    parts = [report.title + "\n"]
    for number, block in spoken(report):
        if isinstance(block, Table):
            parts.append(table_spaced(block))
        else:
            parts.append(f"{number}{block if isinstance(block, str) else block.text}\n")
    return "".join(parts)
