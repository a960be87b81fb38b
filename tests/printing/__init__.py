"""Prints reports and their statutory tables in the layouts in which real ones reach us.

The way back from a reader: figures → tables → file. `table_two`, `table_three` and `table_four` lay
figures out, `tests.printing.quirks` damages a table, and a printer writes it:

>>> print(table_b(table_two("2021", {"t2.regulations.issued": "3"})).splitlines()[2].split("\\t"))
['规章', '3', '', '']
"""

from tests.printing.forms import Generation, figure_keys, row_keys
from tests.printing.plain import report_a, report_b, table_a, table_b
from tests.printing.reports import Block, Paragraph, PrintedReport, Section
from tests.printing.tables import Table, plain_table, table_four, table_three, table_two
from tests.printing.web import WebPage, report_html, table_html
from tests.printing.word import report_docx, table_docx

__all__ = [
    "Block",
    "Generation",
    "Paragraph",
    "PrintedReport",
    "Section",
    "Table",
    "WebPage",
    "figure_keys",
    "plain_table",
    "report_a",
    "report_b",
    "report_docx",
    "report_html",
    "row_keys",
    "table_a",
    "table_b",
    "table_docx",
    "table_four",
    "table_html",
    "table_three",
    "table_two",
]
