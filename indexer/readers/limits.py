"""How much a reader takes on before it refuses a file, so that hostile input ends in bounded time.

Real reports stay far below: the longest tables have some 40 rows and 15 columns.
"""

from __future__ import annotations

INPUT_LIMIT = 64 << 20
"""Bytes, as are the other three limits that are written as MiB."""
TEXT_LIMIT = 20 << 20
"""Plain text and HTML: files this long are no single report, and a tree takes 20 times as much."""

TEXT_LINES = 200_000
TABLE_ROWS = 5_000
TABLE_COLUMNS = 200
GRID_PLACES = 300_000
"""Places in all grids of one document, merged cells counted at each place they cover."""

HTML_DEPTH = 1_000
HTML_TAGS = 1_000_000
XML_TAGS = 3_000_000
"""Signs "<". A tree takes some 200 bytes for each, and a page of Word XML has about 2,000."""

DOCX_NESTING = 20
"""Tables and text boxes within one another."""

XML_LIMIT = 64 << 20
ARCHIVE_MEMBERS = 10_000
LISTS_LIMIT = 16 << 20

PAGES = 200
PAGE_GLYPHS = 60_000
"""Characters of one page. A full page of the smallest print has some 6,000."""
PAGES_GLYPHS, PAGES_CELLS = 100_000, 10_000
"""Of all pages. Long reports have 30,000 characters and 1,000 cells; pdfminer takes some 0.2 ms
for a character."""
PAGE_RULES = 30_000
PAGE_CROSSINGS = 6_000
"""Where lines of tables meet on one page. A full page of a form has some 600."""

OFD_LIMIT = 128 << 20
"""Bytes of XML of all parts together."""
OFD_OBJECTS = 500_000
"""Objects and letters of one document. A page of a form has some 1,500."""
OFD_NESTING = 20
"""Blocks and composite units within one another."""
SCAN_PAGES = 20
SCAN_PIXELS = 60_000_000
"""Of one picture. A page of A3 scanned at 400 dpi has 31 million."""
SCAN_CELLS = 1_500
"""Cells of one page that are read one by one because their text was not found at once."""
MIME_PARTS = 50_000
"""Lines that may begin a part of a saved page; styles have thousands that begin alike."""
MIME_NESTING = 60
"""Words that may make parts within parts, in a page of which two do."""
MIME_LINES = 1_500_000
"""A saved page of 64 MB has 900,000; as many lines of headers take 5 s."""
