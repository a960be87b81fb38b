"""A report as flattened text, in the two layouts that conversions leave behind.

Layout A keeps one cell a line behind a tab, with a blank line after each row. Layout B keeps one
row a line with tabs between its cells, and a blank line after each paragraph and piece of a table.
"""

from tests.printing.reports import PrintedReport, spoken
from tests.printing.tables import Row, Table


def table_a(table: Table) -> str:
    """One cell a line: once if merged to the right, with blanks below if merged downward."""
    return "".join("".join(f"\t{cell.text}\n" for cell in row.cells) + "\n" for row in table.rows)


def table_b(table: Table) -> str:
    """One row a line; a merged cell is followed by the blanks it covers."""
    return "".join("\t".join(_flat(row)) + "\n" for row in table.rows)


def report_a(report: PrintedReport) -> str:
    """Paragraphs directly under one another, tables in layout A."""
    parts = [report.title + "\n\n"]
    for number, block in spoken(report):
        if isinstance(block, Table):
            parts.append(table_a(block) + "\n")
        else:
            parts.append(f"{number}{block if isinstance(block, str) else block.text}\n")
    return "".join(parts)


def report_b(report: PrintedReport) -> str:
    """Paragraphs and tables set off by blank lines, tables in layout B."""
    parts = ["\n\n" + report.title]
    for number, block in spoken(report):
        if isinstance(block, Table):
            parts.append(table_b(block).removesuffix("\n"))
        else:
            parts.append(number + (block if isinstance(block, str) else block.text))
    return "\n\n".join(parts) + "\n"


def _flat(row: Row) -> list[str]:
    return [text for cell in row.cells for text in (cell.text, *[""] * (cell.span - 1))]


def report_pipes(report: PrintedReport) -> str:
    """Paragraphs set off by blank lines, tables between strokes with a rule under the first row."""
    parts = [report.title]
    for number, block in spoken(report):
        if isinstance(block, Table):
            first, *rows = ["| " + " | ".join(_flat(row)) + " |" for row in block.rows]
            parts.append("\n".join([first, "|" + " --- |" * block.width, *rows]))
        else:
            parts.append(number + (block if isinstance(block, str) else block.text))
    return "\n\n".join(parts) + "\n"
