"""Pictures of pages → Document: scans in a PDF, and single images of a page.

Needs the extra `ocr`. Whatever is read so may have wrong characters, and the Document says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.document import RECOGNISED, SCAN, Document, Notice
from indexer.readers.page import BeginPage, Page
from indexer.readers.pages import read_pages
from indexer.readers.scan_page import page_of_picture
from indexer.readers.scan_pictures import page_pictures

_RECOGNISED = Notice(
    RECOGNISED,
    "全文由图片识别而来，可能有错字；表中数字只在行、列勾稽关系都成立时取值，其余须对照原件。",
)


def read_scan(data: bytes, begin_page: BeginPage) -> Document:
    """The Document of a scan. Refused if there is no text on its pages."""
    return read_pages(SCAN, _pages(data, begin_page), notices=(_RECOGNISED,))


def _pages(data: bytes, begin_page: BeginPage) -> Iterator[Page]:
    for picture in page_pictures(data):
        begin_page()
        yield page_of_picture(picture)
