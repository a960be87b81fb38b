"""What several tests of readers need: a reading that must succeed, its tables, a .docx."""

import io
import struct
import zipfile
from collections import Counter

from indexer.document import Document, Paragraph, Refusal, Table
from indexer.readers.read import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Texts = list[list[list[str | None]]]


def document(data: bytes | str, name: str = "x") -> Document:
    """The Document; fails where the file is refused."""
    result = read(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(result, Document), result
    return result


def refusal(data: bytes | str, name: str = "x") -> Refusal:
    """The Refusal; fails where the file is read."""
    result = read(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(result, Refusal)
    return result


def paragraphs(read_document: Document) -> list[str]:
    """The text of each paragraph."""
    blocks = read_document.blocks
    return [read_document.slice(block.spans) for block in blocks if isinstance(block, Paragraph)]


def tables(read_document: Document) -> Texts:
    """The text of each cell of each table, None where there is no cell."""
    return [
        [[None if cell is None else cell.text for cell in row] for row in block.grid.rows]
        for block in read_document.blocks
        if isinstance(block, Table)
    ]


def badly_covered(read_document: Document) -> list[tuple[int, str, int]]:
    """Characters that are not in exactly one block, residue or head span: place, itself, count."""
    times: Counter[int] = Counter()
    groups = [block.spans for block in read_document.blocks]
    for spans in (*groups, read_document.residues, read_document.head_spans):
        for start, end in spans:
            times.update(range(start, end))
    return [
        (place, char, times[place])
        for place, char in enumerate(read_document.text)
        if not char.isspace() and times[place] != 1
    ]


def cells_hold(read_document: Document) -> bool:
    """Whether every cell's text is what stands at its spans."""
    return all(
        cell.text == read_document.slice(cell.spans)
        for block in read_document.blocks
        if isinstance(block, Table)
        for row in block.grid.rows
        for cell in row
        if cell is not None
    )


def archive(members: dict[str, str]) -> bytes:
    """A zip archive of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in members.items():
            opened.writestr(name, text)
    return buffer.getvalue()


_SECTOR = 512
_END = 0xFFFFFFFE


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE2) of a few streams; those under 4,096 bytes stand in the root's."""
    small = b"".join(data.ljust(-(-len(data) // 64) * 64, b"\0") for data in _small(streams))
    contents = [small, *(data for data in streams.values() if len(data) >= 4096)]
    table, body, begins = [0xFFFFFFFD, _END], b"", []
    for data in contents:
        begins.append(len(table))
        sectors = -(-len(data) // _SECTOR)
        table += [*range(len(table) + 1, len(table) + sectors), _END][:sectors]
        body += data.ljust(sectors * _SECTOR, b"\0")
    entries = _entry("Root Entry", 5, begins[0], len(small))
    piece, big = 0, iter(begins[1:])
    for name, data in streams.items():
        entries += _entry(name, 2, next(big) if len(data) >= 4096 else piece, len(data))
        piece += -(-len(data) // 64) if len(data) < 4096 else 0
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0
    )
    header += struct.pack("<I", 0).ljust(436, b"\xff")
    told = struct.pack(f"<{len(table)}I", *table)
    return header + told.ljust(_SECTOR, b"\xff") + entries.ljust(_SECTOR, b"\0") + body


def _small(streams: dict[str, bytes]) -> list[bytes]:
    return [data for data in streams.values() if len(data) < 4096]


def _entry(name: str, kind: int, sector: int, size: int) -> bytes:
    spelt = name.encode("utf-16-le").ljust(64, b"\0")
    return spelt + struct.pack("<HB49xII4x", 2 * len(name) + 2, kind, sector, size)


def word_start(version: int, flags: int = 0, magic: int = 0xA5EC) -> bytes:
    """A stream WordDocument that begins as Word's do, and holds nothing else."""
    return struct.pack("<HH6xH", magic, version, flags).ljust(4096, b"\0")


def docx(body: str, *, namespace: str = W, **parts: str) -> bytes:
    """A .docx whose body and other parts (numbering, styles) hold this XML."""
    wrapped = {name: f'<w:{name} xmlns:w="{W}">{xml}</w:{name}>' for name, xml in parts.items()}
    main = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return archive(
        {"word/document.xml": main} | {f"word/{name}.xml": xml for name, xml in wrapped.items()}
    )


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
