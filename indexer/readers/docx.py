"""A Word document (.docx, also as WPS writes it) → Document. Headers and footers are not read."""

from __future__ import annotations

from indexer.document import Document
from indexer.readers.assemble import assemble, picture_notices
from indexer.readers.compose import compose
from indexer.readers.docx_numbering import read_numbering
from indexer.readers.docx_package import W, main_and_lists
from indexer.readers.docx_walk import walk
from indexer.readers.refusals import Refused


def read_docx(data: bytes) -> Document:
    """The Document of a .docx. Refused if it is damaged, locked, too large or without text."""
    main, numbering, styles = main_and_lists(data)
    body = main.find(W + "body")
    if body is None:
        raise Refused("damaged", "缺少正文部分")
    composed = compose(walk(body, read_numbering(numbering, styles)))
    notices = picture_notices(composed.pictures, composed.drafts)
    return assemble("docx", composed.text, composed.drafts, notices=notices)
